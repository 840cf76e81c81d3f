package com.orgscope.usage;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Scope;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** IT's marks of sensitive applications. Each is in the audit log, and holds at once. */
@Component
public final class SensitiveMarks {
  private static final NamedQuery EVENT_DAYS = new NamedQuery(SensitiveMarks.class, "event-days");

  private final SensitiveApplications sensitive;
  private final SensitiveMarkStore store;
  private final Lake lake;
  private final DailyUsage dailyUsage;
  private final Access access;
  private final InstantSource clock;

  SensitiveMarks(
      SensitiveApplications sensitive,
      SensitiveMarkStore store,
      Lake lake,
      DailyUsage dailyUsage,
      Access access,
      InstantSource clock) {
    this.sensitive = sensitive;
    this.store = store;
    this.lake = lake;
    this.dailyUsage = dailyUsage;
    this.access = access;
    this.clock = clock;
  }

  /**
   * Withholds an application, or lets one in that the list of names would withhold. No question is
   * answered about a withheld one from here on, and days that were counted with it are counted anew
   * before this returns, as far as their events are kept. What came in while an application was
   * withheld stays so, whatever is said later: its name was not kept.
   *
   * @param progress in days
   * @throws Failure for the operator, if the label cannot be one
   */
  public void mark(Caller caller, SensitiveMark mark, Progress progress) {
    String label = DisplayText.of(mark.label());
    if (label.isEmpty() || label.length() > ApplicationAnswers.LONGEST_LABEL) {
      throw Failure.operator(
          "an application has a label of 1 to " + ApplicationAnswers.LONGEST_LABEL + " characters");
    }
    access.require(
        caller,
        Action.CHANGE_DIRECTORY,
        (mark.withheld() ? "withhold application " : "admit application ") + label);
    // Before anything is let in: of days with rows that are withheld no figure is whole.
    List<LocalDate> days =
        lake.askHeld(
            EVENT_DAYS,
            Scope.everybody(caller.tenant()),
            DailyUsage.EVER,
            Map.of(),
            true,
            row -> row.getDate("day"));
    store.mark(caller, new SensitiveMark(label, mark.withheld()), clock.instant());
    if (!mark.withheld()) {
      lake.markDue(caller.tenant(), days);
    }
    dailyUsage.refresh(caller.tenant(), progress);
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
