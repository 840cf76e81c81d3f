package com.orgscope.insight;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.WhileUnchanged;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** How many events the lake holds, for operations: counts, and nobody's in particular. */
@Service
public class Arrivals {
  private static final NamedQuery BY_DAY = new NamedQuery(Arrivals.class, "arrivals");
  private static final NamedQuery SIGN_INS = new NamedQuery(Arrivals.class, "sign-ins");

  /** Of some companies, each for the windows of a page. */
  private static final int KEPT = 200;

  private final Lake lake;
  private final Access access;
  private final WhileUnchanged<TimeWindow, List<Day>> days;
  private final WhileUnchanged<TimeWindow, List<SignIns>> signIns;

  Arrivals(Lake lake, Access access) {
    this.lake = lake;
    this.access = access;
    this.days = new WhileUnchanged<>(lake, LakeTable.SSO_EVENTS, KEPT);
    this.signIns = new WhileUnchanged<>(lake, LakeTable.SSO_EVENTS, KEPT);
  }

  /** Events that occurred on one UTC day, by the sign-in log they were read from. */
  public record Day(LocalDate day, String source, long events) {}

  /** Visits and sign-ins tried at one provider, and how many of them failed. */
  public record SignIns(String source, long tried, long failed) {}

  /** Newest day first. */
  public List<Day> byDay(Caller caller, TimeWindow window) {
    access.require(caller, Action.OPERATIONS, "events by day");
    return days.of(
        caller.tenant(),
        window,
        () ->
            List.copyOf(
                lake.ask(
                    BY_DAY,
                    Scope.everybody(caller.tenant()),
                    window,
                    Map.of(),
                    row ->
                        new Day(
                            row.getDate("day"), row.getString("source"), row.getLong("events")))));
  }

  /** Of the providers of which there was any try, in the order of their names. */
  public List<SignIns> signIns(Caller caller, TimeWindow window) {
    access.require(caller, Action.OPERATIONS, "sign-ins that failed");
    return signIns.of(
        caller.tenant(),
        window,
        () ->
            List.copyOf(
                lake.ask(
                    SIGN_INS,
                    Scope.everybody(caller.tenant()),
                    window,
                    Map.of(),
                    row ->
                        new SignIns(
                            row.getString("source"),
                            row.getLong("tried"),
                            row.getLong("failed")))));
  }
}
