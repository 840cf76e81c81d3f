package com.orgscope.sources.google;

import com.orgscope.sources.CompletenessContract;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class GoogleCompletenessTest extends CompletenessContract {
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
  protected Duration deletedAfter() {
    return Duration.ofDays(180);
  }
}
