package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.llm.Models;
import com.orgscope.state.KeptServer;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.ConfigurableApplicationContext;

/** A company of the EU in an installation of the EU, and what becomes of it in one of the US. */
@Tag("slow")
class ResidencyCommandTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final String EU = "orgscope.residency.region=eu";
  private static final String US = "orgscope.residency.region=us";

  @TempDir private static Path home = Path.of("");

  @SuppressWarnings("UnusedVariable") // closed by JUnit
  @AutoClose
  private static @Nullable KeptServer server;

  @BeforeAll
  static void a_company_with_events_in_an_installation_of_the_eu() throws IOException {
    server = KeptServer.on(home);
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme", "--region", "eu");
    OktaVisit visit = OktaVisit.of("1", Instant.parse("2026-11-02T09:00:00Z"), 1, "Tracker");
    Path events = Files.writeString(home.resolve("events.ndjson"), visit.json() + "\n");
    CommandLineRun.json(home, "ingest", "--tenant", "acme", "--source", "okta", events.toString());
    try (var product = in(EU)) {
      assertThat(product.getBean(Lake.class).version(ACME, LakeTable.SSO_EVENTS))
          .doesNotStartWith("0 ");
    }
  }

  /** What is said to the product itself comes before what its own file says. */
  private static ConfigurableApplicationContext in(String... properties) {
    return Product.in(home)
        .run(Stream.of(properties).map(each -> "--" + each).toArray(String[]::new));
  }

  @Test
  void its_own_region_works_and_a_machine_that_is_bound_to_none_too() {
    for (String region : new String[] {EU, "orgscope.residency.region="}) {
      try (var product = in(region)) {
        assertThat(product.getBean(Tenants.class).all()).hasSize(1);
      }
    }
  }

  @Test
  void another_region_reads_no_company_no_name_and_no_lake() {
    try (var product = in(US)) {
      Tenants tenants = product.getBean(Tenants.class);
      for (Runnable use :
          new Runnable[] {
            tenants::all,
            () -> assertThat(tenants.get(ACME)).isNull(),
            () -> assertThat(tenants.find(ACME)).isEmpty(),
            () ->
                TestDirectory.of(product)
                    .people()
                    .byLogin(Caller.commandLine(ACME, "tester"), "nobody@x.example"),
          }) {
        assertThatThrownBy(use::run)
            .isInstanceOf(Failure.class)
            .hasMessageContaining("the company acme belongs to the region eu");
      }
      assertThatThrownBy(() -> product.getBean(Lake.class).version(ACME, LakeTable.SSO_EVENTS))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("the lake in " + home)
          .hasMessageContaining("belongs to the region eu");
    }
  }

  @Test
  void a_company_of_another_region_is_not_made() {
    try (var product = in(EU)) {
      Tenants tenants = product.getBean(Tenants.class);
      Tenant american =
          new Tenant(new TenantId("west"), "West", "technology", Region.US, ZoneOffset.UTC);
      assertThatThrownBy(() -> tenants.create(american))
          .hasMessageContaining("the company west belongs to the region us");
      assertThat(tenants.find(american.id())).isEmpty();
    }
  }

  @Test
  void a_model_or_collector_elsewhere_is_not_asked_and_nothing_starts_that_would() {
    String key = "orgscope.llm.anthropic.api-key=no-real-key";
    String there = "orgscope.residency.endpoints.anthropic=";
    refused(Models.class, "nobody said where https://api.anthropic.com is", EU, key);
    refused(Models.class, "belongs to the region us", EU, key, there + "us");
    refused(
        Models.class,
        "orgscope.residency.endpoints.openai",
        EU,
        "orgscope.llm.openai.base-url=https://models.example/v1");
    refused(
        Models.class,
        "orgscope.residency.endpoints.telemetry",
        EU,
        "orgscope.llm.telemetry.endpoint=https://collector.example");
    for (String[] fine :
        new String[][] {
          {EU, key, there + "eu"},
          {EU, "orgscope.llm.openai.base-url=http://127.0.0.1:11434/v1"},
          {"orgscope.residency.region=", key}
        }) {
      try (var product = in(fine)) {
        assertThat(product.getBean(Models.class).anybody()).isTrue();
      }
    }
  }

  private static void refused(Class<?> part, String why, String... properties) {
    try (var product = in(properties)) {
      assertThatThrownBy(() -> product.getBean(part))
          .isInstanceOf(BeanCreationException.class)
          .rootCause()
          .isInstanceOf(Failure.class)
          .hasMessageContaining(why);
    }
  }
}
