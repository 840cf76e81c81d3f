package com.orgscope.scim;

import static com.orgscope.scim.ScimWorld.IT;
import static com.orgscope.scim.ScimWorld.enterprise;
import static com.orgscope.scim.ScimWorld.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.scim.ScimWorld.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What providers write that no schema foresees: two primaries, an id in another case. */
class OddRequestsTest {
  private ScimWorld world;

  @BeforeEach
  void company() throws IOException {
    world = new ScimWorld();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static String mail(String address, String type, String primary) {
    return "{\"value\":\"%s\",\"type\":\"%s\",\"primary\":%s}".formatted(address, type, primary);
  }

  private static String ann(String emails) {
    return """
    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ann@x.example",
     "displayName":"Ann Ash","emails":[%s]}
    """
        .formatted(emails);
  }

  private static List<String> primaries(Answer answer, String attribute) {
    assertThat(answer.status()).isIn(200, 201);
    List<String> found = new ArrayList<>();
    for (JsonNode one : answer.body().path(attribute)) {
      if (one.path("primary").asBoolean(false)) {
        found.add(one.path(attribute.equals("emails") ? "value" : "locality").asString());
      }
    }
    return found;
  }

  @Test
  void of_two_primaries_the_first_is_it_however_they_come() {
    String two = mail("a@x.example", "work", "true") + "," + mail("b@x.example", "home", "true");
    Answer made = world.post(ann(two));
    String id = made.id();
    assertThat(primaries(made, "emails")).containsExactly("a@x.example");
    assertThat(primaries(world.get("/Users/" + id), "emails")).containsExactly("a@x.example");
    String asText =
        mail("c@x.example", "work", "\"True\"")
            + ","
            + mail("d@x.example", "home", "\"true\"")
            + ","
            + mail("e@x.example", "other", "true");
    assertThat(primaries(world.put(id, ann(asText)), "emails")).containsExactly("c@x.example");
    assertThat(
            primaries(
                world.patch(
                    id, "{\"op\":\"replace\",\"path\":\"emails\",\"value\":[%s]}".formatted(two)),
                "emails"))
        .containsExactly("a@x.example");
    String more = mail("f@x.example", "work", "true") + "," + mail("g@x.example", "other", "true");
    assertThat(
            primaries(
                world.patch(
                    id, "{\"op\":\"add\",\"path\":\"emails\",\"value\":[%s]}".formatted(more)),
                "emails"))
        .as("what is added takes it from what was there, and only one of them")
        .containsExactly("f@x.example");
    assertThat(
            primaries(
                world.patch(id, "{\"op\":\"replace\",\"path\":\"emails.primary\",\"value\":true}"),
                "emails"))
        .hasSize(1);
    assertThat(
            primaries(
                world.patch(
                    id,
                    """
                    {"op":"add","value":{"addresses":[
                      {"locality":"Oslo","type":"work","primary":true},
                      {"locality":"Bergen","type":"home","primary":true}]}}
                    """),
                "addresses"))
        .containsExactly("Oslo");
  }

  private int total(String filter) {
    return world.filter(filter).body().path("totalResults").asInt();
  }

  private static Stream<String> written(UUID guid) {
    String upper = guid.toString().toUpperCase(Locale.ROOT);
    return Stream.of(
        guid.toString(),
        upper,
        "{" + guid + "}",
        "{" + upper + "}",
        "urn:uuid:" + guid,
        "URN:UUID:" + upper);
  }

  @Test
  void a_guid_is_the_same_in_whatever_form() {
    UUID external = UUID.fromString("0fa1b2c3-d4e5-4678-9abc-def012345678");
    String body =
        user("ann@x.example", "Ann", "Ash", "")
            .replaceFirst(
                "\"externalId\":\"[^\"]*\"",
                "\"externalId\":\"" + external.toString().toUpperCase(Locale.ROOT) + "\"");
    UUID id = UUID.fromString(world.post(body).id());
    assertThat(written(external))
        .allSatisfy(
            form -> assertThat(total("externalId eq \"" + form + "\"")).as(form).isEqualTo(1));
    assertThat(written(id))
        .allSatisfy(form -> assertThat(total("id eq \"" + form + "\"")).as(form).isEqualTo(1));
    assertThat(world.get("/Users/" + id.toString().toUpperCase(Locale.ROOT)).status())
        .isEqualTo(200);
    int number = 0;
    for (String form : written(id).toList()) {
      String login = "report" + number++ + "@x.example";
      String manager = enterprise("\"manager\":{\"value\":\"" + form + "\"}");
      assertThat(world.post(user(login, "Rob", "Ray", manager)).status()).isEqualTo(201);
      assertThat(world.person(login).manager())
          .as(form)
          .isEqualTo(world.person("ann@x.example").key());
    }
    assertThat(total("externalId eq \"" + UUID.randomUUID() + "\"")).isZero();
  }

  @Test
  void an_external_id_that_is_no_guid_keeps_its_case() {
    String body =
        user("ann@x.example", "Ann", "Ash", "")
            .replaceFirst("\"externalId\":\"[^\"]*\"", "\"externalId\":\"00uAbC\"");
    world.post(body);
    assertThat(total("externalId eq \"00uabc\"")).isZero();
    assertThat(total("externalId eq \"00uAbC\"")).isEqualTo(1);
  }

  @Test
  void a_group_is_found_by_its_guid_in_another_case() {
    UUID external = UUID.randomUUID();
    String group =
        "{\"schemas\":[\"%s\"],\"displayName\":\"Platform\",\"externalId\":\"%s\"}"
            .formatted(Schemas.GROUP, external.toString().toUpperCase(Locale.ROOT));
    assertThat(world.send("POST", "/Groups", group, world.token).status()).isEqualTo(201);
    assertThat(
            world
                .get("/Groups?filter=externalId%20eq%20%22" + external + "%22")
                .body()
                .path("totalResults")
                .asInt())
        .isEqualTo(1);
  }

  /** Entra's "Test Schema" fails at a list whose elements have a display. */
  @Test
  void schemas_name_what_entra_can_map_and_nothing_twice() {
    Set<String> characteristics =
        Set.of("name", "type", "multiValued", "required", "mutability", "returned", "description");
    for (JsonNode schema : world.get("/Schemas").body().path("Resources")) {
      for (JsonNode attribute : schema.path("attributes")) {
        assertThat(attribute.propertyNames()).containsAll(characteristics);
        List<String> parts = new ArrayList<>();
        for (JsonNode part : attribute.path("subAttributes")) {
          assertThat(part.propertyNames()).containsAll(characteristics);
          parts.add(part.path("name").asString());
        }
        assertThat(parts).as("%s", attribute.path("name")).doesNotHaveDuplicates();
        assertThat(attribute.path("type").asString().equals("complex")).isEqualTo(!parts.isEmpty());
        if (attribute.path("multiValued").asBoolean()) {
          assertThat(parts).as("%s", attribute.path("name")).doesNotContain("display");
        }
      }
    }
    String id =
        world.post(ann("{\"value\":\"a@x.example\",\"display\":\"Ann\",\"type\":\"work\"}")).id();
    assertThat(world.get("/Users/" + id).body().at("/emails/0").propertyNames())
        .containsExactlyInAnyOrder("value", "type");
    assertThat(world.directory.people().byLogin(IT, "ann@x.example")).isPresent();
  }
}
