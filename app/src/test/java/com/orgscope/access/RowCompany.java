package com.orgscope.access;

import com.orgscope.category.TestRuns;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import com.orgscope.state.Database;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two companies to take rows of the wrong person from. In acme Ada leads Bo, Gus (who has left) and
 * Twin; Bo leads Fay and Zoë; Cy moved from Ada to Dan yesterday, and Eve moves from Dan to Ada
 * tomorrow. Fay leads Hal, whose last day is today, and Ian, who begins tomorrow. Twin also works
 * in other, for Otto, with the same address. In other lie rows under the keys that Ada and Bo have
 * in acme, planted there by somebody who could write to the database. Names and addresses have what
 * breaks statements.
 */
final class RowCompany implements AutoCloseable {
  static final TenantId ACME = TestDirectory.ACME;
  static final TenantId OTHER = new TenantId("other");
  static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final String COLUMNS =
      "employee_id,login,display_name,department,manager_id,end_date,valid_from,hire_date";

  private final Company acme;
  private final Company other;
  private final Map<String, PersonKey> keys = new TreeMap<>();
  private Instant now = at(TODAY.minusDays(30));

  private RowCompany(Path home) {
    acme = Company.open(home, () -> now);
    other = acme.beside(OTHER.value());
  }

  static RowCompany in(Path home) throws SQLException {
    RowCompany company = new RowCompany(home);
    company.employ();
    company.plant();
    company.answer();
    company.write();
    return company;
  }

  private static Instant at(LocalDate day) {
    return day.atTime(12, 0).atZone(ZONE).toInstant();
  }

  private void employ() {
    acme.employFrom(
        COLUMNS,
        "1,ada.o'hara@x.example,\"Ada \"\"); DROP TABLE directory.person; --\",R&D 'x',,,,",
        "4,DAN@X.example,Dan,R&D 'x',,,,",
        "2,bo@x.example,Bo,\"Ünï \\\\ 'code'\",1,,,",
        "3,cy@x.example,Cy,Platform,1,,,",
        "5,eve@x.example,Eve,Platform,4,,,",
        "6,fay@x.example,Fay,Platform,2,,,",
        "7,gus@x.example,Gus,Platform,1,2021-01-01,,",
        "8,twin@x.example,Twin,Platform,1,,,",
        "9,zoë@x.example,Zoë,Platform,2,,,",
        "10,hal@x.example,Hal,Platform,6," + TODAY + ",,",
        "11,ian@x.example,Ian,Platform,6,,," + TODAY.plusDays(1));
    other.employFrom(COLUMNS, "1,otto@x.example,Otto,Board,,,", "8,twin@x.example,Twin,Board,1,,");
    now = at(TODAY.minusDays(1));
    acme.employFrom(COLUMNS, "3,cy@x.example,Cy,Platform,4,,,");
    acme.employFrom(COLUMNS, "5,eve@x.example,Eve,Platform,1,," + TODAY.plusDays(1) + ",");
    now = at(TODAY);
    for (Company company : List.of(acme, other)) {
      TestCouncilPolicies.managersSee(database(), company.tenant(), CouncilPolicy.Managers.NAMED);
      company
          .directory()
          .people()
          .logins(Caller.system(company.tenant(), "test"))
          .forEach((key, login) -> keys.put(company.tenant() + "/" + word(login), key));
    }
  }

  private static String word(String login) {
    return login.toLowerCase(Locale.ROOT).replaceFirst("[.@].*", "").replace('ë', 'e');
  }

  /** Ada's and Bo's keys of acme in other, as if he were her report there. */
  private void plant() throws SQLException {
    keys.put("other/ada", key("acme/ada"));
    keys.put("other/bo", key("acme/bo"));
    try (Connection owner = TestDatabase.asOwner(database());
        Statement statement = owner.createStatement()) {
      for (String table :
          List.of(
              "directory.person (content, imported_at, tenant, person, manager)"
                  + " SELECT gen_random_uuid(), now()",
              "directory.position (valid_from, tenant, person, manager) SELECT '2020-01-01'::date")) {
        statement.execute(
            "INSERT INTO %s, 'other', person, manager FROM (VALUES ('%s'::uuid, NULL::uuid), ('%s', '%s')) AS planted (person, manager)"
                .formatted(table, key("acme/ada"), key("acme/bo"), key("acme/ada")));
      }
    }
  }

  /** Something is known of everybody, or their managers would be told nothing of them. */
  private void answer() {
    for (Company company : List.of(acme, other)) {
      TestRuns.answered(
          database(),
          company.tenant(),
          keys.entrySet().stream()
              .filter(key -> key.getKey().startsWith(company.tenant() + "/"))
              .map(Map.Entry::getValue)
              .toList());
    }
  }

  private void write() {
    for (Company company : List.of(acme, other)) {
      SignInLog log = new SignInLog();
      keys.forEach((name, key) -> {
        if (name.startsWith(company.tenant() + "/")) {
          log.by(key).visitOn(TODAY.minusDays(2), "O'Brien's \"tool\" \\ {sso_events}");
        }
      });
      company.wrote(log);
      company
          .lake()
          .derive(
              company.tenant(),
              LakeTable.APP_USAGE_DAILY,
              new TreeSet<>(Set.of(TODAY.minusDays(2))),
              new NamedQuery(RowCompany.class, "one_row_each"),
              Map.of());
    }
  }

  /** The next day comes, and with it the night in which positions come into force. */
  void nextDay() {
    now = now.plus(Duration.ofDays(1));
    for (Company company : List.of(acme, other)) {
      company.directory().people().positionsComeIntoForce(Caller.system(company.tenant(), "test"));
    }
  }

  Company company(TenantId tenant) {
    return tenant.equals(ACME) ? acme : other;
  }

  Database database() {
    return acme.database();
  }

  /** All that rows lie under, by the name that the contract has for them. */
  Map<String, PersonKey> keys() {
    return keys;
  }

  PersonKey key(String name) {
    return Objects.requireNonNull(keys.get(name), name);
  }

  /** What the contract calls a row; a key that it does not know shows as it is. */
  String name(String tenant, PersonKey key) {
    return keys.entrySet().stream()
        .filter(e -> e.getKey().startsWith(tenant + "/") && e.getValue().equals(key))
        .map(Map.Entry::getKey)
        .findAny()
        .orElse(tenant + "/" + key);
  }

  /** What somebody signs in as. */
  static String principal(String word) {
    return "o'hara\"; --:" + word.replaceFirst(".*/", "");
  }

  Caller caller(TenantId tenant, Role role, @Nullable String person) {
    return new Caller(
        tenant,
        role,
        principal(person == null ? role.name() : person),
        person == null ? null : key(person));
  }

  /** What an administrator of BigQuery would get. */
  BigQueryAccess bigQuery(Path home) {
    return new BigQueryAccess(
        acme.access(),
        acme.directory().tenants(),
        acme.directory().people(),
        acme.directory().resolution(),
        TestDirectory.seals(database(), home),
        () -> now);
  }

  @Override
  public void close() {
    acme.close();
  }
}
