package com.orgscope.sources.entra;

import com.orgscope.sources.PollerContract;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.TestClock;
import java.time.Duration;
import java.util.Map;

class GraphPollerTest extends PollerContract {
  @Override
  protected ProviderDouble newDouble(TestClock time) {
    return new GraphDouble(time);
  }

  @Override
  protected Provider provider() {
    return new EntraLog();
  }

  @Override
  protected Map<String, String> settings() {
    return ((GraphDouble) source).settings(GraphDouble.SECRET);
  }

  @Override
  protected Map<String, String> refusedSettings() {
    return ((GraphDouble) source).settings("expired");
  }

  /** Later than any but the nightly reading would find. */
  @Override
  protected Duration latest() {
    return Duration.ofHours(40);
  }
}
