package com.orgscope.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The lines look like the providers'. */
class WireTest {
  private static Iterable<JsonNode> events(WireFormat format) {
    return Simulations.events(Simulations.calm(120, 7, format));
  }

  @ParameterizedTest
  @EnumSource
  void every_line_is_one_json_object(WireFormat format) {
    assertThat(events(format)).isNotEmpty().allMatch(JsonNode::isObject);
  }

  @Test
  void okta_events_have_every_key_of_the_schema() {
    Set<String> keys =
        Set.of(
            "actor",
            "client",
            "device",
            "authenticationContext",
            "displayMessage",
            "eventType",
            "outcome",
            "published",
            "securityContext",
            "severity",
            "debugContext",
            "legacyEventType",
            "transaction",
            "uuid",
            "version",
            "request",
            "target");
    Set<String> types = new TreeSet<>();
    for (JsonNode event : events(WireFormat.OKTA)) {
      assertThat(new HashSet<>(event.propertyNames())).isEqualTo(keys);
      assertThat(Instant.parse(event.get("published").asString())).isNotNull();
      assertThat(event.get("uuid").asString()).matches("[0-9a-f-]{36}");
      assertThat(event.at("/actor/id").asString()).matches("(00u|0oa)\\w{17}|okta\\.[0-9a-f-]+");
      assertThat(event.at("/request/ipChain/0/version").asString())
          .isEqualTo(event.at("/client/ipAddress").asString().contains(":") ? "V6" : "V4");
      types.add(event.get("eventType").asString() + " " + event.at("/outcome/result").asString());
    }
    assertThat(types)
        .contains(
            "user.authentication.sso SUCCESS",
            "user.authentication.sso FAILURE",
            "policy.evaluate_sign_on CHALLENGE",
            "policy.evaluate_sign_on ALLOW",
            "user.authentication.auth_via_mfa SUCCESS",
            "user.session.start SUCCESS",
            "user.session.start FAILURE",
            "user.session.end SUCCESS",
            "app.oauth2.token.grant.refresh_token SUCCESS",
            "application.user_membership.add SUCCESS");
  }

  @Test
  void okta_names_the_application_somewhere_among_the_targets() {
    Set<Integer> positions = new HashSet<>();
    for (JsonNode event : events(WireFormat.OKTA)) {
      if (event.get("eventType").asString().equals("user.authentication.sso")) {
        int found = -1;
        for (int i = 0; i < event.get("target").size(); i++) {
          if (event.at("/target/" + i + "/type").asString().equals("AppInstance")) {
            found = i;
          }
        }
        positions.add(found);
      }
    }
    assertThat(positions).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void okta_ties_the_steps_of_a_sign_in_together() {
    Map<String, Set<String>> byTransaction = new HashMap<>();
    for (JsonNode event : events(WireFormat.OKTA)) {
      byTransaction
          .computeIfAbsent(event.at("/transaction/id").asString(), k -> new HashSet<>())
          .add(event.get("eventType").asString());
    }
    assertThat(byTransaction.values())
        .anyMatch(types ->
            types.containsAll(
                Set.of(
                    "policy.evaluate_sign_on",
                    "user.authentication.auth_via_mfa",
                    "user.session.start")));
  }

  @Test
  void google_items_repeat_ids_and_hold_several_events() {
    Map<String, Integer> ids = new HashMap<>();
    int several = 0;
    Set<String> events = new TreeSet<>();
    for (JsonNode item : events(WireFormat.GOOGLE)) {
      assertThat(item.get("kind").asString()).isEqualTo("admin#reports#activity");
      assertThat(item.at("/id/uniqueQualifier").isString()).isTrue();
      assertThat(Long.parseLong(item.at("/id/uniqueQualifier").asString())).isNotZero();
      assertThat(Instant.parse(item.at("/id/time").asString())).isNotNull();
      assertThat(item.get("actor").has("email") || item.get("actor").has("key")).isTrue();
      ids.merge(item.get("id").toString(), 1, Integer::sum);
      several += item.get("events").size() > 1 ? 1 : 0;
      for (JsonNode event : item.get("events")) {
        events.add(item.at("/id/applicationName").asString() + " " + event.get("name").asString());
        for (JsonNode parameter : event.path("parameters")) {
          assertThat(parameter.path("intValue").isNumber()).isFalse();
        }
      }
    }
    assertThat(ids.values().stream().filter(n -> n > 1).count()).isPositive();
    assertThat(several).isPositive();
    assertThat(events)
        .contains(
            "saml login_success",
            "saml login_failure",
            "token authorize",
            "token activity",
            "login login_success",
            "login login_failure",
            "login login_verification",
            "login logout");
  }

  @Test
  void entra_records_wrap_sign_ins_and_share_correlation_ids() {
    Map<String, Integer> categories = new HashMap<>();
    Map<String, Set<String>> byCorrelation = new HashMap<>();
    for (JsonNode record : events(WireFormat.ENTRA)) {
      String category = record.get("category").asString();
      categories.merge(category, 1, Integer::sum);
      assertThat(OffsetDateTime.parse(record.get("time").asString())).isNotNull();
      JsonNode properties = record.get("properties");
      assertThat(properties.get("id").asString()).matches("[0-9a-f-]{36}");
      if (category.equals("AuditLogs")) {
        continue;
      }
      assertThat(record.get("resultType").isString()).isTrue();
      assertThat(record.get("resultType").asString())
          .isEqualTo(properties.at("/status/errorCode").asString());
      assertThat(properties.get("createdDateTime").asString()).endsWith("+00:00");
      if (category.equals("ServicePrincipalSignInLogs")) {
        assertThat(properties.has("userPrincipalName")).isFalse();
        assertThat(properties.has("servicePrincipalName")).isTrue();
        continue;
      }
      assertThat(properties.get("appId").asString()).matches("[0-9a-f-]{36}");
      assertThat(properties.get("appDisplayName").asString()).isNotBlank();
      byCorrelation
          .computeIfAbsent(record.get("correlationId").asString(), k -> new TreeSet<>())
          .add(record.get("resultType").asString());
    }
    assertThat(categories.keySet())
        .containsExactlyInAnyOrder(
            "SignInLogs",
            "NonInteractiveUserSignInLogs",
            "ServicePrincipalSignInLogs",
            "AuditLogs");
    assertThat(byCorrelation.values()).anyMatch(codes -> codes.containsAll(Set.of("0", "50076")));
  }

  @Test
  void graph_rows_are_the_records_properties_under_the_same_ids() {
    Set<String> recorded = new HashSet<>();
    events(WireFormat.ENTRA)
        .forEach(record -> recorded.add(record.at("/properties/id").asString()));
    List<JsonNode> rows = new ArrayList<>();
    events(WireFormat.ENTRA_GRAPH).forEach(rows::add);
    assertThat(rows)
        .isNotEmpty()
        .allMatch(row -> row.get("createdDateTime").asString().endsWith("Z"));
    assertThat(rows).allMatch(row -> recorded.contains(row.get("id").asString()));
    assertThat(rows).anyMatch(row -> row.get("isInteractive").asBoolean());
    assertThat(rows).anyMatch(row -> !row.get("isInteractive").asBoolean());
  }
}
