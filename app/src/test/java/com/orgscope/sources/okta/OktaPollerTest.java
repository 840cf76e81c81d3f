package com.orgscope.sources.okta;

import com.orgscope.sources.PollerContract;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.TestClock;
import java.time.Duration;
import java.util.Map;

class OktaPollerTest extends PollerContract {
  @Override
  protected ProviderDouble newDouble(TestClock time) {
    return new OktaDouble(time);
  }

  @Override
  protected Provider provider() {
    return new OktaLog();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("org", source.address().toString(), "api-token", OktaDouble.TOKEN);
  }

  @Override
  protected Map<String, String> refusedSettings() {
    return Map.of("org", source.address().toString(), "api-token", "revoked");
  }

  /** Okta's own order is when it kept an event, so no lateness is too much. */
  @Override
  protected Duration latest() {
    return Duration.ofDays(3);
  }
}
