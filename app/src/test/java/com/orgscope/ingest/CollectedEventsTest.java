package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.lake.Event;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import com.orgscope.testing.OktaVisit;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.io.JsonStringEncoder;

/** The same events as they come from other providers' pages, collectors, buses and exports. */
class CollectedEventsTest {
  private static final String OKTA =
      """
      {"uuid":"u1","published":"2026-11-20T09:00:00.000Z","eventType":"user.authentication.sso",\
      "actor":{"id":"00u1","type":"User","alternateId":"a@example.com"},\
      "outcome":{"result":"SUCCESS"},\
      "target":[{"type":"AppUser"},{"type":"AppInstance","alternateId":"Tracker"}]}\
      """;

  private static final String SIGN_IN =
      """
      {"id":"s1","createdDateTime":"2026-11-20T09:00:00Z","userId":"u1",\
      "userPrincipalName":"a@example.com","appId":"a1","appDisplayName":"Tracker",\
      "resourceDisplayName":"Tracker API","ipAddress":"2001:db8:7:1::9","correlationId":"c1",\
      "location":{"city":"Oslo","countryOrRegion":"NO"},"status":{"errorCode":0}}\
      """;

  private static String token(String event, String parameters) {
    return """
    {"kind":"admin#reports#activity","id":{"time":"2026-11-20T09:00:00.123Z",\
    "uniqueQualifier":"-67","applicationName":"token","customerId":"C1"},\
    "actor":{"callerType":"USER","email":"a@example.com","profileId":"1"},"ipAddress":"203.0.113.9",\
    "events":[{"type":"auth","name":"%s","parameters":[%s]}]}\
    """
        .formatted(event, parameters);
  }

  private static String text(String json) {
    return "\""
        + new String(JsonStringEncoder.getInstance().quoteAsUTF8(json), StandardCharsets.UTF_8)
        + "\"";
  }

  private static Event only(Source source, String text) {
    Reading reading = Reading.of(source, text);
    assertThat(reading.ends()).as(text).isEqualTo("1/0/0/0");
    return reading.events.getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":%s}",
        "{\"time\":1795165200,\"host\":\"h\",\"sourcetype\":\"OktaIM2:log\",\"event\":%s}",
        "{\"_index\":\"logs\",\"_id\":\"1\",\"_source\":{\"@timestamp\":\"2026\",\"json\":%s}}",
        "{\"took\":3,\"hits\":{\"total\":1,\"hits\":[{\"_source\":%s}]}}",
        "{\"@timestamp\":\"2026\",\"json\":%s}",
        "{\"integration\":\"okta\",\"okta\":%s}",
        "{\"version\":\"0\",\"detail-type\":\"SystemLog\",\"source\":\"aws.partner\",\"detail\":%s}",
        "{\"body\":{\"records\":[%s]}}",
        "{\"body\":[%s]}",
        "{\"logs\":[%s],\"next\":\"x\"}",
        "[[{\"result\":%s}]]",
        "{\"took\":1,\"hits\":{\"hits\":[{\"_source\":{\"event\":{\"original\":%s}}}]}}",
        "{\"responses\":[],\"hits\":{\"hits\":[{\"_source\":{\"event.original\":%s}}]}}",
        "{\"index\":{\"_index\":\"logs\",\"_id\":\"1\"}}\n%s",
        "{\"update\":{\"_index\":\"logs\"}}\n{\"doc\":%s}",
        "{\"schema\":{\"type\":\"struct\"},\"payload\":%s}",
        "{\"payload\":{\"before\":null,\"after\":%s}}",
        "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":{\"detail\":%s}}]}",
        "{\"Messages\":[{\"Body\":%s}]}",
        "{\"entries\":[{\"jsonPayload\":%s}]}",
        "{\"preview\":false,\"offset\":0,\"result\":{\"_raw\":%s}}",
        "{\"records\":[{\"properties\":{\"event\":%s}}]}"
      })
  void an_event_in_a_wrapper_is_the_event(String wrapper) {
    for (var provided :
        List.of(new Provided(Source.OKTA, OKTA), new Provided(Source.ENTRA, SIGN_IN))) {
      Reading reading = Reading.of(provided.source, provided.event);
      Reading wrapped = Reading.of(provided.source, wrapper.formatted(provided.event));
      assertThat(wrapped.ends()).as(wrapper).isEqualTo("1/0/0/0");
      assertThat(wrapped.events).isEqualTo(reading.events);
    }
    String token = token("authorize", "{\"name\":\"app_name\",\"value\":\"Zoom\"}");
    assertThat(only(Source.GOOGLE, wrapper.formatted(token))).isEqualTo(only(Source.GOOGLE, token));
  }

  private record Provided(Source source, String event) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":%s,\"source_type\":\"okta\"}",
        "{\"event\":{\"category\":\"authentication\",\"original\":%s},\"okta\":{\"uuid\":\"u1\"}}",
        "{\"preview\":false,\"result\":{\"_raw\":%s}}",
        "{\"logEvents\":[{\"id\":\"1\",\"message\":%s}]}",
        "{\"input\":{\"message\":%s},\"expected\":{\"event\":{\"action\":\"sso\"}}}",
        "{\"Type\":\"Notification\",\"Message\":%s}",
        "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2026\"},"
            + "{\"field\":\"@message\",\"value\":%s}]]}",
        "{\"took\":1,\"hits\":{\"hits\":[{\"_source\":{\"event\":{\"original\":%s}}}]}}",
        "{\"fields\":{\"event.original\":[%s]}}",
        "[%s]",
        "%s"
      })
  void an_event_written_as_a_text_is_the_event(String wrapper) {
    assertThat(only(Source.OKTA, wrapper.formatted(text(OKTA)))).isEqualTo(only(Source.OKTA, OKTA));
    assertThat(only(Source.ENTRA, wrapper.formatted(text(SIGN_IN))))
        .isEqualTo(only(Source.ENTRA, SIGN_IN));
  }

  /** What stands beside an event in its wrapper is told, and does not hide it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"logEvents\":[{\"id\":\"1\",\"message\":\"CONTROL: checking\"},{\"message\":%s}]}",
        "{\"hits\":{\"hits\":[{\"_source\":{\"message\":\"heartbeat\"}},{\"_source\":{\"message\":%s}}]}}",
        "{\"Records\":[{\"body\":\"ping\"},{\"body\":%s}]}",
        "{\"results\":[{\"_raw\":\"restart\"},{\"_raw\":%s}]}",
        "[{\"message\":\"hello\"},{\"message\":%s}]",
        "{\"events\":[\"no json\",%s]}"
      })
  void a_line_without_an_event_beside_one_is_a_letter_and_the_event_is_read(String wrapper) {
    Reading reading = Reading.of(Source.OKTA, wrapper.formatted(text(OKTA)));
    assertThat(reading.ends()).isEqualTo("1/0/0/1");
    assertThat(reading.reasons()).containsExactly(Reason.NOT_AN_EVENT);
    assertThat(reading.events).containsExactly(only(Source.OKTA, OKTA));
  }

  @Test
  void a_text_may_be_packed_or_have_a_header() {
    String packed = Base64.getEncoder().encodeToString(OKTA.getBytes(StandardCharsets.UTF_8));
    for (String wrapped :
        List.of(
            "{\"message\":{\"data\":\"" + packed + "\",\"messageId\":\"1\"}}",
            "{\"Records\":[{\"kinesis\":{\"data\":\"" + packed + "\"}}]}",
            "{\"message\":" + text("<134>1 2026-11-20T09:00:00Z host okta - - - " + OKTA) + "}")) {
      assertThat(only(Source.OKTA, wrapped)).isEqualTo(only(Source.OKTA, OKTA));
    }
  }

  /** Libraries that turn answers into objects of their own write names with capitals. */
  @Test
  void names_with_capitals_are_the_providers() {
    for (var provided :
        List.of(
            new Provided(Source.OKTA, OKTA),
            new Provided(Source.ENTRA, SIGN_IN),
            new Provided(
                Source.GOOGLE, token("authorize", "{\"name\":\"app_name\",\"value\":\"Zoom\"}")))) {
      Event event = only(provided.source, provided.event);
      String capitals =
          Pattern.compile("\"([a-z])([A-Za-z]*)\":")
              .matcher(provided.event)
              .replaceAll(m -> "\"" + m.group(1).toUpperCase(Locale.ROOT) + m.group(2) + "\":");
      assertThat(capitals).isNotEqualTo(provided.event);
      assertThat(only(provided.source, capitals)).isEqualTo(event);
      assertThat(only(provided.source, "[\n  " + capitals + "\n]")).isEqualTo(event);
      assertThat(only(provided.source, "{\"Value\":[" + capitals + "],\"Count\":1}"))
          .isEqualTo(event);
      assertThat(only(provided.source, capitals.replace("\"IpAddress\"", "\"IPAddress\"")))
          .isEqualTo(event);
      assertThat(Reading.of(provided.source, provided.event + "\n" + capitals).ends())
          .isEqualTo("1/1/0/0");
    }
    String shell = SIGN_IN.replace("\"2026-11-20T09:00:00Z\"", "\"\\/Date(1795165200000)\\/\"");
    assertThat(only(Source.ENTRA, shell)).isEqualTo(only(Source.ENTRA, SIGN_IN));
  }

  @Test
  void what_powershell_redirects_is_utf_16() {
    Event event = only(Source.OKTA, OKTA);
    for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      for (String mark : List.of("\ufeff", "")) {
        Reading reading = Reading.of(Source.OKTA, (mark + OKTA).getBytes(wide));
        assertThat(reading.ends()).as(wide + mark).isEqualTo("1/0/0/0");
        assertThat(reading.events).containsExactly(event);
      }
    }
  }

  @Test
  void a_time_may_be_escaped_or_in_an_object() {
    Event event = only(Source.OKTA, OKTA);
    String time = "\"2026-11-20T09:00:00.000Z\"";
    for (String other :
        List.of(
            "\"2026-11-20T09:00:00\\u002b00:00\"",
            "{\"$date\":" + time + "}",
            "{\"$date\":{\"$numberLong\":\"1795165200000\"}}",
            "{\"value\":\"\\/Date(1795165200000)\\/\",\"DisplayHint\":2}",
            "\" 2026-11-20T09:00:00Z \"")) {
      assertThat(only(Source.OKTA, OKTA.replace(time, other))).as(other).isEqualTo(event);
    }
  }

  @Test
  void names_that_look_the_same_are_one_and_show_nothing_hidden() {
    for (String hidden :
        List.of(
            "Tra\u200bcker",
            "\ufeffTracker",
            "Tra\u00adcker",
            "\u202eTracker\u202c",
            "Tracker\u0000")) {
      String escaped = text(hidden);
      assertThat(only(Source.OKTA, OKTA.replace("\"Tracker\"", escaped)).app())
          .as(escaped)
          .isEqualTo("Tracker");
      Event event =
          only(
              Source.ENTRA,
              SIGN_IN.replace("\"Oslo\"", escaped.replace("Tra", "Os").replace("cker", "lo")));
      assertThat(event.city()).isEqualTo("Oslo");
    }
  }

  /** The line, so that a pipe's letter can be found too. */
  @Test
  void a_letter_says_in_which_line_it_began() {
    String broken = OKTA.replace("\"u1\"", "null");
    String other = OKTA.replace("\"u1\"", "\"u2\"");
    Reading reading =
        Reading.of(
            Source.OKTA,
            OKTA
                + "\n\n"
                + broken
                + "\r\n[\n  "
                + other
                + ",\n  "
                + broken.replace(",", ",\n")
                + "\n]\n{\"cut\n"
                + OKTA
                + "\n{\"logEvents\":[\n{\"message\":\n\"no\"},{\"message\":"
                + text(broken)
                + "},\n{\"message\":"
                + text(other)
                + "}]}\n");
    assertThat(reading.dead).extracting(Reading.Dead::line).containsExactly(3L, 6L, 17L, 20L, 21L);
  }

  @Test
  void what_only_mentions_an_event_is_none() {
    for (String other :
        List.of(
            "{\"alert\":" + OKTA + "}",
            "{\"message\":\"user signed in\"}",
            "{\"message\":" + text(OKTA).substring(0, 60) + "\"}",
            "{\"event\":{\"category\":[\"iam\"]},\"okta\":{\"event_type\":\"x\"}}")) {
      assertThat(Reading.of(Source.OKTA, other).reasons())
          .as(other)
          .containsExactly(Reason.NOT_AN_EVENT);
    }
  }

  /** A dead letter of a wrapped event holds the event, and says where its wrapper begins. */
  @Test
  void a_letter_holds_the_event_without_its_wrapper() {
    String broken = OKTA.replace("\"u1\"", "null");
    Reading reading = Reading.of(Source.OKTA, "\n{\"message\":" + text(broken) + "}\n");
    assertThat(reading.reasons()).containsExactly(Reason.NO_ID);
    assertThat(reading.dead.getFirst().raw()).isEqualTo(broken);
    assertThat(reading.dead.getFirst().offset()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "authorize, VISIT, SUCCESS",
    "deny, VISIT, FAILURE",
    "activity, ACTIVITY, SUCCESS",
    "request, ACTIVITY, SUCCESS"
  })
  void google_tokens_name_the_application_they_were_given_to(
      String event, EventKind kind, Outcome outcome) {
    String id = "{\"name\":\"client_id\",\"value\":\"123.apps.googleusercontent.com\"}";
    String name = "{\"name\":\"app_name\",\"value\":\"Zoom\"}";
    Event named = only(Source.GOOGLE, token(event, id + "," + name));
    assertThat(named.kind()).isEqualTo(kind);
    assertThat(named.outcome()).isEqualTo(outcome);
    assertThat(named.app()).isEqualTo("Zoom");
    assertThat(named.ipPrefix()).isEqualTo("203.0.113.0/24");
    assertThat(only(Source.GOOGLE, token(event, id)).app())
        .isEqualTo("123.apps.googleusercontent.com");
  }

  @Test
  void google_says_the_country_beside_the_address() {
    String event = token("authorize", "{\"name\":\"app_name\",\"value\":\"Zoom\"}");
    String address = "\"ipAddress\":\"203.0.113.9\"";
    String network = ",\"networkInfo\":{\"ipAsn\":[64500],\"regionCode\":\"NO\"}";
    Event told = only(Source.GOOGLE, event.replace(address, address + network));
    assertThat(told.country()).isEqualTo("NO");
    Event silent = only(Source.GOOGLE, event);
    assertThat(silent.country()).isNull();
    // A collector of before did not have it: the same event.
    assertThat(told.keyHigh()).isEqualTo(silent.keyHigh());
    assertThat(told.keyLow()).isEqualTo(silent.keyLow());
  }

  @Test
  void google_events_that_are_no_use_are_ignored() {
    String name = "{\"name\":\"app_name\",\"value\":\"Zoom\"}";
    for (String other :
        List.of(
            token("revoke", name),
            token("authorize", name).replace("\"USER\"", "\"KEY\""),
            token("authorize", name).replace("a@example.com", "x@p.iam.gserviceaccount.com"),
            token("view", "").replace("\"token\"", "\"drive\""),
            "{\"kind\":\"admin#reports#usageReport\",\"date\":\"2026-11-20\",\"parameters\":[]}",
            "{\"kind\":\"admin#directory#user\",\"primaryEmail\":\"a@example.com\"}")) {
      assertThat(Reading.of(Source.GOOGLE, other).ends()).as(other).isEqualTo("0/0/1/0");
    }
    assertThat(Reading.of(Source.GOOGLE, token("authorize", "")).reasons())
        .containsExactly(Reason.NO_APPLICATION);
  }

  /** One sign-in from Graph, Event Hubs and an export of Log Analytics: one event. */
  @Test
  void entra_copies_of_one_sign_in_are_one_event() {
    String hub =
        "{\"records\":[{\"time\":\"2026-11-20T11:30:00Z\",\"category\":\"SignInLogs\","
            + "\"resultType\":\"0\",\"properties\":"
            + SIGN_IN.replace("09:00:00Z", "09:00:00.0000000+00:00")
            + "}]}";
    String table =
        """
        {"TimeGenerated [UTC]":"11/20/2026, 9:00:00.000 AM","CreatedDateTime":"2026-11-20T09:00:00Z",\
        "Category":"SignInLogs","Type":"SigninLogs","OperationName":"Sign-in activity","Id":"s1",\
        "ResultType":"0","UserId":"u1","UserPrincipalName":"a@example.com","AppId":"a1",\
        "AppDisplayName":"Tracker","ResourceDisplayName":"Tracker API","CorrelationId":"c1",\
        "IPAddress":"2001:db8:7:1::9","Location":"NO","Status":"{\\"errorCode\\":0}",\
        "LocationDetails":{"city":"Oslo","countryOrRegion":"NO"}}\
        """;
    Reading all = Reading.of(Source.ENTRA, SIGN_IN + "\n" + hub + "\n" + table);
    assertThat(all.ends()).isEqualTo("1/2/0/0");
    Event event = all.events.getFirst();
    assertThat(event.ipPrefix()).isEqualTo("2001:db8:7::/48");
    assertThat(event.city()).isEqualTo("Oslo");
    assertThat(event.kind()).isEqualTo(EventKind.VISIT);
    assertThat(Reading.of(Source.ENTRA, table).events).containsExactly(event);
    assertThat(Reading.of(Source.ENTRA, hub).events).containsExactly(event);
  }

  @ParameterizedTest
  @CsvSource({
    "0, VISIT, SUCCESS",
    "50126, VISIT, FAILURE",
    "53003, VISIT, FAILURE",
    "50074, CHALLENGE, SUCCESS",
    "50076, CHALLENGE, SUCCESS",
    "50079, CHALLENGE, SUCCESS",
    "500121, CHALLENGE, FAILURE"
  })
  void asking_for_a_factor_is_never_a_visit(int code, EventKind kind, Outcome outcome) {
    String coded = SIGN_IN.replace("\"errorCode\":0", "\"errorCode\":" + code);
    Event event = only(Source.ENTRA, coded);
    assertThat(event.kind()).isEqualTo(kind);
    assertThat(event.outcome()).isEqualTo(outcome);
    for (String step :
        List.of(
            "user.authentication.auth_via_mfa",
            "user.authentication.verify",
            "user.session.start")) {
      Event okta = only(Source.OKTA, OKTA.replace("user.authentication.sso", step));
      assertThat(okta.kind()).isNotEqualTo(EventKind.VISIT);
      assertThat(okta.app()).isNull();
    }
  }

  @Test
  void entra_says_beside_a_visit_when_a_factor_was_passed() {
    String passed =
        """
        [{"authenticationStepDateTime":"2026-11-20T09:00:04Z","authenticationMethod":"Password",\
        "succeeded":true,"authenticationStepRequirement":"Primary authentication"},\
        {"authenticationStepDateTime":"2026-11-20T09:00:17Z",\
        "authenticationMethod":"Mobile app notification","succeeded":true,\
        "authenticationStepResultDetail":"MFA successfully completed",\
        "authenticationStepRequirement":"Multifactor authentication"}]\
        """;
    String told = "{\"authenticationDetails\":" + passed + ",";
    String row = told + SIGN_IN.substring(1);
    Reading both = Reading.of(Source.ENTRA, row);
    assertThat(both.ends()).isEqualTo("2/0/0/0");
    assertThat(both.events)
        .extracting(Event::kind)
        .containsExactly(EventKind.VISIT, EventKind.STEP);
    Event step = both.events.getLast();
    assertThat(step.occurredAtMicros() - both.events.getFirst().occurredAtMicros())
        .isEqualTo(17_000_000);
    assertThat(step.app()).isEqualTo(both.events.getFirst().app());
    assertThat(Reading.of(Source.ENTRA, row + "\n" + row).ends()).isEqualTo("2/2/0/0");
    String late = "{\"authenticationDetails\":[]," + SIGN_IN.substring(1);
    assertThat(Reading.of(Source.ENTRA, late + "\n" + row).ends())
        .as("the steps are told late")
        .isEqualTo("2/1/0/0");
  }

  @ParameterizedTest
  @CsvSource({
    "Mobile app notification, Previously satisfied",
    "Mobile app notification, Satisfied by token",
    "MFA successfully completed, MFA requirement satisfied by claim in the token",
    "Multifactor authentication, Primary authentication",
    "'\"succeeded\":true', '\"succeeded\":false'",
    "2026-11-20T09:00:17Z, never",
    "'\"errorCode\":0', '\"errorCode\":50126'",
  })
  void of_entra_no_step_is_a_factor_for_which_nobody_did_anything(String is, String instead) {
    String row =
        ("{\"authenticationDetails\":[{\"authenticationStepDateTime\":\"2026-11-20T09:00:17Z\","
                + "\"authenticationMethod\":\"Mobile app notification\",\"succeeded\":true,"
                + "\"authenticationStepResultDetail\":\"MFA successfully completed\","
                + "\"authenticationStepRequirement\":\"Multifactor authentication\"}],"
                + SIGN_IN.substring(1))
            .replace(is, instead);
    assertThat(Reading.of(Source.ENTRA, row).events)
        .extracting(Event::kind)
        .containsExactly(EventKind.VISIT);
  }

  @Test
  void okta_says_when_a_factor_was_asked_for() {
    String policy =
        OKTA.replace("user.authentication.sso", "policy.evaluate_sign_on")
            .replace("\"SUCCESS\"", "\"CHALLENGE\"");
    Event asked = only(Source.OKTA, policy);
    assertThat(asked.kind()).isEqualTo(EventKind.STEP);
    assertThat(asked.app()).as("went to nothing yet").isNull();
    for (String passed : List.of("ALLOW", "DENY", "SUCCESS")) {
      assertThat(Reading.of(Source.OKTA, policy.replace("CHALLENGE", passed)).ends())
          .as(passed)
          .isEqualTo("0/0/1/0");
    }
  }

  @Test
  void a_push_that_okta_sends_is_a_step_of_the_person_it_is_sent_to() {
    String sent = OKTA.replace("user.authentication.sso", "system.push.send_factor_verify_push");
    Event own = only(Source.OKTA, sent);
    assertThat(own.kind()).isEqualTo(EventKind.STEP);
    String bySystem =
        """
        {"uuid":"u","published":"2026-11-20T09:00:00Z","eventType":"system.push.send_factor_verify_push",\
        "actor":{"id":"okta","type":"SystemPrincipal","alternateId":"system@okta.com"},\
        "outcome":{"result":"SUCCESS"},"target":%s}\
        """;
    String to = "[{\"type\":\"User\",\"id\":\"00u1\",\"alternateId\":\"ada@acme.example\"}]";
    Event system = only(Source.OKTA, bySystem.formatted(to));
    Event visit =
        only(
            Source.OKTA,
            OktaVisit.of("v", Instant.parse("2026-11-20T09:00:00Z"), 1, "Jira")
                .by("00u1", "ada@acme.example")
                .json());
    assertThat(system.actorLow()).isEqualTo(visit.actorLow());
    assertThat(Reading.of(Source.OKTA, bySystem.formatted("[]")).ends()).isEqualTo("0/0/1/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SystemPrincipal", "PublicClientApp", "ServicePrincipal"})
  void what_okta_says_a_program_did_is_ignored(String type) {
    String program = OKTA.replace("\"type\":\"User\"", "\"type\":\"" + type + "\"");
    assertThat(Reading.of(Source.OKTA, OKTA).ends()).isEqualTo("1/0/0/0");
    assertThat(Reading.of(Source.OKTA, program).ends()).isEqualTo("0/0/1/0");
  }

  @Test
  void a_password_is_no_challenge_where_okta_calls_it_a_factor() {
    String factor = OKTA.replace("user.authentication.sso", "user.authentication.auth_via_mfa");
    String typed =
        factor.replaceFirst(
            "\\{", "{\"debugContext\":{\"debugData\":{\"factor\":\"PASSWORD_AS_FACTOR\"}},");
    assertThat(only(Source.OKTA, factor).kind()).isEqualTo(EventKind.CHALLENGE);
    assertThat(only(Source.OKTA, typed).kind()).isEqualTo(EventKind.STEP);
  }

  @ParameterizedTest
  @ValueSource(ints = {50140, 50058, 65001, 50097, 16000, 70043, 700082})
  void steps_of_another_sign_in_are_ignored(int code) {
    String coded = SIGN_IN.replace("\"errorCode\":0", "\"errorCode\":" + code);
    assertThat(Reading.of(Source.ENTRA, coded).ends()).isEqualTo("0/0/1/0");
  }

  @ParameterizedTest
  @CsvSource({
    "d3590ed6-52b3-4102-aeff-aad2292ab01c, Microsoft Office, Office 365 SharePoint Online,"
        + " Office 365 SharePoint Online, VISIT",
    "d3590ed6-52b3-4102-aeff-aad2292ab01c, Microsoft Office, Microsoft Graph,"
        + " Microsoft Office, VISIT",
    "1fec8e78-bce4-4aaf-ab1b-5451cc387264, Microsoft Teams, Microsoft Graph,"
        + " Microsoft Teams, VISIT",
    "1fec8e78-bce4-4aaf-ab1b-5451cc387264, '', Microsoft Graph, Microsoft Teams, VISIT",
    "a1, Tracker, Microsoft Graph, Tracker, VISIT",
    "a1, '', Tracker API, Tracker API, VISIT",
    "29d9ed98-a469-4536-ade2-f981bc1d605e, Microsoft Authentication Broker,"
        + " Windows Azure Active Directory, , SIGN_IN",
    "0000000c-0000-0000-c000-000000000000, Microsoft App Access Panel, Microsoft Graph, , SIGN_IN"
  })
  void microsofts_own_clients_are_named_by_what_they_open(
      String id, String client, String resource, String app, EventKind kind) {
    Event event =
        only(
            Source.ENTRA,
            SIGN_IN
                .replace("\"a1\"", "\"" + id + "\"")
                .replace("\"Tracker\"", "\"" + client + "\"")
                .replace("Tracker API", resource));
    assertThat(event.app()).isEqualTo(app);
    assertThat(event.kind()).isEqualTo(kind);
  }

  @Test
  void records_of_other_logs_and_of_programs_are_ignored() {
    String program =
        SIGN_IN
            .replace("\"u1\"", "\"\"")
            .replace("a@example.com", "")
            .replace("\"id\"", "\"servicePrincipalId\":\"p\",\"id\"");
    for (String other :
        List.of(
            program,
            "{\"category\":\"SignInLogs\",\"time\":\"2026-11-20T09:00:00Z\",\"properties\":"
                + program
                + "}",
            "{\"time\":\"x\",\"category\":\"ManagedIdentitySignInLogs\",\"properties\":{}}",
            "{\"time\":\"x\",\"category\":\"MicrosoftServicePrincipalSignInLogs\",\"properties\":{}}",
            "{\"time\":\"x\",\"category\":\"ProvisioningLogs\",\"properties\":{\"id\":\"p\"}}",
            "{\"time\":\"x\",\"category\":\"RiskyUsers\",\"operationName\":\"Risky user\"}",
            "{\"time\":\"x\",\"category\":\"MicrosoftGraphActivityLogs\",\"properties\":{}}",
            "{\"time\":\"x\",\"operationName\":\"Microsoft.Web/x\",\"properties\":{\"a\":1}}",
            "{\"Category\":\"ServicePrincipalSignInLogs\",\"OperationName\":\"Sign-in activity\","
                + "\"CreatedDateTime\":\"2025-07-01T10:45:17Z\",\"TenantId\":\"t\"}",
            "{\"TimeGenerated\":\"x\",\"Type\":\"AuditLogs\",\"OperationName\":\"Add user\"}",
            "{\"id\":\"d\",\"activityDateTime\":\"2026-11-20T09:00:00Z\",\"category\":\"Policy\"}",
            "{\"id\":\"r\",\"riskLastUpdatedDateTime\":\"x\",\"userPrincipalName\":\"a@b.c\"}",
            "{\"id\":\"r\",\"riskEventType\":\"unlikelyTravel\",\"userPrincipalName\":\"a@b.c\"}")) {
      assertThat(Reading.of(Source.ENTRA, other).ends()).as(other).isEqualTo("0/0/1/0");
    }
  }

  /** Federation servers write a name of the program beside that of the person. */
  @Test
  void a_person_who_signs_in_through_a_program_stays_a_person() {
    String federated =
        "{\"category\":\"ADFSSignInLogs\",\"time\":\"12/12/2025 3:03:58 PM\",\"resultType\":\"0\","
            + "\"properties\":"
            + SIGN_IN.replace("\"id\"", "\"servicePrincipalName\":\"Tracker\",\"id\"")
            + "}";
    assertThat(only(Source.ENTRA, federated).app()).isEqualTo("Tracker");
    String late = federated.replace("\"createdDateTime\":\"2026-11-20T09:00:00Z\",", "");
    assertThat(only(Source.ENTRA, late).occurredAtMicros())
        .isEqualTo(java.time.Instant.parse("2025-12-12T15:03:58Z").getEpochSecond() * 1_000_000);
  }

  /** Panther keeps the time of an event under a name of its own. */
  @Test
  void a_collectors_own_time_stands_in_for_a_missing_one() {
    String kept =
        "\"p_event_time\":\"2026-11-20 09:00:00.000000\",\"p_log_type\":\"Okta.SystemLog\",";
    String without = OKTA.replace("\"published\":\"2026-11-20T09:00:00.000Z\",", kept);
    assertThat(only(Source.OKTA, without)).isEqualTo(only(Source.OKTA, OKTA));
  }
}
