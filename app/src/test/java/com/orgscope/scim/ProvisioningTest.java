package com.orgscope.scim;

import static com.orgscope.scim.ScimWorld.ACME;
import static com.orgscope.scim.ScimWorld.ENTERPRISE;
import static com.orgscope.scim.ScimWorld.IT;
import static com.orgscope.scim.ScimWorld.OTHER;
import static com.orgscope.scim.ScimWorld.enterprise;
import static com.orgscope.scim.ScimWorld.user;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.Secrets.Purpose;
import com.orgscope.directory.ErasedMeanwhile;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.Identity;
import com.orgscope.directory.KeyPeriod;
import com.orgscope.directory.Person;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.TestErasure;
import com.orgscope.scim.ScimWorld.Answer;
import com.orgscope.testing.DefaultSettings;
import com.orgscope.testing.StoredRows;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who an account is, who manages whom since when, and who may write at all. */
@Tag("slow")
class ProvisioningTest {
  private ScimWorld world;

  @BeforeEach
  void company() throws IOException {
    world = new ScimWorld();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void an_account_of_somebody_who_is_erased_while_it_is_made_is_refused_and_leaves_nothing()
      throws SQLException {
    try (var _ = new ErasedMeanwhile(world.database, "scim.user_resource")) {
      Answer refused = world.post(user("ann@x.example", "Ann", "Ash", ""));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("/detail")).contains("erased on request");
    }
    StoredRows left = StoredRows.of(world.database);
    assertThat(left.count("scim.user_resource") + left.count("scim.user_claim")).isZero();
  }

  @Test
  void a_push_of_somebody_who_was_erased_is_refused_and_makes_nobody() throws SQLException {
    String account = "Ann";
    world.post(user("ann@x.example", account, "Ash", ""));
    PersonKey ann = world.person("ann@x.example").key();
    ErasedPeople erased =
        TestDirectory.erased(world.database, world.home, TestDirectory.OPEN, () -> world.now);
    erased.mark(IT, Set.of(ann));
    var unused = erased.forget(ACME, Set.of(ann)) + erased.hide(ACME);
    try (Connection owner = TestDatabase.asOwner(world.database);
        Statement statement = owner.createStatement()) {
      statement.execute("DELETE FROM scim.user_claim; DELETE FROM scim.user_resource");
    }
    Answer refused = world.post(user("Ann@x.example", account, "Ash", ""));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/detail")).contains("erased on request");
    StoredRows left = StoredRows.of(world.database);
    assertThat(left.count("scim.user_resource")).isZero();
    assertThat(left.tablesWith(ann.toString())).isEmpty();
  }

  /** Before any room was asked: the erasure is written down and nothing more. */
  @Test
  void who_is_being_erased_is_not_there_for_a_provider_from_the_moment_it_is_asked()
      throws SQLException {
    String ann = world.post(user("ann@x.example", "Ann", "Ash", "")).id();
    String cy = world.post(user("cy@x.example", "Cy", "Cedar", "")).id();
    String group =
        world
            .send(
                "POST",
                "/Groups",
                """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Ours",
                 "members":[{"value":"%s"},{"value":"%s"}]}
                """
                    .formatted(ann, cy),
                world.token)
            .id();
    TestErasure.ask(world.database, world.home, IT, world.person("ann@x.example").key());
    assertThat(world.get("/Users/" + ann).status()).isEqualTo(404);
    assertThat(world.get("/Users").text("/totalResults")).isEqualTo("1");
    for (String filter : List.of("userName", "emails.value", "displayName", "externalId", "id")) {
      String value =
          switch (filter) {
            case "displayName" -> "Ann Ash";
            case "id" -> ann;
            case "externalId" -> UUID.nameUUIDFromBytes("ann@x.example".getBytes(UTF_8)).toString();
            default -> "ann@x.example";
          };
      assertThat(world.filter(filter + " eq \"" + value + "\"").text("/totalResults"))
          .as(filter)
          .isEqualTo("0");
    }
    assertThat(world.patch(ann, "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"x\"}").status())
        .isEqualTo(404);
    assertThat(world.put(ann, user("ann@x.example", "Ann", "Ash", "")).status()).isEqualTo(404);
    assertThat(world.delete(ann).status()).isEqualTo(404);
    assertThat(world.post(user("ann@x.example", "Ann", "Ash", "")).text("/detail"))
        .contains("erased on request");
    assertThat(world.directory.people().all(IT)).as("nor anybody new in their place").hasSize(1);
    Answer members = world.get("/Groups/" + group);
    assertThat(members.text("/members/0/value") + members.body().at("/members").size())
        .isEqualTo(cy + 1);
    String of = "/Groups?filter=" + URLEncoder.encode("members.value eq \"%s\"", UTF_8);
    assertThat(world.get(of.replace("%25s", ann)).text("/totalResults")).isEqualTo("0");
    assertThat(world.get(of.replace("%25s", cy)).text("/totalResults")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"B-7", "boss@x.example", "00uBOSSboss123456789"})
  void a_manager_who_comes_later_is_set_when_they_come(String reference) {
    world.post(
        user("ann@x.example", "Ann", "Ash", enterprise("\"manager\":\"" + reference + "\"")));
    assertThat(world.person("ann@x.example").manager()).isNull();
    world.now = world.now.plus(Duration.ofDays(3));
    world.post(
        user("boss@x.example", "Bo", "Boss", enterprise("\"employeeNumber\":\"B-7\""))
            .replaceFirst("\"externalId\":\"[^\"]+\"", "\"externalId\":\"00uBOSSboss123456789\""));
    PersonKey boss = world.person("boss@x.example").key();
    assertThat(world.person("ann@x.example").manager()).isEqualTo(boss);
    assertThat(world.person("boss@x.example").hasReports()).isTrue();
    PersonKey ann = world.person("ann@x.example").key();
    assertThat(TestDirectory.positions(world.database, IT, ann))
        .as("since they were said to manage, not since they came")
        .containsExactly("2026-11-02 null null " + boss);
  }

  @Test
  void a_manager_may_come_from_a_file_and_a_file_may_wait_for_an_account() {
    world.post(user("ann@x.example", "Ann", "Ash", enterprise("\"manager\":\"77\"")));
    csv("77,bo@x.example,Bo Birch,Head,Platform,2020-01-01,88");
    assertThat(world.person("ann@x.example").manager())
        .isEqualTo(world.person("bo@x.example").key());
    world.post(user("cy@x.example", "Cy", "Cedar", enterprise("\"employeeNumber\":\"88\"")));
    assertThat(world.person("bo@x.example").manager())
        .isEqualTo(world.person("cy@x.example").key());
  }

  @Test
  void nobody_comes_to_manage_themselves_through_others() {
    String first =
        world.post(user("a@x.example", "A", "A", enterprise("\"manager\":\"c@x.example\""))).id();
    world.post(user("b@x.example", "B", "B", enterprise("\"manager\":\"a@x.example\"")));
    world.post(user("c@x.example", "C", "C", enterprise("\"manager\":\"b@x.example\"")));
    assertThat(world.person("c@x.example").manager()).isEqualTo(world.person("b@x.example").key());
    assertThat(world.person("a@x.example").manager()).as("would close the circle").isNull();
    world.patch(
        first,
        "{\"op\":\"add\",\"path\":\"" + ENTERPRISE + ":manager\",\"value\":\"" + first + "\"}");
    assertThat(world.person("a@x.example").manager()).as("those at the top").isNull();
  }

  @Test
  void a_change_of_manager_is_remembered_with_its_day_and_one_to_come_waits_for_it() {
    String one = world.post(user("one@x.example", "One", "Oak", "")).id();
    String two = world.post(user("two@x.example", "Two", "Teak", "")).id();
    String id =
        world
            .post(
                user(
                    "ann@x.example",
                    "Ann",
                    "Ash",
                    enterprise("\"department\":\"Lab\",\"manager\":\"" + one + "\"")))
            .id();
    PersonKey ann = world.person("ann@x.example").key();
    PersonKey first = world.person("one@x.example").key();
    PersonKey second = world.person("two@x.example").key();
    world.now = world.now.plus(Duration.ofDays(10));
    world.patch(
        id,
        """
        {"op":"Replace","path":"%s:manager","value":"%s"},
        {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:orgscope:2.0:User:effectiveDate",
         "value":"2026-12-01"}
        """
            .formatted(ENTERPRISE, two));
    assertThat(world.person("ann@x.example").manager()).isEqualTo(first);
    assertThat(TestDirectory.positions(world.database, IT, ann))
        .containsExactly("2026-11-02 null Lab " + first, "2026-12-01 null Lab " + second);
    assertThat(world.directory.people().positionsComeIntoForce(IT)).isZero();
    world.now = world.now.plus(Duration.ofDays(20));
    assertThat(world.directory.people().positionsComeIntoForce(IT)).isEqualTo(1);
    assertThat(world.directory.people().positionsComeIntoForce(IT)).isZero();
    assertThat(world.person("ann@x.example").manager()).isEqualTo(second);
    assertThat(world.person("one@x.example").hasReports()).isFalse();
    assertThat(world.person("two@x.example").hasReports()).isTrue();
  }

  @Test
  void the_division_or_else_the_organization_stands_above_the_department_from_its_day_on() {
    String ann =
        world
            .post(
                user(
                    "ann@x.example",
                    "Ann",
                    "Ash",
                    enterprise(
                        "\"department\":\"Lab\",\"division\":\"Science\",\"organization\":\"Acme\"")))
            .id();
    world.post(
        user(
            "bo@x.example",
            "Bo",
            "Birch",
            enterprise("\"department\":\"Till\",\"organization\":\"Shops\"")));
    assertThat(world.person("ann@x.example").division()).isEqualTo("Science");
    assertThat(world.person("bo@x.example"))
        .returns("Shops", Person::division)
        .returns("Till", Person::department);
    world.patch(
        ann,
        """
        {"op":"Replace","path":"%s:division","value":"Health"},
        {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:orgscope:2.0:User:effectiveDate",
         "value":"2026-12-01"}
        """
            .formatted(ENTERPRISE));
    assertThat(world.person("ann@x.example").division()).as("until its day").isEqualTo("Science");
    world.now = world.now.plus(Duration.ofDays(40));
    assertThat(world.directory.people().positionsComeIntoForce(IT)).isEqualTo(1);
    assertThat(world.person("ann@x.example"))
        .returns("Health", Person::division)
        .returns("Lab", Person::department);
  }

  @Test
  void who_has_reports_is_right_with_each_change_of_an_account() {
    String one = world.post(user("one@x.example", "One", "Oak", "")).id();
    String two = world.post(user("two@x.example", "Two", "Teak", "")).id();
    String ann = world.post(report("ann@x.example", one)).id();
    String bo = world.post(report("bo@x.example", one)).id();
    assertThat(withReports()).containsExactly("one");

    world.patch(ann, managedBy(two));
    assertThat(withReports()).containsExactly("one", "two");
    world.patch(bo, managedBy(two));
    assertThat(withReports()).containsExactly("two");

    world.patch(ann, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
    assertThat(withReports()).as("bo is there").containsExactly("two");
    world.patch(bo, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
    assertThat(withReports()).as("all have left").isEmpty();

    world.patch(ann, "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}");
    assertThat(withReports()).as("ann is back").containsExactly("two");
    world.delete(ann);
    assertThat(withReports()).isEmpty();
  }

  @Test
  void who_has_reports_is_right_when_a_last_day_has_passed_and_when_a_report_is_erased() {
    String one = world.post(user("one@x.example", "One", "Oak", "")).id();
    String two = world.post(user("two@x.example", "Two", "Teak", "")).id();
    String ann = world.post(report("ann@x.example", one)).id();
    world.post(report("bo@x.example", two));
    world.patch(
        ann,
        "{\"op\":\"add\",\"path\":\"urn:ietf:params:scim:schemas:extension:orgscope:2.0:User:endDate\","
            + "\"value\":\"2026-11-20\"}");
    assertThat(withReports()).containsExactly("one", "two");
    world.now = world.now.plus(Duration.ofDays(20));
    world.directory.people().positionsComeIntoForce(IT);
    assertThat(withReports()).containsExactly("two");

    ErasedPeople erased =
        TestDirectory.erased(world.database, world.home, TestDirectory.OPEN, () -> world.now);
    erased.forget(ACME, Set.of(world.person("bo@x.example").key()));
    assertThat(withReports()).isEmpty();
  }

  private static String report(String login, String manager) {
    return user(login, "Ann", "Ash", enterprise("\"manager\":\"" + manager + "\""));
  }

  private static String managedBy(String manager) {
    return "{\"op\":\"Replace\",\"path\":\"%s:manager\",\"value\":\"%s\"}"
        .formatted(ENTERPRISE, manager);
  }

  private List<String> withReports() {
    return Stream.of("one", "two")
        .filter(name -> world.person(name + "@x.example").hasReports())
        .toList();
  }

  @Test
  void dates_of_employment_come_in_our_extension_or_in_anybodys() {
    world.post(
        user(
            "ann@x.example",
            "Ann",
            "Ash",
            "\"urn:ietf:params:scim:schemas:extension:acme:2.0:User\":{\"startDate\":\"2024-02-29T00:00:00Z\","
                + "\"shoeSize\":\"38\"}"));
    assertThat(world.person("ann@x.example").hireDate()).isEqualTo("2024-02-29");
    Answer stored = world.filter("userName eq \"ann@x.example\"");
    assertThat(stored.body().toString()).contains("startDate").doesNotContain("shoeSize");
    String id = stored.text("/Resources/0/id");
    world.patch(
        id,
        "{\"op\":\"add\",\"path\":\"urn:ietf:params:scim:schemas:extension:orgscope:2.0:User:endDate\","
            + "\"value\":\"2026-12-24\"}");
    assertThat(world.person("ann@x.example").endDate()).isEqualTo("2026-12-24");
    world.patch(id, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
    assertThat(world.person("ann@x.example").endDate()).as("gone early").isEqualTo("2026-11-02");
  }

  @Test
  void an_account_of_somebody_a_file_brought_is_that_person_and_what_it_never_said_stays() {
    csv("1,ann@x.example,Ann Ash,Engineer,Platform,2020-01-01,");
    PersonKey ann = world.person("ann@x.example").key();
    world.post(user("ANN@x.example", "Anna", "Ash", ""));
    assertThat(world.person("ann@x.example").key()).isEqualTo(ann);
    assertThat(world.person("ann@x.example").title()).isEqualTo("Engineer");
    assertThat(world.person("ann@x.example").hireDate()).isEqualTo("2020-01-01");
    assertThat(world.directory.people().identities(IT).get(ann))
        .returns("Anna Ash", Identity::displayName)
        .returns("1", Identity::employeeId);
  }

  @Test
  void an_account_of_somebody_the_sign_in_logs_saw_first_is_that_person() {
    Pseudonyms pseudonyms = world.directory.resolution().pseudonyms(ACME);
    PersonKey seen =
        Objects.requireNonNull(
            pseudonyms.resolve("okta", "00uSEENseen123456789", "old.name@x.example", 20_000));
    pseudonyms.save();
    world.post(
        user("new.name@x.example", "Ann", "Ash", "")
            .replaceFirst("\"externalId\":\"[^\"]+\"", "\"externalId\":\"00uSEENseen123456789\""));
    assertThat(world.directory.resolution().periods(ACME))
        .containsExactly(KeyPeriod.always(seen, world.person("new.name@x.example").key()));
    assertThat(world.person("old.name@x.example")).isEqualTo(world.person("new.name@x.example"));
  }

  @Test
  void a_login_that_changes_hands_gets_a_new_person_even_without_employee_numbers() {
    String first = world.post(user("desk@x.example", "Ann", "Ash", "")).id();
    PersonKey ann = world.person("desk@x.example").key();
    world.patch(
        first,
        """
        {"op":"replace","path":"userName","value":"ann@x.example"},
        {"op":"replace","path":"emails","value":[{"type":"work","value":"ann@x.example"}]}
        """);
    assertThat(world.person("ann@x.example").key()).isEqualTo(ann);
    String second =
        world
            .post(
                user("desk@x.example", "Bo", "Birch", "")
                    .replaceFirst("\"externalId\":\"", "\"externalId\":\"2"))
            .id();
    PersonKey bo = world.person("desk@x.example").key();
    assertThat(bo).isNotEqualTo(ann);
    assertThat(world.person("ann@x.example").key()).isEqualTo(ann);

    world.delete(second);
    world.post(
        user("desk@x.example", "Cy", "Cedar", "")
            .replaceFirst("\"externalId\":\"", "\"externalId\":\"3"));
    assertThat(world.person("desk@x.example").key())
        .as("another external id, though the one before is deleted")
        .isNotIn(ann, bo);
  }

  @Test
  void a_second_account_of_an_employee_neither_takes_over_nor_ends_the_first() {
    String number = enterprise("\"employeeNumber\":\"9\"");
    world.post(user("ann@x.example", "Ann", "Ash", number));
    PersonKey ann = world.person("ann@x.example").key();
    String admin = world.post(user("ann.admin@x.example", "Ann", "Ash", number)).id();
    assertThat(world.directory.people().lookup(IT).byEmployeeId("9")).contains(ann);
    world.patch(admin, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
    world.delete(admin);
    assertThat(world.person("ann@x.example").endDate()).isNull();
    assertThat(world.directory.people().lookup(IT).byEmployeeId("9")).contains(ann);
  }

  @Test
  void many_writers_at_once_lose_nothing() throws Exception {
    String shared = world.post(user("shared@x.example", "Shared", "Oak", "")).id();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int writer = i;
        all.add(
            threads.submit(() -> {
              for (int n = 0; n < 6; n++) {
                String login = "w" + writer + "." + n + "@x.example";
                String manager =
                    enterprise("\"manager\":\"w" + writer + "." + (n + 1) + "@x.example\"");
                assertThat(world.post(user(login, "W", "N" + n, manager)).status()).isEqualTo(201);
                String mail =
                    "{\"op\":\"add\",\"path\":\"emails\",\"value\":[{\"type\":\"other\","
                        + "\"value\":\"s"
                        + writer
                        + "."
                        + n
                        + "@x.example\"}]}";
                Answer patched = world.patch(shared, mail);
                for (int again = 0; again < 20 && patched.status() == 503; again++) {
                  patched = world.patch(shared, mail);
                }
                assertThat(patched.status()).isEqualTo(200);
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(world.get("/Users/" + shared).body().path("emails")).hasSize(49);
    assertThat(world.get("/Users?count=0").body().get("totalResults").asInt()).isEqualTo(49);
    for (int i = 0; i < 8; i++) {
      for (int n = 0; n < 5; n++) {
        assertThat(world.person("w" + i + "." + n + "@x.example").manager())
            .isEqualTo(world.person("w" + i + "." + (n + 1) + "@x.example").key());
      }
    }
  }

  @Test
  void only_a_token_of_the_tenant_opens_and_a_new_one_is_good_beside_the_old() {
    assertThat(world.send("GET", "/Users", "", "wrong").status()).isEqualTo(401);
    Answer none = world.send("GET", "/Users", "", "");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.text("/schemas/0")).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
    assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
    String others =
        world.secrets.make(Caller.commandLine(OTHER, "tess"), Purpose.SCIM, false).secret();
    assertThat(world.send("GET", "/Users", "", others).status()).isEqualTo(401);
    assertThatThrownBy(() -> world.secrets.make(IT, Purpose.SCIM, false))
        .hasMessageContaining("--rotate");

    String second = world.secrets.make(IT, Purpose.SCIM, true).secret();
    assertThat(world.send("GET", "/Users", "", second).status()).isEqualTo(200);
    assertThat(world.send("GET", "/Users", "", world.token).status()).isEqualTo(200);
    String third = world.secrets.make(IT, Purpose.SCIM, true).secret();
    assertThat(world.send("GET", "/Users", "", third).status()).isEqualTo(200);
    assertThat(world.send("GET", "/Users", "", second).status()).isEqualTo(200);
    assertThat(world.send("GET", "/Users", "", world.token).status())
        .as("two are good at a time")
        .isEqualTo(401);
    world.now = world.now.plus(Duration.ofDays(8));
    assertThat(world.send("GET", "/Users", "", second).status()).isEqualTo(401);
    assertThat(world.send("GET", "/Users", "", third).status()).isEqualTo(200);
  }

  @Test
  void a_tenant_that_asks_too_much_waits_and_others_do_not() throws IOException {
    try (ScimWorld small = new ScimWorld(DefaultSettings.of(ScimSettings.class), 3)) {
      for (int i = 0; i < 5; i++) {
        assertThat(small.send("GET", "/Schemas", "", "a stranger's").status()).isEqualTo(401);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(small.get("/Schemas").status()).isEqualTo(200);
      }
      Answer refused = small.get("/Schemas");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      small.now = small.now.plus(Duration.ofSeconds(1));
      assertThat(small.get("/Schemas").status()).isEqualTo(200);
    }
  }

  @Test
  void nothing_an_account_says_rests_in_the_clear_and_each_change_is_in_the_log()
      throws SQLException {
    String id =
        world
            .post(
                user(
                    "zelda.zinnia@x.example",
                    "Zelda",
                    "Zinnia",
                    enterprise("\"employeeNumber\":\"ZZ-1\",\"manager\":\"quentin@x.example\"")))
            .id();
    world.patch(id, "{\"op\":\"add\",\"path\":\"title\",\"value\":\"Engineer\"}");
    assertThat(dump())
        .doesNotContainIgnoringCase("zinnia", "zelda", "ZZ-1", "quentin", world.token);
    assertThat(world.audit.entries(IT, 100))
        .filteredOn(entry -> entry.principal().equals("scim:token-1"))
        .extracting(entry -> entry.action())
        .containsExactly("change the directory", "change the directory");
    world.send(
        "POST",
        "/Groups",
        "{\"displayName\":\"Reports of Zelda Zinnia\",\"externalId\":\"ZZ-1\",\"members\":[{\"value\":\""
            + id
            + "\",\"display\":\"Zelda\"}]}",
        world.token);
    assertThat(dump()).doesNotContainIgnoringCase("zinnia", "zelda", "ZZ-1");
    assertThat(world.audit.entries(IT, 1).getFirst().action()).isEqualTo("change a group");
    world.delete(id);
    assertThat(dump()).doesNotContainIgnoringCase("zinnia");
  }

  private String dump() throws SQLException {
    return StoredRows.of(world.database).text("scim", "access", "directory", "audit");
  }

  private void csv(String row) {
    TestDirectory.employ(
        world.directory.people(),
        IT,
        "employee_id,login,display_name,title,department,hire_date,manager_id",
        row);
  }
}
