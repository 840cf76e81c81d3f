package com.orgscope.scim;

import static com.orgscope.scim.ScimWorld.ENTERPRISE;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.scim.ScimWorld.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The tests of Microsoft's SCIM validator, by their names there, with its requests and what it
 * looks for in the answers (24 tests and 7 in preview; its method "discover schema", which asks
 * only for attributes that are in {@code /Schemas}).
 */
class MicrosoftValidatorTest {
  private static ScimWorld world;
  private static int number;

  @BeforeAll
  static void company() throws IOException {
    world = new ScimWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String login() {
    return "julien.vonrueden" + ++number + "@validator.example";
  }

  private static String newUser(String login) {
    return """
    {"userName":"%1$s","active":true,"displayName":"NDSQQTECVAAC","title":"CJSGUNOAAMMQ",
     "emails":[{"type":"work","value":"%1$s","primary":true}],
     "name":{"givenName":"Elfrieda","familyName":"Urban","formatted":"Myah"},
     "addresses":[{"type":"work","locality":"YRAKBQCGOHZF","region":"XCCVLAIDMQYR","primary":true,
       "country":"Sierra Leone"}],
     "%2$s":{"employeeNumber":"OXYYEGWVLTGW","department":"ZYWTBPDFHIIP",
       "costCenter":"ASHTVSKANCGL","organization":"DPQRRHJMBXZE","division":"WXNFEJQDRAVI",
       "manager":{"value":"XYMKVVRYDIOO"}},
     "userType":"GZILLRZCFPNC","externalId":"%3$s",
     "schemas":["urn:ietf:params:scim:schemas:core:2.0:User","%2$s"]}
    """
        .formatted(login, ENTERPRISE, UUID.randomUUID());
  }

  private static String newGroup(String name) {
    return """
    {"displayName":"%s","externalId":"%s",
     "schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"]}
    """
        .formatted(name, UUID.randomUUID());
  }

  private static Answer made(String path, String body) {
    Answer made = world.send("POST", path, body, world.token);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Content-Type")).startsWith("application/scim+json");
    assertThat(made.header("Location")).endsWith(path + "/" + made.id());
    return made;
  }

  private static Answer patched(String path, String operations) {
    Answer answer =
        world.send(
            "PATCH",
            path,
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                + operations
                + "]}",
            world.token);
    assertThat(answer.status()).isIn(200, 204);
    return world.get(path);
  }

  private static Answer filtered(String path, String filter) {
    Answer answer =
        world.get(path + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  private static int total(Answer answer) {
    return answer.body().get("totalResults").asInt();
  }

  @Test
  void create_a_new_user() {
    String login = login();
    Answer made = made("/Users", newUser(login));
    assertThat(made.text("/userName")).isEqualTo(login);
    assertThat(world.get("/Users/" + made.id()).body()).isEqualTo(made.body());
  }

  @Test
  void create_a_duplicate_user() {
    String body = newUser(login());
    made("/Users", body);
    Answer again = world.post(body);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.header("Content-Type")).startsWith("application/scim+json");
    assertThat(again.text("/status")).isEqualTo("409");
  }

  @Test
  void filter_for_an_existing_user_also_with_a_different_case_and_for_a_non_existing_user() {
    String login = login();
    String id = made("/Users", newUser(login)).id();
    assertThat(filtered("/Users", "userName eq \"" + login + "\"").text("/Resources/0/id"))
        .isEqualTo(id);
    String upper = login.toUpperCase(Locale.ROOT);
    assertThat(filtered("/Users", "userName eq \"" + upper + "\"").text("/Resources/0/id"))
        .isEqualTo(id);
    Answer nobody = filtered("/Users", "userName eq \"" + UUID.randomUUID() + "\"");
    assertThat(total(nobody)).isZero();
    assertThat(nobody.body().get("Resources").isEmpty()).isTrue();
  }

  @Test
  void patch_user_replace_attributes_verbose() {
    String path = "/Users/" + made("/Users", newUser(login())).id();
    String mail = login();
    Answer user =
        patched(
            path,
            """
            {"op":"replace","path":"emails[type eq \\"work\\"].value","value":"%s"},
            {"op":"replace","path":"emails[type eq \\"work\\"].primary","value":true},
            {"op":"replace","path":"addresses[type eq \\"work\\"].locality","value":"KMYVNUJVVZWC"},
            {"op":"replace","path":"addresses[type eq \\"work\\"].region","value":"REG"},
            {"op":"replace","path":"addresses[type eq \\"work\\"].country","value":"Peru"},
            {"op":"replace","value":{"displayName":"JSON","title":"T2","userType":"U2",
              "name.givenName":"Sandy","name.familyName":"Nia","name.formatted":"Aric",
              "%2$s:employeeNumber":"E2","%2$s:department":"D2","%2$s:costCenter":"C2",
              "%2$s:organization":"O2","%2$s:division":"V2"}}
            """
                .formatted(mail, ENTERPRISE));
    assertThat(user.text("/emails/0/value")).isEqualTo(mail);
    assertThat(user.body().path("emails")).hasSize(1);
    assertThat(user.text("/addresses/0/locality")).isEqualTo("KMYVNUJVVZWC");
    assertThat(user.text("/addresses/0/country")).isEqualTo("Peru");
    assertThat(user.text("/title")).isEqualTo("T2");
    assertThat(user.text("/name/familyName")).isEqualTo("Nia");
    assertThat(user.body().path(ENTERPRISE).path("division").asString()).isEqualTo("V2");
  }

  @Test
  void update_user_user_name() {
    String path = "/Users/" + made("/Users", newUser(login())).id();
    String login = login();
    patched(path, "{\"op\":\"replace\",\"value\":{\"userName\":\"" + login + "\"}}");
    assertThat(total(filtered("/Users", "userName eq \"" + login + "\""))).isEqualTo(1);
  }

  @Test
  void patch_user_disable_user() {
    String login = login();
    String path = "/Users/" + made("/Users", newUser(login)).id();
    Answer off = patched(path, "{\"op\":\"replace\",\"value\":{\"active\":false}}");
    assertThat(off.body().path("active").isBoolean()).isTrue();
    assertThat(off.body().path("active").asBoolean()).isFalse();
    assertThat(
            filtered("/Users", "userName eq \"" + login + "\"")
                .body()
                .at("/Resources/0/active")
                .asBoolean())
        .as("found, though disabled")
        .isFalse();
  }

  @Test
  void patch_user_add_manager_replace_manager_and_remove_manager() {
    String path = "/Users/" + made("/Users", newUser(login())).id();
    for (String operation : new String[] {"add", "replace"}) {
      String manager = made("/Users", newUser(login())).id();
      Answer user =
          patched(
              path,
              "{\"op\":\"%s\",\"path\":\"%s:manager\",\"value\":{\"value\":\"%s\"}}"
                  .formatted(operation, ENTERPRISE, manager));
      assertThat(user.body().path(ENTERPRISE).path("manager").path("value").asString())
          .isEqualTo(manager);
    }
    Answer without = patched(path, "{\"op\":\"remove\",\"path\":\"" + ENTERPRISE + ":manager\"}");
    assertThat(without.body().path(ENTERPRISE).has("manager")).isFalse();
  }

  @Test
  void delete_a_user_the_same_user_twice_and_a_non_existent_user() {
    String path = "/Users/" + made("/Users", newUser(login())).id();
    assertThat(world.send("DELETE", path, "", world.token).status()).isEqualTo(204);
    assertThat(world.get(path).status()).isEqualTo(404);
    assertThat(world.send("DELETE", path, "", world.token).status()).isEqualTo(404);
    assertThat(world.delete(UUID.randomUUID().toString()).status()).isEqualTo(404);
  }

  @Test
  void patch_user_multiple_operations_on_different_attributes_and_on_the_same() {
    String path = "/Users/" + made("/Users", newUser(login())).id();
    Answer user =
        patched(
            path,
            """
            {"op":"remove","path":"title"},
            {"op":"add","path":"userType","value":"first"},
            {"op":"replace","path":"userType","value":"second"},
            {"op":"add","path":"displayName","value":"third"}
            """);
    assertThat(user.body().has("title")).isFalse();
    assertThat(user.text("/userType")).isEqualTo("second");
    assertThat(user.text("/displayName")).isEqualTo("third");
  }

  @Test
  void get_group_by_id_excluding_members_and_filter_for_existing_group_excluding_members() {
    String name = "HNNCQLVVWAJM" + ++number;
    String id = made("/Groups", newGroup(name)).id();
    Answer one = world.get("/Groups/" + id + "?excludedAttributes=members");
    assertThat(one.text("/displayName")).isEqualTo(name);
    assertThat(one.body().has("members")).isFalse();
    Answer found =
        world.get(
            "/Groups?excludedAttributes=members&filter="
                + URLEncoder.encode("displayName eq \"" + name + "\"", StandardCharsets.UTF_8));
    assertThat(found.text("/Resources/0/id")).isEqualTo(id);
    assertThat(found.body().at("/Resources/0").has("members")).isFalse();
  }

  @Test
  void filter_for_an_existing_group_with_a_different_case_and_for_a_non_existing_group() {
    String name = "UHYYWKURUTZS" + ++number;
    String id = made("/Groups", newGroup(name)).id();
    for (String asked : new String[] {name, name.toLowerCase(Locale.ROOT)}) {
      assertThat(filtered("/Groups", "displayName eq \"" + asked + "\"").text("/Resources/0/id"))
          .isEqualTo(id);
    }
    assertThat(total(filtered("/Groups", "displayName eq \"" + UUID.randomUUID() + "\""))).isZero();
  }

  @Test
  void create_a_new_group_and_a_duplicate_group() {
    String body = newGroup("ZGHZBQHCAPZU" + ++number);
    Answer made = made("/Groups", body);
    assertThat(world.get("/Groups/" + made.id()).body()).isEqualTo(made.body());
    Answer again = world.send("POST", "/Groups", body, world.token);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("/scimType")).isEqualTo("uniqueness");
  }

  @Test
  void patch_group_replace_attributes_and_update_group_display_name() {
    String path = "/Groups/" + made("/Groups", newGroup("NUSHDROHXPIN" + ++number)).id();
    String external = UUID.randomUUID().toString();
    Answer group =
        patched(path, "{\"op\":\"replace\",\"value\":{\"externalId\":\"" + external + "\"}}");
    assertThat(group.text("/externalId")).isEqualTo(external);
    String name = "RENAMED" + ++number;
    patched(path, "{\"op\":\"replace\",\"value\":{\"displayName\":\"" + name + "\"}}");
    assertThat(total(filtered("/Groups", "displayName eq \"" + name + "\""))).isEqualTo(1);
  }

  @Test
  void patch_group_add_member_and_remove_member() {
    String member = made("/Users", newUser(login())).id();
    String path = "/Groups/" + made("/Groups", newGroup("MEMBERS" + ++number)).id();
    String value = "\"value\":[{\"value\":\"" + member + "\"}]";
    assertThat(
            patched(path, "{\"op\":\"add\",\"path\":\"members\"," + value + "}")
                .text("/members/0/value"))
        .isEqualTo(member);
    assertThat(
            patched(path, "{\"op\":\"remove\",\"path\":\"members\"," + value + "}")
                .body()
                .path("members")
                .isEmpty())
        .isTrue();
  }

  @Test
  void patch_group_multiple_operations_on_the_same_attribute() {
    String first = made("/Users", newUser(login())).id();
    String second = made("/Users", newUser(login())).id();
    String path = "/Groups/" + made("/Groups", newGroup("SAME" + ++number)).id();
    Answer group =
        patched(
            path,
            """
            {"op":"add","path":"members","value":[{"value":"%1$s"},{"value":"%2$s"}]},
            {"op":"remove","path":"members[value eq \\"%1$s\\"]"}
            """
                .formatted(first, second));
    assertThat(group.body().path("members")).hasSize(1);
    assertThat(group.text("/members/0/value")).isEqualTo(second);
  }

  @Test
  void delete_a_group_the_same_group_twice_and_a_non_existent_group() {
    String path = "/Groups/" + made("/Groups", newGroup("GONE" + ++number)).id();
    assertThat(world.send("DELETE", path, "", world.token).status()).isEqualTo(204);
    assertThat(world.get(path).status()).isEqualTo(404);
    assertThat(world.send("DELETE", path, "", world.token).status()).isEqualTo(404);
    assertThat(world.send("DELETE", "/Groups/" + UUID.randomUUID(), "", world.token).status())
        .isEqualTo(404);
  }
}
