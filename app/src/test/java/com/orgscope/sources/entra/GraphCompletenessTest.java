package com.orgscope.sources.entra;

import com.orgscope.sources.CompletenessContract;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class GraphCompletenessTest extends CompletenessContract {
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
  protected Duration deletedAfter() {
    return Duration.ofDays(30);
  }
}
