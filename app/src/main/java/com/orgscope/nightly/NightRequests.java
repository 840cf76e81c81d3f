package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.NightStore.Night;
import com.orgscope.work.Recurring;
import com.orgscope.work.RequestHandler;
import com.orgscope.work.Requests;
import com.orgscope.work.Work;
import com.orgscope.work.WorkRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The night that somebody else's clock asks for, such as Cloud Scheduler: a worker does it as if
 * our own had come, so once a day however often it is asked for.
 */
@Component
public final class NightRequests implements RequestHandler {
  static final String KIND = "night";

  private final Access access;
  private final Requests requests;
  private final NightStore nights;
  private final Work work;
  private final Tenants tenants;
  private final InstantSource clock;

  NightRequests(
      Access access,
      Requests requests,
      NightStore nights,
      Work work,
      Tenants tenants,
      InstantSource clock) {
    this.access = access;
    this.requests = requests;
    this.nights = nights;
    this.work = work;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * What was asked.
   *
   * @param day of which the night is: the one that is over in the tenant's zone
   */
  public record Asked(WorkRequest request, LocalDate day) {}

  /**
   * Asks for the night of the day that is over.
   *
   * @throws Failure for the operator, if the caller may not
   */
  public Asked ask(Caller caller) {
    access.require(caller, Action.RUN_WORK, "night");
    LocalDate day = day(caller.tenant());
    return new Asked(requests.ask(caller, KIND, day.toString()), day);
  }

  private LocalDate day(TenantId tenant) {
    return LocalDate.ofInstant(clock.instant(), tenants.get(tenant).zone()).minusDays(1);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String run(Caller asker, String arguments) {
    access.require(asker, Action.RUN_WORK, "night " + arguments);
    Caller system = Caller.system(asker.tenant(), "nightly");
    List<Night> before = nights.ofDay(system, LocalDate.parse(arguments));
    if (NightClock.mayBegin(NightClock.states(before))) {
      work.once(OnRequest.KIND, asker.tenant());
      return "The night of " + arguments + " begins.";
    }
    Night last = before.stream().filter(Night::isOfItsDay).toList().getLast();
    return "Night %s is %s; nothing new was begun.".formatted(last.run(), last.state().word());
  }

  /** Does it beside other work, since it waits for shards. */
  @Component
  static final class OnRequest implements Recurring {
    static final String KIND = "night.asked";

    private final NightClock nights;

    OnRequest(NightClock nights) {
      this.nights = nights;
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public boolean waits() {
      return true;
    }

    @Override
    public void run(@Nullable TenantId tenant) {
      nights.night(Objects.requireNonNull(tenant));
    }

    @Override
    public Duration pause(@Nullable TenantId tenant) {
      return nights.pause(tenant);
    }
  }
}
