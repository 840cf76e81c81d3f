package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.lake.Event;
import com.orgscope.lake.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Some tools write a list of one as that one, one as a list of it, and a number as a text. What can
 * mean one thing only is read; anything else is a dead letter that says why.
 */
class OneForAListTest {
  private static final String OKTA =
      """
      {"uuid":"u1","published":"2026-11-20T09:00:00.000Z","eventType":"user.authentication.sso",\
      "actor":{"id":"00u1","type":"User","alternateId":"a@example.com"},\
      "outcome":{"result":"SUCCESS"},"client":{"ipAddress":"203.0.113.9"},\
      "target":[{"type":"AppInstance","alternateId":"Tracker"}]}\
      """;
  private static final String GOOGLE =
      """
      {"kind":"admin#reports#activity","id":{"time":"2026-11-20T09:00:00.123Z",\
      "uniqueQualifier":"-67","applicationName":"token","customerId":"C1"},\
      "actor":{"callerType":"USER","email":"a@example.com","profileId":"1"},\
      "events":[{"type":"auth","name":"authorize",\
      "parameters":[{"name":"app_name","value":"Tracker"}]}]}\
      """;
  private static final String ENTRA =
      """
      {"id":"s1","createdDateTime":"2026-11-20T09:00:00Z","userId":"u1",\
      "userPrincipalName":"a@example.com","appId":"a1","appDisplayName":"Tracker",\
      "location":{"city":"Oslo","countryOrRegion":"NO"},"status":{"errorCode":0}}\
      """;

  private static String event(Source source) {
    return switch (source) {
      case OKTA -> OKTA;
      case GOOGLE -> GOOGLE;
      default -> ENTRA;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          OKTA   | "target":[{"type":"AppInstance","alternateId":"Tracker"}] | "target":{"type":"AppInstance","alternateId":"Tracker"}
          OKTA   | "actor":{"id":"00u1","type":"User","alternateId":"a@example.com"} | "actor":[{"id":"00u1","type":"User","alternateId":"a@example.com"}]
          OKTA   | "outcome":{"result":"SUCCESS"} | "outcome":[{"result":"SUCCESS"}]
          OKTA   | "client":{"ipAddress":"203.0.113.9"} | "client":[{"ipAddress":"203.0.113.9"}]
          OKTA   | [{"type":"AppInstance","alternateId":"Tracker"}] | [null,7,"x",[],{"type":"AppInstance","alternateId":"Tracker"}]
          OKTA   | [{"type":"AppInstance","alternateId":"Tracker"}] | [[{"type":"AppUser"}],[[]],[{"type":"AppInstance","alternateId":"Tracker"}]]
          OKTA   | "outcome":{"result":"SUCCESS"} | "outcome":[[{"result":"SUCCESS"}]]
          GOOGLE | "parameters":[{"name":"app_name","value":"Tracker"}] | "parameters":[[{"name":"app_name","value":"Tracker"}]]
          GOOGLE | "events":[{ | "events":{
          GOOGLE | "parameters":[{"name":"app_name","value":"Tracker"}] | "parameters":{"name":"app_name","value":"Tracker"}
          GOOGLE | "actor":{"callerType":"USER","email":"a@example.com","profileId":"1"} | "actor":[{"callerType":"USER","email":"a@example.com","profileId":"1"}]
          GOOGLE | "profileId":"1" | "profileId":1
          GOOGLE | "uniqueQualifier":"-67" | "uniqueQualifier":-67
          ENTRA  | "status":{"errorCode":0} | "status":[{"errorCode":0}]
          ENTRA  | "errorCode":0 | "errorCode":"0"
          ENTRA  | "location":{"city":"Oslo","countryOrRegion":"NO"} | "location":[{"city":"Oslo","countryOrRegion":"NO"}]
          """)
  void what_can_mean_one_thing_only_is_read(Source source, String usual, String odd) {
    String written = event(source);
    assertThat(written).contains(usual);
    String changed = written.replace(usual, odd);
    if (odd.equals("\"events\":{")) {
      changed = changed.replace("}]}]}", "}]}}");
    }
    Event expected = Reading.of(source, written).events.getFirst();
    Reading reading = Reading.of(source, changed);
    assertThat(reading.ends()).as(changed).isEqualTo("1/0/0/0");
    assertThat(reading.events.getFirst())
        .usingRecursiveComparison()
        .comparingOnlyFields("app", "kind", "outcome", "occurredAtMicros", "actorHigh")
        .isEqualTo(expected);
    assertThat(Reading.of(source, (changed + "\n").repeat(200)).ends())
        .as("by the scanner that knows the shape as well")
        .isEqualTo("1/199/0/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          OKTA   | WRONG_TYPE     | [{"type":"AppInstance","alternateId":"Tracker"}] | "Tracker"
          OKTA   | WRONG_TYPE     | [{"type":"AppInstance","alternateId":"Tracker"}] | 7
          OKTA   | WRONG_TYPE     | [{"type":"AppInstance","alternateId":"Tracker"}] | true
          OKTA   | NO_APPLICATION | [{"type":"AppInstance","alternateId":"Tracker"}] | {}
          OKTA   | NO_APPLICATION | [{"type":"AppInstance","alternateId":"Tracker"}] | [["Tracker"],[]]
          OKTA   | NO_APPLICATION | [{"type":"AppInstance","alternateId":"Tracker"}] | {"type":"AppUser","alternateId":"a"}
          OKTA   | NO_OUTCOME     | {"result":"SUCCESS"} | [{"result":"SUCCESS"},{"result":"FAILURE"}]
          OKTA   | NO_ACTOR       | {"id":"00u1","type":"User","alternateId":"a@example.com"} | []
          OKTA   | NO_ACTOR       | {"id":"00u1","type":"User","alternateId":"a@example.com"} | "a@example.com"
          GOOGLE | NO_APPLICATION | [{"name":"app_name","value":"Tracker"}] | "Tracker"
          GOOGLE | NO_APPLICATION | [{"name":"app_name","value":"Tracker"}] | {"name":"scope","value":"x"}
          ENTRA  | NO_OUTCOME     | "status":{"errorCode":0} | "status":"success"
          ENTRA  | NO_OUTCOME     | "status":{"errorCode":0} | "status":[{"errorCode":0},{"errorCode":50126}]
          """)
  void anything_else_is_a_dead_letter_with_its_reason(
      Source source, Reason reason, String usual, String odd) {
    String written = event(source);
    assertThat(written).contains(usual);
    Reading reading = Reading.of(source, written.replace(usual, odd));
    assertThat(reading.ends()).isEqualTo("0/0/0/1");
    assertThat(reading.reasons()).containsExactly(reason);
  }

  @Test
  void a_target_as_an_object_may_be_of_okta_itself() {
    Reading reading =
        Reading.of(
            Source.OKTA,
            OKTA.replace(
                "[{\"type\":\"AppInstance\",\"alternateId\":\"Tracker\"}]",
                "{\"type\":\"AppInstance\",\"alternateId\":\"Okta Dashboard\"}"));
    assertThat(reading.ends()).isEqualTo("0/0/1/0");
    assertThat(List.copyOf(reading.dead)).isEmpty();
  }
}
