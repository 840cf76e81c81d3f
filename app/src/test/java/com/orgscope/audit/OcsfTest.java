package com.orgscope.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What receivers that speak the Open Cybersecurity Schema Framework, 1.3.0, are told. */
class OcsfTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final UUID ACTOR = UUID.fromString("11111111-1111-4111-8111-111111111111");
  private static final UUID PERSON = UUID.fromString("22222222-2222-4222-8222-222222222222");
  private static final StoredEntry.Where WHERE =
      new StoredEntry.Where(List.of(PERSON), "", "192.0.2.0/24", "request-1");

  @ParameterizedTest
  @CsvSource({
    "sign in, 3002, 1",
    "sign in by a link, 3002, 1",
    "refused: sign in, 3002, 1",
    "sign out, 3002, 2",
    "session ended, 3002, 2",
    "switch role, 3002, 99",
    "make a secret, 3004, 1",
    "connect source, 3004, 1",
    "let a group give the role MANAGER no more, 3004, 3",
    "change the directory, 3004, 3",
    "grant units, 3004, 3",
    "override a category, 3004, 3",
    "revoke a service account, 3004, 4",
    "remove the identity provider, 3004, 4",
    "withdraw a release, 3004, 4",
    "read people, 6003, 2",
    "refused: read people, 6003, 2",
    "open a person's record, 6003, 2",
    "view as another role, 6003, 2",
    "run work, 6003, 99",
    "something that is new, 6003, 99"
  })
  void an_action_is_an_activity_of_a_class(String action, int kind, int activity) {
    JsonNode event = event(entry("alias:" + ACTOR, action, "people", WHERE));
    assertThat(event.path("class_uid").asInt()).isEqualTo(kind);
    assertThat(event.path("activity_id").asInt()).isEqualTo(activity);
    assertThat(event.path("type_uid").asInt()).isEqualTo(kind * 100 + activity);
    assertThat(event.path("category_uid").asInt()).isEqualTo(kind / 1000);
    boolean refused = action.startsWith("refused");
    assertThat(event.path("status_id").asInt()).isEqualTo(refused ? 2 : 1);
    for (String field : List.of("severity_id", "time", "metadata", "actor")) {
      assertThat(event.has(field)).as(field).isTrue();
    }
    // What each class requires beside.
    List<String> required =
        switch (kind) {
          case 3002 -> List.of("user", "service");
          case 3004 -> List.of("entity");
          default -> List.of("api", "src_endpoint");
        };
    required.forEach(field -> assertThat(event.has(field)).as(field).isTrue());
  }

  @Test
  void it_says_who_whom_from_where_why_and_which_entry_that_is() {
    JsonNode event = event(entry("alias:" + ACTOR, "read people", "person", WHERE));
    assertThat(event.at("/metadata/version").asString()).isEqualTo("1.3.0");
    assertThat(event.at("/metadata/uid").asString()).isEqualTo("acme:entry:7");
    assertThat(event.at("/metadata/tenant_uid").asString()).isEqualTo("acme");
    assertThat(event.at("/actor/user/uid").asString()).isEqualTo(ACTOR.toString());
    assertThat(event.at("/resources/1/uid").asString()).isEqualTo(PERSON.toString());
    assertThat(event.at("/src_endpoint/name").asString()).isEqualTo("192.0.2.0/24");
    assertThat(event.path("status_detail").asString()).isEqualTo("why – because");
    assertThat(event.at("/unmapped/request").asString()).isEqualTo("request-1");
    assertThat(event.at("/unmapped/role").asString()).isEqualTo("IT_SECURITY");
  }

  /** In entries of before there were aliases, principal and key stand as they are. */
  @Test
  void an_entry_of_an_older_log_names_nobody() {
    String json =
        Ocsf.letter(ACME, entry("os:tess", "read people", PERSON.toString(), null)).json();
    assertThat(json).doesNotContain("tess").doesNotContain(PERSON.toString());
  }

  @Test
  void what_leaves_is_one_line_of_plain_letters() {
    Letter letter = Ocsf.letter(ACME, entry("alias:" + ACTOR, "read people", "people", WHERE));
    assertThat(letter.json()).matches("[ -~]+");
    assertThat(letter.id()).isEqualTo("acme:entry:7");
  }

  private static JsonNode event(StoredEntry entry) {
    return JsonMapper.shared().readTree(Ocsf.letter(ACME, entry).json());
  }

  private static StoredEntry entry(
      String principal, String action, String subject, StoredEntry.@Nullable Where where) {
    return new StoredEntry(
        7,
        Instant.parse("2026-11-30T08:00:00Z"),
        principal,
        "IT_SECURITY",
        action,
        subject,
        "why – because",
        where);
  }
}
