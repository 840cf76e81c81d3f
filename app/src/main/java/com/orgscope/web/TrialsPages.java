package com.orgscope.web;

import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Trial.State;
import com.orgscope.category.trial.TrialVerdict;
import com.orgscope.category.trial.TrialVerdict.Accuracy;
import com.orgscope.nightly.TrialDesk.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Trials in words and as data. */
final class TrialsPages {
  static final String PROMOTE = "promote";
  static final String WITHDRAW = "withdraw";

  private TrialsPages() {}

  static TrialsPage.Row row(Standing standing, ZoneId zone) {
    Trial trial = standing.trial();
    TrialVerdict verdict = standing.verdict();
    List<TrialsPage.Line> lines = new ArrayList<>();
    lines.add(new TrialsPage.Line("All", words(verdict.before()), words(verdict.candidate())));
    verdict
        .categories()
        .forEach(one ->
            lines.add(
                new TrialsPage.Line(one.category(), words(one.before()), words(one.candidate()))));
    Instant ended = trial.endedAt();
    Instant since = ended == null ? trial.begunAt() : ended;
    return new TrialsPage.Row(
        trial.number(),
        "Trial %d, %s: %s instead of %s"
            .formatted(trial.number(), kind(trial.kind()), trial.candidate(), trial.before()),
        state(trial.state(), Formats.day(LocalDate.ofInstant(since, zone))),
        verdict.outcome().word(),
        trial.because() == null ? verdict.because() : trial.because(),
        lines,
        acts(trial.state()));
  }

  /** What stands behind "It". */
  private static String state(State state, String day) {
    return state == State.RUNNING
        ? "has been running since " + day
        : "was %s on %s".formatted(state.word(), day);
  }

  private static String kind(Trial.Kind kind) {
    return switch (kind) {
      case CANARY -> "a canary that serves some people";
      case AB -> "compared on some groups";
      case DESCRIBER -> "compared on applications";
    };
  }

  private static List<TrialsPage.Act> acts(State state) {
    TrialsPage.Act promote = new TrialsPage.Act(PROMOTE, "Let it ask from the next night on");
    TrialsPage.Act withdraw = new TrialsPage.Act(WITHDRAW, "Withdraw it and what it said");
    return switch (state) {
      case RUNNING -> List.of(promote, withdraw);
      case PROMOTED -> List.of(withdraw);
      case WITHDRAWN -> List.of(promote);
    };
  }

  private static String words(@Nullable Accuracy accuracy) {
    return accuracy == null
        ? "nothing to judge by"
        : String.format(
            Locale.ROOT,
            "%d of %d right (%.0f to %.0f %%)",
            accuracy.right(),
            accuracy.of(),
            100 * accuracy.low(),
            100 * accuracy.high());
  }

  static TrialsPage.Document document(Standing standing) {
    Trial trial = standing.trial();
    TrialVerdict verdict = standing.verdict();
    Instant ended = trial.endedAt();
    Accuracy before = verdict.before();
    Accuracy candidate = verdict.candidate();
    return new TrialsPage.Document(
        trial.number(),
        trial.kind().word(),
        trial.state().word(),
        trial.before().toString(),
        trial.candidate().toString(),
        trial.share(),
        trial.begunAt().toString(),
        ended == null ? null : ended.toString(),
        verdict.outcome().word(),
        verdict.because(),
        verdict.judge().word(),
        verdict.pairs(),
        verdict.judged(),
        before == null ? null : right(before),
        candidate == null ? null : right(candidate),
        verdict.categories().stream()
            .map(one ->
                new TrialsPage.OfKind(one.category(), right(one.before()), right(one.candidate())))
            .toList());
  }

  private static TrialsPage.Right right(Accuracy accuracy) {
    return new TrialsPage.Right(accuracy.right(), accuracy.of(), accuracy.low(), accuracy.high());
  }
}
