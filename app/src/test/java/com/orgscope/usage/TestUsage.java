package com.orgscope.usage;

import com.orgscope.directory.Regrouping;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import com.orgscope.testing.Company;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Daily figures for tests of any room, of people with one account each. */
public final class TestUsage {
  private TestUsage() {}

  /** Of a company whose applications nobody was asked about. */
  public static Usage of(Company company) {
    return new Usage(
        company.lake(), applications(), company.access(), company.directory().resolution());
  }

  /** Of which nobody was asked. */
  public static Applications applications() {
    return new Applications(new FixedVoice(List.of(), Map.of()), new MemorySpellings());
  }

  /** By the list of names alone. */
  public static SensitiveApplications sensitive() {
    return new SensitiveApplications(new FixedVoice(List.of(), Map.of()));
  }

  public static AccessDays accessDays(Company company) {
    return new AccessDays(company.lake(), company.access());
  }

  /** The ways in of everybody in such a company. */
  public static SignInEvents signInEvents(Company company) {
    return new SignInEvents(
        company.lake(),
        new Applications(new FixedVoice(List.of(), Map.of()), new MemorySpellings()),
        company.access(),
        company.directory().resolution());
  }

  /** What such a company's application is called today. */
  public static AppId named(TenantId tenant, String label) {
    return new Applications(new FixedVoice(List.of(), Map.of()), new MemorySpellings())
        .canonical(tenant, label, null, null);
  }

  public static void rollUp(Lake lake, TenantId tenant) {
    new DailyUsage(lake, any -> Regrouping.NONE).refresh(tenant, Progress.NONE);
  }

  /** Each day by itself and the latest first, of which every day comes out the same. */
  static void rollUpDayByDay(Lake lake, TenantId tenant) {
    for (LocalDate day : DailyUsage.affected(lake.dueDays(tenant))) {
      lake.derive(
          tenant,
          LakeTable.APP_USAGE_DAILY,
          new TreeSet<>(List.of(day)),
          new NamedQuery(DailyUsage.class, "daily"),
          KeyOwners.of(List.of()).parameters());
    }
  }

  /** What signing in took on a day on the way to an application, null where to none. */
  public record SignInDay(
      LocalDate day,
      PersonKey person,
      @Nullable String app,
      long episodes,
      long seconds,
      long abandoned,
      long unmeasured) {}

  public static List<SignInDay> signInTime(Lake lake, TenantId tenant, TimeWindow window) {
    return lake.ask(
        new NamedQuery(TestUsage.class, "sign-in-rows"),
        Scope.everybody(tenant),
        window,
        Map.of(),
        row ->
            new SignInDay(
                row.getDate("day"),
                row.getPerson("actor"),
                row.getStringOrNull("app"),
                row.getLong("failure_episodes") + row.getLong("challenge_episodes"),
                row.getLong("failure_seconds") + row.getLong("challenge_seconds"),
                row.getLong("failure_abandoned") + row.getLong("challenge_abandoned"),
                row.getLong("challenge_unmeasured")));
  }

  /** What signing in took, in words, a line for each day, person and application. */
  public static List<String> signInTimes(Lake lake, TenantId tenant, TimeWindow window) {
    return lake.ask(
        new NamedQuery(TestUsage.class, "episodes"),
        Scope.everybody(tenant),
        window,
        Map.of(),
        row -> row.getString("line"));
  }
}
