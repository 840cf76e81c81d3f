package com.orgscope.web;

import com.orgscope.directory.People;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.insight.Releases;
import com.orgscope.insight.TestCensus;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Noise;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A company of 1,012 made-up people with one release, and one that has nothing yet. It carries no
 * {@code @TestConfiguration}, so that no other test's scan finds it.
 */
class TwoTenants {
  static final TenantId ACORN = new TenantId("acorn");
  static final TenantId BIRCH = new TenantId("birch");
  static final Instant MORNING = Instant.parse("2026-11-22T06:00:00Z");

  private static final String COLUMNS =
      "employee_id,login,display_name,title,department,hire_date,manager_id";
  private static final String PEOPLE =
      """
      1,one@acorn.example,Person One,Head of Engineering,Engineering,2020-01-01,
      2,two@acorn.example,Person Two,Software Engineer,Engineering,2021-01-01,1
      3,three@acorn.example,Person Three,Software Engineer,Engineering,2021-01-01,1
      """;

  /** Time that a test can move. */
  static final class MovedClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);

    @Override
    public Instant instant() {
      return java.util.Objects.requireNonNull(now.get());
    }

    void at(Instant instant) {
      now.set(instant);
    }
  }

  @Bean
  @Primary
  Database testDatabase() {
    return TestDatabase.fresh();
  }

  @Bean
  @Primary
  MovedClock testClock() {
    return new MovedClock();
  }

  @Bean
  @Primary
  Noise testNoise() {
    return new Noise(new SplittableRandom(42));
  }

  @Bean
  @Primary
  TestCensus testCensus() {
    return new TestCensus();
  }

  /** The same three people under logins of another company. */
  static void employ(People people, TenantId tenant) {
    TestDirectory.employ(
        people,
        Caller.system(tenant, "test"),
        COLUMNS,
        PEOPLE.replace("@acorn.", "@" + tenant + "."));
  }

  static void settle(Tenants tenants, People people, TestCensus census, Releases releases) {
    tenants.create(
        new Tenant(
            ACORN, "Acorn Example Ltd", "technology", Region.EU, ZoneId.of("Europe/Berlin"), true));
    tenants.create(
        new Tenant(BIRCH, "Birch Example Ltd", "retail", Region.US, ZoneId.of("UTC"), true));
    TestDirectory.employ(people, Caller.system(ACORN, "test"), COLUMNS, PEOPLE);
    census.company(ACORN, 1012, "run-1", LocalDate.of(2026, 11, 21));
    releases.publish(Caller.system(ACORN, "test"));
  }
}
