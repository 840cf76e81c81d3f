package com.orgscope.sources.google;

import com.orgscope.sources.EndlessPagesContract;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.TestClock;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class GoogleEndlessPagesTest extends EndlessPagesContract {
  @Override
  protected ProviderDouble newDouble(TestClock time) {
    return new GoogleDouble(time);
  }

  @Override
  protected Provider provider() {
    return new GoogleReports();
  }

  @Override
  protected Map<String, String> settings(ProviderDouble its) {
    return ((GoogleDouble) its).settings();
  }

  @Override
  protected String stream() {
    return "login";
  }

  /** A token stands in a text of JSON. */
  @Override
  protected String writtenAs(String place) {
    return place.replace("\"", "\\\"");
  }
}
