package com.orgscope.scim;

import static com.orgscope.scim.ScimWorld.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.scim.ScimWorld.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** Groups as Okta pushes them and Entra provisions them. */
class GroupsTest {
  private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
  private static ScimWorld world;
  private static String ann;
  private static String bo;
  private static String cy;
  private static int names;

  @BeforeAll
  static void company() throws IOException {
    world = new ScimWorld();
    ann = world.post(user("ann@group.example", "Ann", "Ash", "")).id();
    bo = world.post(user("bo@group.example", "Bo", "Birch", "")).id();
    cy = world.post(user("cy@group.example", "Cy", "Cedar", "")).id();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static String name() {
    return "Group " + ++names;
  }

  static String body(String name, String... members) {
    return """
    {"schemas":["%s"],"externalId":"%s","displayName":"%s","members":[%s]}
    """
        .formatted(
            GROUP,
            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
            name,
            members(members));
  }

  private static String members(String... members) {
    return Arrays.stream(members)
        .map("{\"value\":\"%s\",\"display\":\"not kept\"}"::formatted)
        .collect(Collectors.joining(","));
  }

  static Answer make(String body) {
    return world.send("POST", "/Groups", body, world.token);
  }

  static Answer patch(String id, String operations) {
    return world.send(
        "PATCH",
        "/Groups/" + id,
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
            + operations
            + "]}",
        world.token);
  }

  static Answer filter(String filter, String more) {
    return world.get("/Groups?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8) + more);
  }

  static List<String> membersOf(String id) {
    return world.get("/Groups/" + id).body().path("members").values().stream()
        .map(member -> member.path("value").asString())
        .toList();
  }

  @Test
  void a_group_is_made_with_its_members_and_read_back() {
    String name = name();
    Answer made = make(body(name, ann, bo));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/scim/v2/acme/Groups/" + made.id());
    assertThat(made.text("/schemas/0")).isEqualTo(GROUP);
    assertThat(made.text("/displayName")).isEqualTo(name);
    assertThat(made.text("/meta/resourceType")).isEqualTo("Group");
    Answer read = world.get("/Groups/" + made.id());
    assertThat(read.body()).isEqualTo(made.body());
    assertThat(membersOf(made.id())).containsExactlyInAnyOrder(ann, bo);
    JsonNode member = read.body().path("members").path(0);
    assertThat(member.path("$ref").asString())
        .endsWith("/Users/" + member.path("value").asString());
    assertThat(member.has("display")).as("what nobody needs").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"BO\"},{\"value\":\"CY\"}]}",
        "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"BO\"},{\"value\":\"CY\"}]}",
        "{\"op\":\"add\",\"value\":{\"members\":[{\"value\":\"BO\"},{\"value\":\"CY\"}]}}",
        "{\"op\":\"Add\",\"path\":\"members\",\"value\":{\"value\":\"BO\"}},"
            + "{\"op\":\"Add\",\"path\":\"members\",\"value\":\"CY\"}",
        "{\"op\":\"Add\",\"path\":\"urn:ietf:params:scim:schemas:core:2.0:Group:members\","
            + "\"value\":[{\"$ref\":\"../Users/BO\"},{\"value\":\"CY\"}]}",
        "{\"op\":\"replace\",\"path\":\"members\",\"value\":[{\"value\":\"ANN\"},{\"value\":\"BO\"},{\"value\":\"CY\"}]}",
        "{\"op\":\"replace\",\"value\":{\"id\":\"ID\",\"displayName\":\"NAME\","
            + "\"members\":[{\"value\":\"ANN\"},{\"value\":\"BO\"},{\"value\":\"CY\"}]}}",
        "{\"op\":\"remove\",\"path\":\"members\"},"
            + "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"ANN\"},{\"value\":\"BO\"},{\"value\":\"CY\"}]}",
      })
  void members_come_in_every_form(String operations) {
    String name = name();
    String id = make(body(name, ann)).id();
    String filled = filled(operations, id).replace("NAME", name);
    Answer added = patch(id, filled);
    assertThat(added.status()).as("without ten thousand members in the answer").isEqualTo(204);
    assertThat(membersOf(id)).containsExactlyInAnyOrder(ann, bo, cy);
    Answer again = patch(id, filled);
    assertThat(again.status()).as("who is in it already").isEqualTo(204);
    assertThat(again.header("ETag")).as("nothing changed").isEqualTo(added.header("ETag"));
    assertThat(membersOf(id)).containsExactlyInAnyOrder(ann, bo, cy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"op\":\"remove\",\"path\":\"members[value eq \\\"BO\\\"]\"} | 2",
        "{\"op\":\"Remove\",\"path\":\"members[value eq \\\"BO\\\"]\",\"value\":[{\"value\":\"BO\"}]} | 2",
        "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"BO\"}]} | 2",
        "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"BO\"},{\"value\":\"CY\"}]} | 1",
        "{\"op\":\"remove\",\"path\":\"members[value eq \\\"BO\\\" or value eq \\\"CY\\\"]\"} | 1",
        "{\"op\":\"remove\",\"path\":\"members\"} | 0",
        "{\"op\":\"replace\",\"path\":\"members\",\"value\":[]} | 0",
        "{\"op\":\"replace\",\"path\":\"members\",\"value\":[{\"value\":\"ANN\"}]} | 1",
        "{\"op\":\"remove\",\"path\":\"members\",\"value\":[]} | 3",
        "{\"op\":\"remove\",\"path\":\"members[value eq \\\"2819c223-7f76-453a-919d-413861904646\\\"]\"} | 3",
        "{\"op\":\"add\",\"path\":\"members\",\"value\":[]} | 3",
      })
  void members_go_in_every_form(String operations, int left) {
    String id = make(body(name(), ann, bo, cy)).id();
    assertThat(patch(id, filled(operations, id)).status()).isEqualTo(204);
    assertThat(membersOf(id)).hasSize(left);
    if (left > 0) {
      assertThat(membersOf(id)).contains(ann);
    }
  }

  private static String filled(String operations, String id) {
    return operations
        .replace("ANN", ann)
        .replace("BO", bo)
        .replace("CY", cy)
        .replace("\"ID\"", "\"" + id + "\"");
  }

  /** Okta does not come again with the others if one is refused. */
  @Test
  void a_member_who_is_no_user_any_more_does_not_keep_the_others_out() {
    String gone = world.post(user("gone@group.example", "Gone", "Gorse", "")).id();
    world.delete(gone);
    String id = make(body(name(), ann, gone, "no-id-at-all")).id();
    assertThat(membersOf(id)).containsExactly(ann);
    String three = members(gone, bo, UUID.randomUUID().toString());
    assertThat(
            patch(id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[" + three + "]}").status())
        .isEqualTo(204);
    assertThat(membersOf(id)).containsExactlyInAnyOrder(ann, bo);
  }

  @Test
  void a_user_who_is_deleted_leaves_the_groups_and_one_who_is_inactive_stays() {
    String dee = world.post(user("dee@group.example", "Dee", "Dogwood", "")).id();
    Answer made = make(body(name(), ann, dee));
    world.patch(dee, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
    assertThat(membersOf(made.id())).containsExactlyInAnyOrder(ann, dee);
    world.delete(dee);
    Answer left = world.get("/Groups/" + made.id());
    assertThat(membersOf(made.id())).containsExactly(ann);
    assertThat(left.header("ETag")).isNotEqualTo(made.header("ETag"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "displayName eq \"NAME\"                                 | 1",
        "DISPLAYNAME Eq \"name\"                                 | 1",
        "displayName eq \"nobody's\"                             | 0",
        "externalId eq \"EXTERNAL\"                              | 1",
        "id eq \"ID\"                                            | 1",
        "id eq \"ID\" and members eq \"ANN\"                     | 1",
        "id eq \"ID\" and members eq \"CY\"                      | 0",
        "displayName eq \"NAME\" and members.value eq \"ANN\"    | 1",
        "displayName eq \"NAME\" and members[value eq \"CY\"]    | 0",
        "displayName sw \"NAME\"                                 | 1",
        "displayName co \"filtered\" and not (members pr)        | 0",
        "urn:ietf:params:scim:schemas:core:2.0:Group:displayName eq \"NAME\" | 1",
      })
  void filters_that_providers_use_find_what_is_meant(String filter, int found) {
    String name = "Filtered name";
    Answer there = filter("displayName eq \"" + name + "\"", "");
    String id =
        there.body().get("totalResults").asInt() > 0
            ? there.text("/Resources/0/id")
            : make(body(name, ann, bo)).id();
    String asked =
        filter
            .replace("NAME\"", name + "\"")
            .replace("\"name\"", "\"FILTERED NAME\"")
            .replace("EXTERNAL", world.get("/Groups/" + id).text("/externalId"));
    Answer answer = filter(filled(asked, id), "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("totalResults").asInt()).isEqualTo(found);
    assertThat(answer.body().get("Resources")).hasSize(found);
    if (found == 1) {
      assertThat(answer.text("/Resources/0/id")).isEqualTo(id);
    }
  }

  @Test
  void members_are_left_out_where_they_are_not_wanted() {
    String name = name();
    String id = make(body(name, ann)).id();
    for (String projection : List.of("excludedAttributes=members", "attributes=displayName")) {
      JsonNode one = world.get("/Groups/" + id + "?" + projection).body();
      assertThat(one.has("members")).as("absent, not empty").isFalse();
      assertThat(one.path("displayName").asString()).isEqualTo(name);
      Answer found = filter("displayName eq \"" + name + "\"", "&" + projection);
      assertThat(found.body().at("/Resources/0/id").asString()).isEqualTo(id);
      assertThat(found.body().at("/Resources/0").has("members")).isFalse();
    }
    JsonNode only = world.get("/Groups/" + id + "?attributes=members.value").body();
    assertThat(only.propertyNames()).containsExactlyInAnyOrder("schemas", "id", "members");
    assertThat(only.at("/members/0").propertyNames()).containsExactly("value");
  }

  @Test
  void a_group_is_written_whole_by_put_and_loses_what_is_not_said() {
    String name = name();
    String id = make(body(name, ann, bo)).id();
    String other = name();
    Answer put =
        world.send(
            "PUT",
            "/Groups/" + id,
            "{\"schemas\":[\""
                + GROUP
                + "\"],\"id\":\""
                + id
                + "\",\"displayName\":\""
                + other
                + "\",\"members\":["
                + members(cy)
                + "],\"meta\":{}}",
            world.token);
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.text("/displayName")).isEqualTo(other);
    assertThat(put.body().has("externalId")).isFalse();
    assertThat(membersOf(id)).containsExactly(cy);
    assertThat(make(body(name)).status()).as("the old name is free").isEqualTo(201);
  }

  @Test
  void a_name_is_one_groups_whatever_its_case() {
    String name = name();
    String id = make(body(name)).id();
    Answer second = make(body(name.toUpperCase(java.util.Locale.ROOT)));
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("/scimType")).isEqualTo("uniqueness");
    String other = make(body(name())).id();
    Answer renamed =
        patch(
            other,
            "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\""
                + name
                + "\"},"
                + "{\"op\":\"add\",\"path\":\"members\",\"value\":["
                + members(ann)
                + "]}");
    assertThat(renamed.status()).isEqualTo(409);
    assertThat(membersOf(other)).as("nothing of it was done").isEmpty();
    assertThat(
            patch(id, "{\"op\":\"replace\",\"value\":{\"displayName\":\"" + name + "\"}}").status())
        .isEqualTo(204);
  }

  @Test
  void a_version_keeps_two_writers_apart() {
    Answer made = make(body(name()));
    String path = "/Groups/" + made.id();
    String etag = made.header("ETag");
    assertThat(world.send("GET", path, "", world.token, "If-None-Match", etag).status())
        .isEqualTo(304);
    assertThat(
            patch(made.id(), "{\"op\":\"add\",\"path\":\"members\",\"value\":\"" + ann + "\"}")
                .status())
        .isEqualTo(204);
    assertThat(world.send("PUT", path, body(name()), world.token, "If-Match", etag).status())
        .isEqualTo(412);
    assertThat(world.send("DELETE", path, "", world.token, "If-Match", etag).status())
        .isEqualTo(412);
    assertThat(membersOf(made.id())).containsExactly(ann);
  }

  @Test
  void what_is_wrong_is_an_error_of_scim() {
    String id = make(body(name())).id();
    assertThat(make("{}").text("/scimType")).isEqualTo("invalidValue");
    assertThat(make("{").text("/scimType")).isEqualTo("invalidSyntax");
    assertThat(patch(id, "{\"op\":\"remove\",\"path\":\"displayName\"}").text("/scimType"))
        .isEqualTo("invalidValue");
    assertThat(patch(id, "{\"op\":\"replace\",\"path\":\"id\",\"value\":\"1\"}").text("/scimType"))
        .isEqualTo("mutability");
    assertThat(patch(id, "{\"op\":\"remove\"}").text("/scimType")).isEqualTo("noTarget");
    assertThat(
            patch(id, "{\"op\":\"remove\",\"path\":\"members[display eq \\\"x\\\"]\"}")
                .text("/scimType"))
        .isEqualTo("invalidPath");
    assertThat(
            patch(UUID.randomUUID().toString(), "{\"op\":\"remove\",\"path\":\"members\"}")
                .status())
        .isEqualTo(404);
    assertThat(world.get("/Groups/nothing").status()).isEqualTo(404);
    assertThat(world.send("PUT", "/Groups", "{}", world.token).status()).isEqualTo(405);
    assertThat(filter("displayName is \"x\"", "").text("/scimType")).isEqualTo("invalidFilter");
  }

  @Test
  void pages_hold_every_group_once_and_end_before_their_members_are_too_many() throws IOException {
    ScimSettings few =
        new ScimSettings(
            DataSize.ofKilobytes(64),
            DataSize.ofKilobytes(64),
            4,
            50,
            200,
            200,
            1_000,
            20,
            2,
            Duration.ofSeconds(10));
    try (ScimWorld small = new ScimWorld(few, 1_000_000)) {
      List<String> people =
          IntStream.range(0, 5)
              .mapToObj(i -> small.post(user("p" + i + "@g.example", "P", "No" + i, "")).id())
              .toList();
      for (int i = 0; i < 5; i++) {
        String body = body("Page " + i, people.subList(0, 3).toArray(String[]::new));
        assertThat(small.send("POST", "/Groups", body, small.token).status()).isEqualTo(201);
      }
      List<String> seen = new ArrayList<>();
      while (seen.size() < 5) {
        Answer page = small.get("/Groups?count=100&startIndex=" + (seen.size() + 1));
        assertThat(page.body().get("totalResults").asInt()).isEqualTo(5);
        assertThat(page.body().get("itemsPerPage").asInt()).as("3 + 3 > 4").isEqualTo(1);
        page.body().get("Resources").forEach(one -> seen.add(one.path("id").asString()));
      }
      assertThat(seen).doesNotHaveDuplicates();
      assertThat(small.get("/Groups?excludedAttributes=members").body().get("Resources"))
          .hasSize(5);
      assertThat(small.get("/Groups?count=0").body().get("totalResults").asInt()).isEqualTo(5);
      Answer much =
          small.send("POST", "/Groups", body("Many", people.toArray(String[]::new)), small.token);
      assertThat(much.status()).isEqualTo(400);
      assertThat(much.text("/scimType")).isEqualTo("tooMany");
      assertThat(small.get("/Groups?count=0").body().get("totalResults").asInt()).isEqualTo(5);
    }
  }

  @Test
  void many_writers_at_once_lose_no_member() throws Exception {
    String id = make(body(name())).id();
    List<String> people =
        IntStream.range(0, 24)
            .mapToObj(i -> world.post(user("m" + i + "@many.example", "M", "No" + i, "")).id())
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (String person : people) {
        all.add(
            threads.submit(() ->
                patch(
                        id,
                        "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\""
                            + person
                            + "\"}]}")
                    .status()));
      }
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(204);
      }
    }
    assertThat(membersOf(id)).containsExactlyInAnyOrderElementsOf(people);
  }

  @Test
  void another_tenant_has_other_groups() {
    String name = name();
    make(body(name, ann));
    assertThat(
            new GroupStore(world.database)
                .groups()
                .count(com.orgscope.kernel.Caller.system(ScimWorld.OTHER, "test")))
        .isZero();
  }
}
