package com.orgscope.web;

import com.orgscope.directory.People;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.GroupRole;
import com.orgscope.signin.IdentityProvider;
import com.orgscope.signin.IdentityProviders;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A company whose people sign in by an identity provider, at a clock that a test can put ahead. */
class SignInCompany {
  static final TenantId ACORN = new TenantId("acorn");
  static final Caller IT = Caller.commandLine(ACORN, "ida");

  /** Their groups, by the login. */
  static final Map<String, List<String>> PEOPLE =
      Map.of(
          "one@acorn.example", List.of("acorn-staff", "acorn-managers", "acorn-it"),
          "two@acorn.example", List.of("acorn-staff"),
          "three@acorn.example", List.of("acorn-lunch"),
          "chief@acorn.example", List.of("acorn-ceo"),
          "stranger@acorn.example", List.of("acorn-staff"),
          "left@acorn.example", List.of("acorn-staff", "acorn-ceo"));

  static final List<String> GROUPS =
      List.of("acorn-staff", "acorn-managers", "acorn-it", "acorn-ceo", "acorn-lunch");

  /** The machine's time, and some more. */
  static final class AheadClock implements InstantSource {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
      return InstantSource.system().instant().plus(java.util.Objects.requireNonNull(ahead.get()));
    }

    void by(Duration duration) {
      ahead.set(duration);
    }
  }

  @Bean
  @Primary
  Database testDatabase() {
    return TestDatabase.fresh();
  }

  @Bean
  @Primary
  AheadClock testClock() {
    return new AheadClock();
  }

  static void settle(Tenants tenants, People people) {
    tenants.create(
        new Tenant(ACORN, "Acorn Example Ltd", "technology", Region.EU, ZoneId.of("UTC")));
    TestDirectory.employ(
        people,
        Caller.system(ACORN, "test"),
        "employee_id,login,display_name,title,department,hire_date,manager_id,end_date",
        "1,one@acorn.example,Person One,Head,Engineering,2020-01-01,,",
        "2,two@acorn.example,Person Two,Engineer,Engineering,2021-01-01,1,",
        "3,three@acorn.example,Person Three,Engineer,Engineering,2021-01-01,1,",
        "4,left@acorn.example,Person Four,Engineer,Engineering,2021-01-01,1,2025-01-01");
  }

  static void map(IdentityProviders providers) {
    Map.of(
            "acorn-staff", Role.EMPLOYEE,
            "acorn-managers", Role.MANAGER,
            "acorn-it", Role.IT_SECURITY,
            "acorn-ceo", Role.CEO)
        .forEach((group, role) -> providers.map(IT, new GroupRole(group, role)));
  }

  static IdentityProvider provider(String issuer, @Nullable String audience) {
    return new IdentityProvider(
        ACORN,
        issuer,
        "orgscope",
        "secret-of-orgscope",
        "groups",
        "preferred_username",
        audience,
        false);
  }
}
