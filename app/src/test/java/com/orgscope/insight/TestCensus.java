package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Gives a tenant a made-up company to be counted, for tests of the rooms above. */
public final class TestCensus implements Censuses {
  private final Map<TenantId, Census> censuses = new ConcurrentHashMap<>();

  public void company(TenantId tenant, int people, String run, LocalDate asOf) {
    censuses.put(tenant, MadeUpCensus.company(people, 5).run(run, asOf).census());
  }

  @Override
  public Optional<Census> take(
      Caller caller, List<Assumption> assumptions, Function<LocalDate, Quarter> quarter) {
    return Optional.ofNullable(censuses.get(caller.tenant()));
  }
}
