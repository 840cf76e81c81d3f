package com.orgscope.sources.google;

import com.orgscope.sources.PollerContract;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class GooglePollerTest extends PollerContract {
  @Override
  protected ProviderDouble newDouble(TestClock time) {
    return new GoogleDouble(time);
  }

  @Override
  protected Provider provider() {
    return new GoogleReports();
  }

  @Override
  protected Map<String, String> settings() {
    return ((GoogleDouble) source).settings(GoogleDouble.ACCOUNT);
  }

  @Override
  protected Map<String, String> refusedSettings() {
    return ((GoogleDouble) source).settings("somebody-else@example.com");
  }

  /** Later than any but the nightly reading would find. */
  @Override
  protected Duration latest() {
    return Duration.ofHours(40);
  }
}
