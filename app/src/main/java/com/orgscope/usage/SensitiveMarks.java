package com.orgscope.usage;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.SignedDocument;
import com.orgscope.access.Widenings;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * IT's marks of sensitive applications. Each is in the audit log, and holds at once. Where somebody
 * speaks for the company's people, none is let in without their signature.
 */
@Component
public final class SensitiveMarks {
  private static final String SUBJECT = "sensitive applications";
  private static final String WITHHELD = "withheld";
  private static final String COUNTED = "counted";

  private final SensitiveApplications sensitive;
  private final SensitiveMarkStore store;
  private final DailyUsage dailyUsage;
  private final Access access;
  private final Widenings widenings;
  private final InstantSource clock;

  SensitiveMarks(
      SensitiveApplications sensitive,
      SensitiveMarkStore store,
      DailyUsage dailyUsage,
      Access access,
      Widenings widenings,
      InstantSource clock) {
    this.sensitive = sensitive;
    this.store = store;
    this.dailyUsage = dailyUsage;
    this.access = access;
    this.widenings = widenings;
    this.clock = clock;
  }

  /**
   * Withholds an application, or lets one in that the list of names would withhold. No question is
   * answered about a withheld one from here on, and days that were counted with it are counted anew
   * before this returns, as far as their events are kept. What came in while an application was
   * withheld stays so, whatever is said later: its name was not kept.
   *
   * @param progress in days
   * @throws Failure for the operator, if the label cannot be one, or letting it in takes signatures
   */
  public void mark(Caller caller, SensitiveMark mark, Progress progress) {
    if (mark.withheld()) {
      String label = label(mark.label());
      access.require(caller, Action.CHANGE_DIRECTORY, "withhold application " + label);
      store.mark(caller, new SensitiveMark(label, true), clock.instant());
      dailyUsage.refresh(caller.tenant(), progress);
    } else {
      admit(caller, List.of(mark.label()), null, progress);
    }
  }

  /**
   * Lets applications in that are withheld.
   *
   * @param signed what was signed for just these; null for nothing
   * @param progress in days
   * @throws Failure for the operator, as {@link #mark}; nothing is let in then
   */
  public void admit(
      Caller caller, List<String> labels, @Nullable SignedDocument signed, Progress progress) {
    List<String> clean = labels.stream().map(SensitiveMarks::label).toList();
    clean.forEach(
        label -> access.require(caller, Action.CHANGE_DIRECTORY, "admit application " + label));
    widenings.require(caller, act(caller, clean), signed);
    // Before anything is let in: of days with rows that are withheld no figure is whole.
    List<LocalDate> days = dailyUsage.withWithheld(caller.tenant());
    clean.forEach(label -> store.mark(caller, new SensitiveMark(label, false), clock.instant()));
    dailyUsage.refresh(caller.tenant(), days, progress);
  }

  /** A document that lets applications in, to be signed. */
  public SignedDocument propose(Caller caller, List<String> labels, String reason) {
    access.require(caller, Action.CHANGE_DIRECTORY, "propose to admit applications");
    return widenings.propose(
        caller, act(caller, labels.stream().map(SensitiveMarks::label).toList()), reason);
  }

  /** With when each was marked last: what was signed is good for that mark and for no later one. */
  private Widenings.Act act(Caller caller, List<String> labels) {
    Map<String, Instant> times = store.times(caller);
    TreeMap<String, String> before = new TreeMap<>();
    TreeMap<String, String> after = new TreeMap<>();
    for (String label : labels) {
      Instant marked = times.get(SensitiveRule.key(label));
      before.put(label, marked == null ? WITHHELD : WITHHELD + ", last marked at " + marked);
      after.put(label, COUNTED);
    }
    return new Widenings.Act(SUBJECT, before, after);
  }

  private static String label(String given) {
    String label = DisplayText.of(given);
    if (label.isEmpty() || label.length() > ApplicationAnswers.LONGEST_LABEL) {
      throw Failure.operator(
          "an application has a label of 1 to " + ApplicationAnswers.LONGEST_LABEL + " characters");
    }
    return label;
  }

  /** What IT said, by name. */
  public List<SensitiveMark> all(Caller caller) {
    access.require(caller, Action.OPERATIONS, "marks of sensitive applications");
    return store.all(caller);
  }

  /** Why an application of this name is withheld, in words; empty if it is not. */
  public Optional<String> because(Caller caller, String label) {
    access.require(caller, Action.OPERATIONS, "whether an application is withheld");
    return sensitive.rule(caller.tenant()).because(label);
  }
}
