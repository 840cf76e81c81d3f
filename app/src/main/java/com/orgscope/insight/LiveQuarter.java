package com.orgscope.insight;

import com.orgscope.category.Assignment;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.licence.Contract;
import com.orgscope.licence.Licences;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.usage.AppPair;
import com.orgscope.usage.FunctionPair;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what is counted once a quarter, if it is due and so many people are that it is drawn. */
@Component
final class LiveQuarter {
  private final Usage usage;
  private final Licences licences;
  private final LiveChange change;
  private final ClaimedTime claimed;
  private final InsightSettings settings;
  private final PrivacySettings privacy;

  LiveQuarter(
      Usage usage,
      Licences licences,
      LiveChange change,
      ClaimedTime claimed,
      InsightSettings settings,
      PrivacySettings privacy) {
    this.usage = usage;
    this.licences = licences;
    this.change = change;
    this.claimed = claimed;
    this.settings = settings;
    this.privacy = privacy;
  }

  /**
   * What was read of the counted days already.
   *
   * @param staff of the directory, whoever left too
   */
  record Now(
      TimeWindow window,
      Map<PersonKey, Person> staff,
      Map<PersonKey, PersonUsage> used,
      List<Assignment> current) {}

  /**
   * @param idleMoney dollars a year of idle seats, of whom has some; null where no seats are known
   * @param parts null where nothing is due
   */
  record Read(@Nullable Map<PersonKey, BigDecimal> idleMoney, @Nullable QuarterParts parts) {}

  Read read(Caller caller, Quarter quarter, Now now) {
    int size = now.staff().isEmpty() ? Census.UNLISTED : counted(now).size();
    return read(
        caller,
        quarter,
        now,
        ReleaseEpsilons.of(privacy, settings.releasePeriod(), size, quarter.due()));
  }

  /**
   * @param drawn which cells a company of that size has
   */
  Read read(Caller caller, Quarter quarter, Now now, ReleaseEpsilons drawn) {
    LocalDate asOf = now.window().lastDay();
    boolean known = licences.areKnown(caller);
    if (!quarter.due()) {
      return new Read(known ? Map.of() : null, null);
    }
    Set<PersonKey> counted = counted(now);
    Licences.Idle idle = known ? licences.idle(caller, asOf) : null;
    return new Read(
        idle == null ? null : idle.usdPerYear(),
        new QuarterParts(
            drawn.draws(DeclaredCells.MOVES) ? moves(caller, now.window(), counted) : List.of(),
            idle != null && drawn.draws(DeclaredCells.CONTRACTS)
                ? contracts(idle.contracts(), asOf, counted)
                : List.of(),
            drawn.draws(DeclaredCells.CHANGE) && quarter.earlier() != null
                ? change.since(caller, quarter.earlier(), now, counted)
                : null,
            spared(caller, asOf, counted, drawn.draws(DeclaredCells.CLAIMS))));
  }

  private QuarterParts.@Nullable Spared spared(
      Caller caller, LocalDate asOf, Set<PersonKey> counted, boolean measured) {
    ClaimedTime.Spared spared =
        measured ? claimed.spared(caller, asOf) : claimed.begun(caller, asOf);
    return spared == null ? null : QuarterParts.Spared.of(spared, counted);
  }

  private static Set<PersonKey> counted(Now now) {
    return Headcount.counted(now.staff(), now.used(), now.window().lastDay());
  }

  private List<Map<FunctionPair, Double>> moves(
      Caller caller, TimeWindow window, Set<PersonKey> counted) {
    Map<PersonKey, Map<AppPair, Long>> switches = new TreeMap<>(usage.switches(caller, window));
    switches.keySet().retainAll(counted);
    return List.copyOf(
        Usage.functionMoves(
                switches, window, QuarterParts.WEEKLY_MOVES, UseFunctions.instance()::of)
            .values());
  }

  /** Those that the next quarter's notice is due of, the dearest. */
  static List<QuarterParts.IdleSeats> contracts(
      List<Licences.IdleContract> contracts, LocalDate asOf, Set<PersonKey> counted) {
    String next = QuarterCells.quarterAfter(asOf);
    return contracts.stream()
        .filter(one -> isDue(one.contract(), asOf, next))
        .sorted(
            Comparator.comparing(LiveQuarter::usdPerYear)
                .reversed()
                .thenComparing(one -> one.contract().application())
                .thenComparing(one -> one.contract().tier()))
        .limit(QuarterParts.MOST_CONTRACTS)
        .map(one ->
            new QuarterParts.IdleSeats(
                one.contract().application().value(),
                one.contract().tier(),
                Objects.requireNonNull(one.contract().nextNotice(asOf)),
                one.seatUsd(),
                Math.toIntExact(one.people().stream().filter(counted::contains).count())))
        .toList();
  }

  private static boolean isDue(Contract contract, LocalDate asOf, String next) {
    LocalDate notice = contract.nextNotice(asOf);
    return notice != null && QuarterCells.quarterOf(notice).equals(next);
  }

  private static BigDecimal usdPerYear(Licences.IdleContract one) {
    return one.seatUsd().multiply(BigDecimal.valueOf(one.contract().seats()));
  }
}
