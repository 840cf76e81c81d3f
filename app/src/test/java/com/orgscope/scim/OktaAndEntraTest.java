package com.orgscope.scim;

import static com.orgscope.scim.ScimWorld.ENTERPRISE;
import static com.orgscope.scim.ScimWorld.enterprise;
import static com.orgscope.scim.ScimWorld.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.scim.ScimWorld.Answer;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The requests of Okta's published SCIM 2.0 test and of Entra's validators, with made-up people,
 * and the ways of writing that both are known for.
 */
class OktaAndEntraTest {
  private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
  private static ScimWorld world;

  @BeforeAll
  static void company() throws IOException {
    world = new ScimWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void oktas_own_test_passes_step_by_step() {
    world.post(user("first@okta.example", "Fay", "Fern", ""));
    Answer page = world.get("/Users?count=1&startIndex=1");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("application/scim+json");
    assertThat(page.text("/schemas/0"))
        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:ListResponse");
    assertThat(page.body().get("itemsPerPage").asInt()).isEqualTo(1);
    assertThat(page.body().get("startIndex").asInt()).isEqualTo(1);
    assertThat(page.body().get("totalResults").asInt()).isPositive();
    for (String field : List.of("id", "name/familyName", "name/givenName", "userName", "active")) {
      assertThat(page.body().at("/Resources/0/" + field).isMissingNode()).as(field).isFalse();
    }
    assertThat(page.text("/Resources/0/emails/0/value")).contains("@");

    String id = page.text("/Resources/0/id");
    assertThat(world.get("/Users/" + id).id()).isEqualTo(id);

    Answer nobody = world.filter("userName eq \"nobody@okta.example\"");
    assertThat(nobody.status()).isEqualTo(200);
    assertThat(nobody.body().get("totalResults").asInt()).isZero();
    Answer unknown = world.get("/Users/no-such-id");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("/detail")).isNotEmpty();
    assertThat(unknown.text("/schemas/0")).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");

    String body = user("Gil@okta.example", "Gil", "Gorse", "");
    Answer made =
        world.send("POST", "/Users", body, world.token, "Content-Type", "application/json");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().get("active").asBoolean()).isTrue();
    assertThat(made.text("/name/familyName")).isEqualTo("Gorse");
    assertThat(made.text("/userName")).isEqualTo("Gil@okta.example");
    assertThat(made.header("Location")).endsWith("/scim/v2/acme/Users/" + made.id());
    assertThat(world.get("/Users/" + made.id()).text("/userName")).isEqualTo("Gil@okta.example");

    Answer again = world.post(body);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("/scimType")).isEqualTo("uniqueness");
    assertThat(again.text("/status")).isEqualTo("409");
    assertThat(world.filter("userName eq \"GIL@OKTA.EXAMPLE\"").text("/Resources/0/id"))
        .isEqualTo(made.id());
    Answer groups = world.get("/Groups");
    assertThat(groups.status()).isEqualTo(200);
    assertThat(groups.body().get("Resources").isEmpty()).isTrue();
    assertThat(world.get("/Groups/1").status()).isEqualTo(404);
  }

  @Test
  void okta_deactivates_and_reactivates_by_patch_and_writes_whole_users_by_put() {
    String id = world.post(user("hal@okta.example", "Hal", "Hazel", "")).id();
    Answer off = world.patch(id, "{\"op\":\"replace\",\"value\":{\"active\":false}}");
    assertThat(off.status()).isEqualTo(200);
    assertThat(off.body().get("active").asBoolean()).isFalse();
    assertThat(world.person("hal@okta.example").endDate()).isEqualTo("2026-11-02");

    String whole =
        user("hal@okta.example", "Hal", "Hazel", "\"title\":\"Engineer\"")
            .replace("{\"schemas\"", "{\"id\":\"" + id + "\",\"meta\":{\"x\":1},\"schemas\"");
    Answer on = world.put(id, whole);
    assertThat(on.status()).isEqualTo(200);
    assertThat(on.text("/title")).isEqualTo("Engineer");
    assertThat(on.id()).isEqualTo(id);
    assertThat(world.person("hal@okta.example").endDate()).isNull();
    assertThat(world.person("hal@okta.example").title()).isEqualTo("Engineer");

    world.put(id, user("hal@okta.example", "Hal", "Hazel", ""));
    assertThat(world.get("/Users/" + id).body().has("title")).isFalse();
    assertThat(world.person("hal@okta.example").title()).isNull();
  }

  @Test
  void entra_adds_replaces_and_removes_in_its_own_spelling() {
    String id = world.post(user("ida@entra.example", "Ida", "Ivy", "")).id();
    Answer patched =
        world.patch(
            id,
            """
            {"op":"Add","path":"title","value":"Analyst"},
            {"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"ida.new@entra.example"},
            {"op":"Add","path":"emails[type eq \\"home\\"].value","value":"ida@home.example"},
            {"op":"Replace","path":"name.familyName","value":"Ibis"},
            {"op":"Add","path":"%1$s:department","value":"Data"},
            {"op":"Replace","value":{"%1$s:employeeNumber":"0042","name.givenName":"Idania",
              "displayName":"Idania Ibis"}},
            {"op":"Replace","path":"active","value":"False"}
            """
                .formatted(ENTERPRISE));
    assertThat(patched.status()).isEqualTo(200);
    JsonNode body = world.get("/Users/" + id).body();
    assertThat(body.at("/title").asString()).isEqualTo("Analyst");
    assertThat(body.at("/emails/0/value").asString()).isEqualTo("ida.new@entra.example");
    assertThat(body.at("/emails/1/type").asString()).isEqualTo("home");
    assertThat(body.at("/name/familyName").asString()).isEqualTo("Ibis");
    assertThat(body.at("/name/givenName").asString()).isEqualTo("Idania");
    assertThat(body.path(ENTERPRISE).path("department").asString()).isEqualTo("Data");
    assertThat(body.path(ENTERPRISE).path("employeeNumber").asString()).isEqualTo("0042");
    assertThat(body.path("active").asBoolean()).isFalse();
    assertThat(body.path("schemas").values()).extracting(JsonNode::asString).contains(ENTERPRISE);
    assertThat(world.directory.people().lookup(ScimWorld.IT).byEmployeeId("0042"))
        .contains(world.person("ida@entra.example").key());
    assertThat(world.person("ida.new@entra.example").department()).isEqualTo("Data");

    world.patch(
        id,
        """
        {"op":"Remove","path":"emails[type eq \\"home\\"]"},
        {"op":"Remove","path":"%1$s:department"},
        {"op":"Replace","path":"title","value":""},
        {"op":"Replace","path":"active","value":"True"}
        """
            .formatted(ENTERPRISE));
    JsonNode after = world.get("/Users/" + id).body();
    assertThat(after.path("emails")).hasSize(1);
    assertThat(after.path(ENTERPRISE).has("department")).isFalse();
    assertThat(after.has("title")).isFalse();
    assertThat(after.path("active").asBoolean()).isTrue();
    assertThat(world.person("ida@entra.example").department()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":\"Add\",\"path\":\"URN:manager\",\"value\":\"ID\"}",
        "{\"op\":\"Add\",\"path\":\"URN:manager\",\"value\":{\"value\":\"ID\"}}",
        "{\"op\":\"add\",\"path\":\"URN:manager\",\"value\":[{\"value\":\"ID\"}]}",
        "{\"op\":\"Replace\",\"path\":\"URN:manager\",\"value\":[{\"$ref\":\"../Users/ID\"}]}",
        "{\"op\":\"Replace\",\"path\":\"URN:manager.value\",\"value\":\"ID\"}",
        "{\"op\":\"replace\",\"value\":{\"URN:manager\":\"ID\"}}",
        "{\"op\":\"replace\",\"value\":{\"URN\":{\"manager\":{\"value\":\"ID\"}}}}",
        "{\"op\":\"replace\",\"path\":\"URN\",\"value\":{\"manager\":\"ID\"}}",
        "{\"op\":\"Add\",\"path\":\"URN:manager\",\"value\":\"jos-boss@entra.example\"}",
        "{\"op\":\"Add\",\"path\":\"URN:manager\",\"value\":\"B-2\"}",
      })
  void a_manager_comes_in_every_form(String operation) {
    String boss = boss("jos-boss@entra.example", "B-2");
    String id = world.post(user("jo@entra.example", "Jo", "Juniper", "")).id();
    Answer set = world.patch(id, operation.replace("URN", ENTERPRISE).replace("ID", boss));
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.body().path(ENTERPRISE).path("manager").path("value").asString()).isNotEmpty();
    assertThat(world.person("jo@entra.example").manager())
        .isEqualTo(world.person("jos-boss@entra.example").key());
    assertThat(world.person("jos-boss@entra.example").hasReports()).isTrue();

    String removal = "{\"op\":\"Replace\",\"path\":\"" + ENTERPRISE + ":manager\",\"value\":\"\"}";
    assertThat(world.patch(id, removal).body().path(ENTERPRISE).has("manager")).isFalse();
    assertThat(world.person("jo@entra.example").manager()).isNull();
    assertThat(world.person("jos-boss@entra.example").hasReports()).isFalse();
    world.delete(id);
  }

  private static String boss() {
    return boss("boss@entra.example", "B-1");
  }

  private static String boss(String login, String number) {
    Answer there = world.filter("userName eq \"" + login + "\"");
    if (there.body().get("totalResults").asInt() > 0) {
      return there.text("/Resources/0/id");
    }
    return world
        .post(user(login, "Bo", "Boss", enterprise("\"employeeNumber\":\"" + number + "\"")))
        .id();
  }

  @Test
  void a_manager_is_removed_by_a_removal_too() {
    String id =
        world
            .post(
                user(
                    "kay@entra.example",
                    "Kay",
                    "Kale",
                    enterprise("\"manager\":\"" + boss() + "\"")))
            .id();
    assertThat(world.person("kay@entra.example").manager()).isNotNull();
    world.patch(id, "{\"op\":\"Remove\",\"path\":\"" + ENTERPRISE + ":manager\"}");
    assertThat(world.person("kay@entra.example").manager()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "userName eq \"Lee@filter.example\"                                  | 1",
        "USERNAME EQ \"LEE@FILTER.EXAMPLE\"                                  | 1",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"lee@filter.example\" | 1",
        "externalId eq \"ext-lee\"                                           | 1",
        "externalId eq \"EXT-LEE\"                                           | 0",
        "emails[type eq \"work\"].value eq \"lee@filter.example\"            | 1",
        "emails[type eq \"home\"].value eq \"lee@filter.example\"            | 0",
        "emails[type eq \"work\" and value eq \"lee@filter.example\"]        | 1",
        "emails eq \"lee@filter.example\"                                    | 1",
        "emails.value eq \"lee@filter.example\"                              | 1",
        "userName eq \"lee@filter.example\" and active eq true               | 1",
        "userName eq \"lee@filter.example\" and active eq \"False\"          | 0",
        "userName eq \"lee@filter.example\" and not (title pr)               | 1",
        "userName eq \"lee@filter.example\" and (title pr or active eq true) | 1",
        "userName sw \"lee@f\" and displayName co \"LICHEN\"                 | 1",
        "userName eq \"lee@filter.example\" and meta.created gt \"2026-01-01T00:00:00Z\" | 1",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"Lab\" | 1",
        "id eq \"LEE-ID\"                                                    | 1",
        "id eq LEE-ID and manager eq BOSS-ID                                 | 1",
        "id eq LEE-ID and manager eq 2819c223-7f76-453a-919d-413861904646    | 0",
        "id eq \"not-an-id\"                                                 | 0",
      })
  void filters_that_providers_use_find_who_is_meant(String filter, int found) {
    String id = lee();
    Answer answer = world.filter(filter.replace("LEE-ID", id).replace("BOSS-ID", boss()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("totalResults").asInt()).isEqualTo(found);
    assertThat(answer.body().get("Resources")).hasSize(found);
  }

  private static String lee() {
    Answer there = world.filter("userName eq \"lee@filter.example\"");
    if (there.body().get("totalResults").asInt() > 0) {
      return there.text("/Resources/0/id");
    }
    String more = enterprise("\"department\":\"Lab\",\"manager\":{\"value\":\"" + boss() + "\"}");
    String body = user("lee@filter.example", "Lee", "Lichen", more);
    return world
        .post(body.replaceFirst("\"externalId\":\"[^\"]+\"", "\"externalId\":\"ext-lee\""))
        .id();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName",
        "userName eq",
        "userName is \"x\"",
        "(userName eq \"x\"",
        "eq \"x\"",
        "userName eq \"x",
        "userName eq \"x\" and",
        "emails[type eq \"work\" eq \"x\""
      })
  void what_is_no_filter_is_said_to_be_none(String filter) {
    Answer answer = world.filter(filter);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/scimType")).isEqualTo("invalidFilter");
  }

  @Test
  void pages_are_counted_from_one_and_every_user_comes_once() throws IOException {
    try (ScimWorld small = new ScimWorld()) {
      IntStream.range(0, 11)
          .forEach(i -> small.post(user("p" + i + "@page.example", "P", "No" + i, "")));
      List<String> seen = new java.util.ArrayList<>();
      for (int start = 1; start <= 11; start += 5) {
        Answer page = small.get("/Users?startIndex=" + start + "&count=5");
        assertThat(page.body().get("startIndex").asInt()).isEqualTo(start);
        assertThat(page.body().get("totalResults").asInt()).isEqualTo(11);
        page.body().get("Resources").forEach(one -> seen.add(one.path("id").asString()));
      }
      assertThat(seen).hasSize(11).doesNotHaveDuplicates();
      assertThat(small.get("/Users?count=0").body().get("totalResults").asInt()).isEqualTo(11);
      assertThat(small.get("/Users?startIndex=100").body().get("Resources")).isEmpty();
      assertThat(small.get("/Users?startIndex=-3&count=-1").body().get("itemsPerPage").asInt())
          .isZero();
    }
  }

  @Test
  void only_the_attributes_that_were_asked_for_are_shown() {
    String id = lee();
    JsonNode few = world.get("/Users/" + id + "?attributes=userName,name.familyName").body();
    assertThat(few.propertyNames()).containsExactlyInAnyOrder("schemas", "id", "userName", "name");
    assertThat(few.path("name").propertyNames()).containsExactly("familyName");
    JsonNode rest =
        world
            .get("/Users/" + id + "?excludedAttributes=emails," + ENTERPRISE + ":department")
            .body();
    assertThat(rest.has("emails")).isFalse();
    assertThat(rest.path(ENTERPRISE).has("department")).isFalse();
    assertThat(rest.path(ENTERPRISE).has("manager")).isTrue();
  }

  @Test
  void a_deleted_user_is_not_there_and_comes_back_as_the_same_person() {
    String login = "mo@entra.example";
    String id = world.post(user(login, "Mo", "Moss", "")).id();
    var key = world.person(login).key();
    assertThat(world.delete(id).status()).isEqualTo(204);
    assertThat(world.get("/Users/" + id).status()).isEqualTo(404);
    assertThat(world.delete(id).status()).isEqualTo(404);
    assertThat(world.filter("userName eq \"" + login + "\"").body().get("totalResults").asInt())
        .isZero();
    assertThat(world.person(login).endDate()).isEqualTo("2026-11-02");
    Answer again = world.post(user(login, "Mo", "Moss", ""));
    assertThat(again.status()).isEqualTo(201);
    assertThat(world.person(login).key()).isEqualTo(key);
    assertThat(world.person(login).endDate()).isNull();
  }

  @Test
  void what_a_server_can_do_is_told() {
    Answer config = world.get("/ServiceProviderConfig");
    assertThat(config.body().at("/patch/supported").asBoolean()).isTrue();
    assertThat(config.body().at("/bulk/supported").asBoolean()).isFalse();
    assertThat(config.text("/authenticationSchemes/0/type")).isEqualTo("oauthbearertoken");
    assertThat(world.get("/ResourceTypes").text("/Resources/0/endpoint")).isEqualTo("/Users");
    assertThat(world.get("/ResourceTypes/User").text("/schema")).isEqualTo(ScimWorld.USER);
    Answer schemas = world.get("/Schemas");
    assertThat(schemas.body().get("totalResults").asInt()).isEqualTo(4);
    assertThat(world.get("/ResourceTypes/Group").text("/endpoint")).isEqualTo("/Groups");
    assertThat(world.get("/Schemas/" + GROUP).text("/attributes/2/name")).isEqualTo("members");
    assertThat(world.get("/Schemas/" + ENTERPRISE).text("/name")).isEqualTo("EnterpriseUser");
    assertThat(world.get("/Schemas/urn:none").status()).isEqualTo(404);
  }

  @Test
  void a_bad_request_is_an_error_of_scim() {
    String id = lee();
    assertThat(world.post("{").text("/scimType")).isEqualTo("invalidSyntax");
    assertThat(world.post("[]").status()).isEqualTo(400);
    assertThat(world.post("{\"displayName\":\"x\"}").text("/scimType")).isEqualTo("invalidValue");
    assertThat(world.patch(id, "{\"op\":\"move\",\"path\":\"title\"}").text("/scimType"))
        .isEqualTo("invalidSyntax");
    assertThat(world.patch(id, "{\"op\":\"remove\"}").text("/scimType")).isEqualTo("noTarget");
    assertThat(
            world
                .patch(id, "{\"op\":\"replace\",\"path\":\"id\",\"value\":\"1\"}")
                .text("/scimType"))
        .isEqualTo("mutability");
    assertThat(
            world
                .patch(id, "{\"op\":\"replace\",\"path\":\"emails[\",\"value\":\"1\"}")
                .text("/scimType"))
        .isEqualTo("invalidPath");
    assertThat(
            world
                .patch(id, "{\"op\":\"replace\",\"path\":\"active\",\"value\":\"maybe\"}")
                .text("/scimType"))
        .isEqualTo("invalidValue");
    assertThat(world.send("PUT", "/Users", "{}", world.token).status()).isEqualTo(405);
    assertThat(world.send("POST", "/Users", "x", world.token, "Content-Type", "text/xml").status())
        .isEqualTo(415);
    assertThat(world.post("{\"userName\":\"" + "x".repeat(300_000) + "\"}").status())
        .isEqualTo(413);
    assertThat(world.get("/Nothing").status()).isEqualTo(404);
    assertThat(world.send("POST", "/Bulk", "{}", world.token).status()).isEqualTo(501);
  }

  @Test
  void a_version_keeps_two_writers_apart() {
    Answer made = world.post(user("nan@entra.example", "Nan", "Nettle", ""));
    String etag = made.header("ETag");
    assertThat(made.text("/meta/version")).isEqualTo(etag);
    String path = "/Users/" + made.id();
    assertThat(world.send("GET", path, "", world.token, "If-None-Match", etag).status())
        .isEqualTo(304);
    String body = user("nan@entra.example", "Nan", "Nettle", "\"title\":\"One\"");
    assertThat(world.send("PUT", path, body, world.token, "If-Match", etag).status())
        .isEqualTo(200);
    Answer late =
        world.send("PUT", path, body.replace("One", "Two"), world.token, "If-Match", etag);
    assertThat(late.status()).isEqualTo(412);
    assertThat(world.get(path).text("/title")).isEqualTo("One");
  }
}
