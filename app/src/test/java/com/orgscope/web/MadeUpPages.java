package com.orgscope.web;

import com.orgscope.OrgscopeServer;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Releases;
import com.orgscope.insight.TestCensus;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Serves the made-up company's pages, to look at them while they are changed. */
final class MadeUpPages {
  private MadeUpPages() {}

  public static void main(String[] args) throws IOException {
    var context =
        new SpringApplicationBuilder(OrgscopeServer.class, TwoTenants.class)
            .properties(
                "orgscope.roles=web",
                "orgscope.web.demo=true",
                "server.port=8099",
                "orgscope.home=" + Files.createTempDirectory("pages"))
            .run(args);
    TwoTenants.settle(
        context.getBean(Tenants.class),
        context.getBean(People.class),
        context.getBean(TestCensus.class),
        context.getBean(Releases.class));
  }
}
