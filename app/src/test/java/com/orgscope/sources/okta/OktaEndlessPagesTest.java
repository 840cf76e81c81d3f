package com.orgscope.sources.okta;

import com.orgscope.sources.EndlessPagesContract;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.TestClock;
import java.util.Map;

class OktaEndlessPagesTest extends EndlessPagesContract {
  @Override
  protected ProviderDouble newDouble(TestClock time) {
    return new OktaDouble(time);
  }

  @Override
  protected Provider provider() {
    return new OktaLog();
  }

  @Override
  protected Map<String, String> settings(ProviderDouble its) {
    return Map.of("org", its.address().toString(), "api-token", OktaDouble.TOKEN);
  }

  @Override
  protected String stream() {
    return "system-log";
  }

  @Override
  protected boolean pollsPastEmptyPages() {
    return false;
  }
}
