package com.orgscope.insight;

import com.orgscope.usage.FunctionPair;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exact figures behind the {@link QuarterAnswers} that a release of now would draw. Each is
 * empty where that release would not draw it.
 *
 * @param moves a week between what applications are for, most first
 * @param assistants people who use an AI assistant, of everybody and of each kind of work
 * @param contracts of which notice is due in the next quarter
 * @param change hours a week by cause; {@link ChangeCause#LATE_DATA} has the hours of the days
 *     before as they stand now
 * @param spared by claims that are told of
 */
public record CandidateAnswers(
    List<Moves> moves,
    List<CandidateCells.Equivalents> assistants,
    List<IdleSeats> contracts,
    List<CauseHours> change,
    @Nullable Spared spared) {

  public CandidateAnswers {
    moves = List.copyOf(moves);
    assistants = List.copyOf(assistants);
    contracts = List.copyOf(contracts);
    change = List.copyOf(change);
  }

  public record Moves(String one, String other, double perWeek) {}

  public record IdleSeats(String application, String tier, int seats, BigDecimal seatUsd) {}

  public record CauseHours(ChangeCause cause, double hoursPerWeek) {}

  public record Spared(int claims, double hoursPerWeek) {}

  static CandidateAnswers of(Census census, ReleaseEpsilons epsilons) {
    QuarterParts parts = census.parts();
    return new CandidateAnswers(
        parts != null && epsilons.draws(DeclaredCells.MOVES) ? moves(census, parts) : List.of(),
        epsilons.draws(DeclaredCells.ASSISTANTS) ? assistants(census) : List.of(),
        parts != null && epsilons.draws(DeclaredCells.CONTRACTS) ? contracts(parts) : List.of(),
        parts != null && parts.change() != null && epsilons.draws(DeclaredCells.CHANGE)
            ? change(parts.change())
            : List.of(),
        parts != null && parts.spared() != null && epsilons.draws(DeclaredCells.CLAIMS)
            ? new Spared(parts.spared().claims(), parts.spared().sum() / HoursLevels.HOUR)
            : null);
  }

  private static List<Moves> moves(Census census, QuarterParts parts) {
    Map<FunctionPair, Long> hundredths = MoveGrid.of(census.publicSize()).hundredths(parts.moves());
    return hundredths.entrySet().stream()
        .sorted(
            Map.Entry.<FunctionPair, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(pair ->
            new Moves(
                pair.getKey().one(),
                pair.getKey().other(),
                pair.getValue() / (double) MoveGrid.HUNDREDTHS))
        .toList();
  }

  private static List<CandidateCells.Equivalents> assistants(Census census) {
    return Stream.concat(
            Stream.of(assistants(census, Release.EVERYONE, any -> true)),
            census.categories().stream()
                .map(kind -> assistants(census, kind, m -> m.category().equals(kind)))
                .filter(kind -> kind.people() > 0)
                .sorted(Comparator.comparingDouble(CandidateCells.Equivalents::people).reversed()))
        .toList();
  }

  private static CandidateCells.Equivalents assistants(
      Census census, String name, Predicate<Census.Member> who) {
    return new CandidateCells.Equivalents(
        name, census.members().stream().filter(who).filter(AnswerDrawing::usesAssistant).count());
  }

  private static List<IdleSeats> contracts(QuarterParts parts) {
    return parts.contracts().stream()
        .map(one -> new IdleSeats(one.application(), one.tier(), one.seats(), one.seatUsd()))
        .toList();
  }

  private static List<CauseHours> change(ChangeParts change) {
    return Stream.of(ChangeCause.values())
        .map(cause ->
            new CauseHours(
                cause,
                (cause == ChangeCause.LATE_DATA
                        ? change.secondsBefore()
                        : change.seconds().getOrDefault(cause, 0L))
                    / HoursLevels.HOUR))
        .toList();
  }
}
