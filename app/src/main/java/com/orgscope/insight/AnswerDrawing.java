package com.orgscope.insight;

import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.usage.FunctionPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Adds the noise of the {@link QuarterAnswers}, each of them with an epsilon of its own. */
final class AnswerDrawing {
  /** A range that is wider than this part of its value leaves nothing to read. */
  private static final double WIDEST = 0.5;

  /** People from which AI assistants are told by kind of work, as far as those are large enough. */
  private static final int ASSISTANTS_BY_CATEGORY = 5_000;

  private final Census census;
  private final ReleaseEpsilons epsilons;
  private final Noise noise;
  private final long signInBound;

  AnswerDrawing(Census census, ReleaseEpsilons epsilons, Noise noise, HourBounds bounds) {
    this.census = census;
    this.epsilons = epsilons;
    this.noise = noise;
    this.signInBound = bounds.signIn();
  }

  /**
   * @param levels of the release that draws them; null where no group is shown
   * @param earlier the first release of the quarter before; null without one
   */
  QuarterAnswers draw(@Nullable Levels levels, @Nullable Release earlier) {
    List<QuarterParts.IdleSeats> due =
        epsilons.draws(DeclaredCells.CONTRACTS) ? parts().contracts() : List.of();
    List<QuarterAnswers.IdleSeats> contracts = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (QuarterParts.IdleSeats contract : due) {
      QuarterAnswers.IdleSeats drawn = contract(contract, due.size());
      if (isReadable(drawn.seats(), drawn.range())) {
        contracts.add(drawn);
      } else {
        unread.add(drawn.application());
      }
    }
    return new QuarterAnswers(
        epsilons.draws(DeclaredCells.MOVES) ? moves() : null,
        epsilons.draws(DeclaredCells.ASSISTANTS) ? assistants(levels) : List.of(),
        contracts,
        unread,
        levels != null && earlier != null && epsilons.draws(DeclaredCells.CHANGE)
            ? change(levels.total(), earlier)
            : null,
        epsilons.draws(DeclaredCells.CLAIMS) ? spared() : begun());
  }

  /** How many there are and what they promise is what IT said, and costs nothing. */
  private QuarterAnswers.@Nullable Spared begun() {
    QuarterParts parts = census.parts();
    QuarterParts.Spared said = parts == null ? null : parts.spared();
    return said == null ? null : new QuarterAnswers.Spared(said.claims(), said.promised(), null);
  }

  private QuarterAnswers.@Nullable Spared spared() {
    QuarterParts.Spared exact = parts().spared();
    if (exact == null) {
      return null;
    }
    SparedHours hours = new SparedHours(epsilons.of(DeclaredCells.CLAIMS), noise);
    QuarterAnswers.Told told = hours.told(hours.noised(exact));
    return new QuarterAnswers.Spared(
        exact.claims(),
        exact.promised(),
        isReadable(Math.abs(told.hoursPerWeek()), told.range()) ? told : null);
  }

  private QuarterParts parts() {
    QuarterParts parts = census.parts();
    if (parts == null) {
      throw new IllegalStateException("nobody counted the quarter's parts");
    }
    return parts;
  }

  private static boolean isReadable(double value, Interval range) {
    return range.high() - range.low() < WIDEST * value;
  }

  /** Every pair of the public grid is drawn, whoever moves. */
  private List<QuarterAnswers.Moves> moves() {
    MoveGrid grid = MoveGrid.of(census.publicSize());
    Map<FunctionPair, Long> exact = grid.hundredths(parts().moves());
    long bound = (long) MoveGrid.HUNDREDTHS * grid.weekly();
    CellNoise cell =
        new CellNoise(noise, epsilons.of(DeclaredCells.MOVES), bound, MoveGrid.HUNDREDTHS);
    List<QuarterAnswers.Moves> shown = new ArrayList<>();
    double most = grid.weekly() * Math.max(1, census.mostPeople());
    for (FunctionPair pair : grid.pairs()) {
      CellNoise.Drawn drawn = cell.draw(exact.getOrDefault(pair, 0L), most);
      if (isReadable(drawn.printed(), drawn.range())) {
        shown.add(
            new QuarterAnswers.Moves(pair.one(), pair.other(), drawn.printed(), drawn.range()));
      }
    }
    shown.sort(Comparator.comparingLong(QuarterAnswers.Moves::perWeek).reversed());
    return shown;
  }

  /** Whether somebody gives an AI assistant a hundredth of their active time or more. */
  static boolean usesAssistant(Census.Member member) {
    List<String> cells = UseFunctions.instance().cells();
    return Hundredths.of(member.use(), cells)[cells.indexOf(UseFunctions.ASSISTANTS)] > 0;
  }

  private List<QuarterAnswers.Assistants> assistants(@Nullable Levels levels) {
    CellNoise cell = new CellNoise(noise, epsilons.of(DeclaredCells.ASSISTANTS), 1, 1);
    if (census.publicSize() < ASSISTANTS_BY_CATEGORY) {
      CellNoise.Drawn drawn = assistants(cell, any -> true, census.mostPeople());
      return List.of(
          new QuarterAnswers.Assistants(Release.EVERYONE, drawn.printed(), drawn.range()));
    }
    List<QuarterAnswers.Assistants> shown = new ArrayList<>();
    List<Levels.Category> kinds = levels == null ? List.of() : levels.categories();
    for (UsePool pool : UsePool.of(kinds, census.categories(), cell.half())) {
      CellNoise.Drawn drawn = assistants(cell, pool::holds, pool.people());
      shown.add(
          new QuarterAnswers.Assistants(pool.name(), pool.kinds(), drawn.printed(), drawn.range()));
    }
    return shown;
  }

  private CellNoise.Drawn assistants(CellNoise cell, Predicate<Census.Member> who, double most) {
    return cell.draw(
        census.members().stream().filter(who).filter(AnswerDrawing::usesAssistant).count(), most);
  }

  /** A person has one seat of each contract at most, and so is in as many cells as there are. */
  private QuarterAnswers.IdleSeats contract(QuarterParts.IdleSeats contract, int contracts) {
    CellNoise.Drawn drawn =
        new CellNoise(noise, epsilons.of(DeclaredCells.CONTRACTS), contracts, 1)
            .draw(contract.seats(), census.mostPeople());
    double price = contract.seatUsd().doubleValue();
    return new QuarterAnswers.IdleSeats(
        contract.application(),
        contract.tier(),
        contract.noticeBy(),
        drawn.printed(),
        drawn.range(),
        Math.round(drawn.printed() * price),
        new Interval(
            Math.floor(drawn.range().low() * price), Math.ceil(drawn.range().high() * price)));
  }

  /** Half of the epsilon is for the days before as they stand now, half for the causes. */
  private QuarterAnswers.@Nullable Change change(Figure now, Release earlier) {
    ChangeParts exact = parts().change();
    if (exact == null) {
      return null;
    }
    Epsilon half = new Epsilon(epsilons.of(DeclaredCells.CHANGE).thousandths() / 2);
    CellNoise cell = new CellNoise(noise, half, signInBound, HoursLevels.HOUR);
    Map<ChangeCause, Double> hours = new EnumMap<>(ChangeCause.class);
    for (ChangeCause cause : ChangeCause.values()) {
      long seconds =
          cause == ChangeCause.LATE_DATA
              ? exact.secondsBefore()
              : exact.seconds().getOrDefault(cause, 0L);
      hours.put(cause, cell.noised(seconds));
    }
    Figure then = earlier.total();
    hours.computeIfPresent(
        ChangeCause.LATE_DATA, (c, recounted) -> recounted - then.hoursPerWeek());
    return HoursChange.of(earlier, exact.before(), now, hours, cell.half());
  }
}
