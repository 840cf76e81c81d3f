package com.orgscope.state;

import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;

/** Where a Spring application runs, its contexts end before the server of {@link TestServer}. */
final class TestServerCloser implements SpringApplicationRunListener {
  @Override
  public void starting(ConfigurableBootstrapContext bootstrapContext) {
    TestServer.closeAfterContexts();
  }
}
