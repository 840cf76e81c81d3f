package com.orgscope.sources.entra;

import com.orgscope.sources.EndlessPagesContract;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.TestClock;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class GraphEndlessPagesTest extends EndlessPagesContract {
  @Override
  protected ProviderDouble newDouble(TestClock time) {
    return new GraphDouble(time);
  }

  @Override
  protected Provider provider() {
    return new EntraLog();
  }

  @Override
  protected Map<String, String> settings(ProviderDouble its) {
    return ((GraphDouble) its).settings(GraphDouble.SECRET);
  }

  @Override
  protected String stream() {
    return "interactive";
  }
}
