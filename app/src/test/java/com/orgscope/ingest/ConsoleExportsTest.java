package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.orgscope.lake.Event;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-ins as a person downloads them from the providers' admin consoles, as CSV. */
class ConsoleExportsTest {
  private static final String OKTA =
      "severity,event_type,display_message,uuid,version,timestamp,outcome.result,outcome.reason,"
          + "actor.id,actor.type,actor.display_name,actor.alternate_id,"
          + "authentication_context.external_session_id,client.ip_address,"
          + "client.user_agent.raw_user_agent,client.geographical_context.country,"
          + "client.geographical_context.city,legacy_event_type,target0.id,target0.type,"
          + "target0.alternate_id,target0.display_name,target1.id,target1.type,"
          + "target1.alternate_id,target1.display_name\n";
  private static final String OKTA_ROW =
      "INFO,user.authentication.sso,\"User single sign on, to app\",%s,0,2026-11-20T09:00:00.000Z,"
          + "SUCCESS,,00u1,User,Ann,ann@example.com,sess,192.0.2.7,Mozilla,Germany,Berlin,,"
          + "0ua1,AppUser,ann,Ann,0oa1,AppInstance,Tracker of ours,Tracker\n";

  /** All the columns, in the order of the admin center, one of them there twice. */
  private static final String ENTRA =
      "Date (UTC),Request ID,User agent,Correlation ID,User ID,User,Username,User type,"
          + "Cross tenant access type,Incoming token type,Authentication Protocol,"
          + "Unique token identifier,Original transfer method,Client credential type,"
          + "Token Protection - Sign In Session,Token Protection - Sign In Session StatusCode,"
          + "Application,Application ID ,App owner tenant ID,Resource,Resource ID ,"
          + "Resource tenant ID,Resource owner tenant ID,Home tenant ID,Home tenant name,"
          + "IP address,Location,Status,Sign-in error code,Failure reason,Client app,Device ID,"
          + "Browser,Operating System,Compliant,Managed,Join Type,"
          + "Multifactor authentication result,Multifactor authentication auth method,"
          + "Multifactor authentication auth detail,Authentication requirement,"
          + "Sign-in identifier,Session ID,IP address (seen by resource),"
          + "Through Global Secure Access,Global Secure Access IP address,"
          + "Autonomous system  number,Flagged for review,Token issuer type,Incoming token type,"
          + "Token issuer name,Latency,Conditional Access,Managed Identity type,"
          + "Associated Resource Id,Federated Token Id,Federated Token Issuer\n";

  /**
   * @param end status, code and reason
   */
  private static String entraRow(String id, String end) {
    return "2026-11-20T09:00:00Z,%s,Mozilla,c1,u1,Ann,a@example.com,Member,none,none,OAuth,,,,,,"
            .formatted(id)
        + "Tracker,a1,,Tracker,r1,,,,,192.0.2.7,\"Berlin, Land Berlin, DE\","
        + end
        + ",Browser,,Edge,Windows,No,No,None,,,,,,,,,,,,,,,,,,,,\n";
  }

  private static final String GOOGLE =
      "Date,Event,Actor,Application name,Application ID,Scope,IP address\n"
          + "2026-11-20T10:00:00+01:00,Grant,a@example.com,Tracker,1.apps,openid,192.0.2.7\n"
          + "2026-11-20T10:01:00+01:00,Revoke,a@example.com,Tracker,1.apps,openid,192.0.2.7\n";

  private static final String EVENT =
      "{\"uuid\":\"u1\",\"published\":\"2026-11-20T09:00:00.000Z\",\"eventType\":\"user.session.start\","
          + "\"actor\":{\"id\":\"00u1\",\"type\":\"User\"},\"outcome\":{\"result\":\"SUCCESS\"}}\n";

  /** Some rows as a provider's console gives them out. */
  static String file(Source source) {
    return switch (source) {
      case OKTA -> OKTA + OKTA_ROW.formatted("u1") + OKTA_ROW.formatted("u2");
      case ENTRA -> ENTRA + entraRow("i1", "Success,None,Other.");
      case GOOGLE -> GOOGLE;
    };
  }

  @Test
  void a_row_of_okta_is_the_event_that_its_api_gives() {
    Event ofApi =
        Reading.of(
                Source.OKTA,
                """
                {"uuid":"u1","published":"2026-11-20T09:00:00.000Z",\
                "eventType":"user.authentication.sso","actor":{"id":"00u1","type":"User",\
                "alternateId":"ann@example.com"},"outcome":{"result":"SUCCESS"},\
                "client":{"ipAddress":"192.0.2.7","geographicalContext":{"city":"Berlin",\
                "country":"Germany"}},"authenticationContext":{"externalSessionId":"sess"},\
                "target":[{"type":"AppUser","alternateId":"ann"},{"type":"AppInstance",\
                "alternateId":"Tracker of ours","displayName":"Tracker"}]}\
                """)
            .events
            .getFirst();
    Reading reading =
        Reading.of(Source.OKTA, OKTA + OKTA_ROW.formatted("u1") + OKTA_ROW.formatted("u2"));
    assertThat(reading.ends()).isEqualTo("2/0/0/0");
    assertThat(reading.events.getFirst()).isEqualTo(ofApi);
    assertThat(reading.tally.retold).as("known again by its id").isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuid,published,eventType,outcome.result,actor.id,target.0.type,target.0.displayName",
        "UUID,Published,EventType,Outcome.Result,Actor.Id,Target[0].Type,Target[0].DisplayName",
        "uuid,timestamp,event_type,outcome_result,actor_id,target0_type,target0_display_name"
      })
  void columns_are_known_in_other_spellings(String names) {
    assertThat(
            Reading.of(
                    Source.OKTA,
                    names.replaceAll("(outcome|actor|target0)_", "$1.")
                        + "\nu1,2026-11-20T09:00:00Z,user.authentication.sso,SUCCESS,00u1,"
                        + "AppInstance,Tracker\n")
                .events)
        .extracting(Event::app)
        .containsExactly("Tracker");
  }

  @Test
  void a_row_of_entra_is_the_sign_in_that_graph_gives() {
    Event ofGraph =
        Reading.of(
                Source.ENTRA,
                """
                {"id":"i1","createdDateTime":"2026-11-20T09:00:00Z","userId":"u1",\
                "userPrincipalName":"a@example.com","appId":"a1","appDisplayName":"Tracker",\
                "resourceDisplayName":"Tracker","resourceId":"r1","ipAddress":"192.0.2.7",\
                "correlationId":"c1","location":{"city":"Berlin","countryOrRegion":"DE"},\
                "status":{"errorCode":0}}\
                """)
            .events
            .getFirst();
    for (String end : new String[] {"Success,None,Other.", "Success,0,Other.", "Success,,"}) {
      Reading reading = Reading.of(Source.ENTRA, "\ufeff" + ENTRA + entraRow("i1", end));
      assertThat(reading.events).as(end).containsExactly(ofGraph);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Failure,50126,Wrong password',VISIT,FAILURE",
    "'Failure,None,Other.',VISIT,FAILURE",
    "'Interrupted,50076,A second factor',CHALLENGE,SUCCESS"
  })
  void how_a_sign_in_of_entra_ended_is_told_by_its_code_else_by_its_status(
      String end, EventKind kind, Outcome outcome) {
    Event event = Reading.of(Source.ENTRA, ENTRA + entraRow("i1", end)).events.getFirst();
    assertThat(event.kind()).isEqualTo(kind);
    assertThat(event.outcome()).isEqualTo(outcome);
  }

  @Test
  void a_step_of_a_sign_in_and_what_programs_do_is_ignored() {
    assertThat(Reading.of(Source.ENTRA, ENTRA + entraRow("i1", "Interrupted,None,Other.")).ends())
        .isEqualTo("0/0/1/0");
    String programs =
        "Date (UTC),Request ID,Correlation ID,Service principal ID,Service principal name,"
            + "Credential key ID,Application,Application ID ,Status,Sign-in error code\n"
            + "2026-11-20T09:00:00Z,i1,c1,s1,Backup,k1,Backup,a1,Success,None\n";
    assertThat(Reading.of(Source.ENTRA, programs).ends()).isEqualTo("0/0/1/0");
  }

  @Test
  void the_json_of_the_admin_center_is_read() {
    String json =
        """
        [
          {
            "id": "i1",
            "createdDateTime": "2026-11-20T09:00:00Z",
            "userPrincipalName": "a@example.com",
            "userId": "u1",
            "appDisplayName": "Tracker",
            "status": {
              "errorCode": 0
            }
          }
        ]
        """;
    assertThat(Reading.of(Source.ENTRA, json).ends()).isEqualTo("1/0/0/0");
  }

  @Test
  void googles_console_tells_sign_ins_grants_and_saml_apart_by_their_columns() {
    String logins =
        "Date,User,Event,Login type,Challenge type,Is suspicious,IP address,Network info\n"
            + "2026-11-20T10:00:00+01:00,a@example.com,Successful login,Google password,Password,"
            + "False,192.0.2.7,\"{\"\"IP ASN\"\": \"\"1\"\"}\"\n"
            + "2026-11-20T10:01:00+01:00,a@example.com,Failed login,Google password,,False,,\n"
            + "2026-11-20T10:02:00+01:00,a@example.com,Logout,,,,,\n";
    Reading reading = Reading.of(Source.GOOGLE, logins);
    assertThat(reading.events).extracting(Event::kind).containsOnly(EventKind.SIGN_IN);
    assertThat(reading.events)
        .extracting(Event::outcome)
        .containsExactly(Outcome.SUCCESS, Outcome.FAILURE);
    assertThat(reading.ends()).isEqualTo("2/0/1/0");
    reading = Reading.of(Source.GOOGLE, GOOGLE);
    assertThat(reading.events)
        .extracting(Event::app, Event::kind)
        .containsExactly(tuple("Tracker", EventKind.VISIT));
    assertThat(reading.ends()).isEqualTo("1/0/1/0");
    String saml =
        "Date,Event,Actor,Application name,Initiated by,Failure type\n"
            + "2026-11-20T10:00:00+01:00,Successful login,a@example.com,Tracker,Service provider,\n";
    reading = Reading.of(Source.GOOGLE, saml);
    assertThat(reading.events).extracting(Event::app).containsExactly("Tracker");
    assertThat(reading.tally.retold).as("no id is in it").isEqualTo(1);
  }

  /** The progress that GAM tells stands before the names if both went into the file. */
  @Test
  void what_gam_prints_is_read() {
    String names =
        "name,actor.callerType,actor.email,actor.key,actor.profileId,app_name,client_id,"
            + "id.applicationName,id.customerId,id.time,id.uniqueQualifier,ipAddress,"
            + "is_suspicious,login_type,networkInfo.regionCode,scope,type\n";
    String token =
        "authorize,USER,a@example.com,,1,Tracker,1.apps,token,C1,2026-11-20T09:00:00.000Z,-7,"
            + "192.0.2.7,,,DE,openid,auth\n";
    String login =
        "login_success,USER,a@example.com,,1,,,login,C1,2026-11-20T09:00:00.000Z,-8,192.0.2.7,"
            + "False,google_password,DE,,login\n";
    Reading reading =
        Reading.of(Source.GOOGLE, "Getting all Activities\n" + names + token + login + token);
    assertThat(reading.ends()).isEqualTo("2/1/0/1");
    assertThat(reading.events)
        .extracting(Event::kind)
        .containsExactly(EventKind.VISIT, EventKind.SIGN_IN);
    assertThat(reading.events.getFirst().app()).isEqualTo("Tracker");
    assertThat(reading.events.getFirst().country()).isEqualTo("DE");
  }

  @Test
  void parameters_of_gam_that_nobody_names_tell_events_of_one_moment_apart() {
    String file =
        "name,actor.email,id.applicationName,id.time,id.uniqueQualifier,login_challenge_method\n"
            + "login_challenge,a@example.com,login,2026-11-20T09:00:00.000Z,-8,password\n"
            + "login_challenge,a@example.com,login,2026-11-20T09:00:00.000Z,-8,device_prompt\n";
    assertThat(Reading.of(Source.GOOGLE, file).ends()).isEqualTo("2/0/0/0");
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp,NO_TIME_COLUMN,'(timestamp or published)'",
    "actor.id;actor.alternate_id,NO_PERSON_COLUMN,'(actor.id or actor.alternate_id)'",
    "event_type,NO_EVENT_COLUMN,'(event_type)'",
    "outcome.result,NO_OUTCOME_COLUMN,'(outcome.result)'",
    "target0.type;target1.type,NO_APPLICATION_COLUMN,'(target0.type)'",
    "uuid,NO_ID_COLUMN,'(uuid)'"
  })
  void a_column_without_which_nobody_can_be_counted_is_named_once(
      String columns, Reason reason, String said) {
    List<String> names = Arrays.asList(columns.split(";"));
    String header =
        Arrays.stream(OKTA.strip().split(","))
            .map(name -> names.contains(name) ? "other " + name.hashCode() : name)
            .collect(Collectors.joining(","));
    Reading reading =
        Reading.of(
            Source.OKTA, header + "\n" + OKTA_ROW.formatted("u1") + OKTA_ROW.formatted("u2"));
    assertThat(reading.reasons()).containsExactly(reason, reason, reason);
    assertThat(reading.tally.unreadable).hasSize(1);
    assertThat(reading.tally.unreadable.getFirst())
        .contains("the CSV of \"System Log\"", reason.meaning(), said, "Download it in Okta's");
  }

  @Test
  void a_csv_that_nobody_knows_is_said_once_and_its_rows_are_letters_with_that_reason() {
    String file = "Name;Region;Revenue\nAnn;North;\"1\n2\"\nBo;South;3\n";
    for (Source source : Source.values()) {
      Reading reading = Reading.of(source, "\n" + file);
      assertThat(reading.reasons()).hasSize(3).containsOnly(Reason.UNKNOWN_COLUMNS);
      assertThat(reading.tally.unreadable).hasSize(1);
    }
  }

  @Test
  void lines_of_text_with_commas_are_no_csv() {
    for (String text :
        new String[] {
          "one, two, three\nfour, five\n", "one, two\nthree, four\n", "\"a\":1,\"b\":2,\"c\":3\n"
        }) {
      Reading reading = Reading.of(Source.OKTA, text);
      assertThat(reading.reasons()).as(text).containsOnly(Reason.NOT_JSON);
      assertThat(reading.tally.unreadable).isEmpty();
    }
  }

  /** Between events such a line is broken, and nothing tells of a table. */
  @Test
  void only_the_first_line_of_a_file_may_name_columns_that_nobody_knows() {
    Reading reading = Reading.of(Source.OKTA, EVENT + "one, two, three\nfour, five, six\n" + EVENT);
    assertThat(reading.reasons()).containsExactly(Reason.NOT_JSON, Reason.NOT_JSON);
    assertThat(reading.tally.unreadable).isEmpty();
  }

  @Test
  void a_line_before_an_event_names_no_columns_be_it_cut_at_as_many_commas() {
    String names =
        IntStream.rangeClosed(0, (int) EVENT.chars().filter(c -> c == ',').count())
            .mapToObj(i -> "word" + i)
            .collect(Collectors.joining(","));
    for (String document : new String[] {EVENT, "[" + EVENT.strip() + "]"}) {
      Reading reading = Reading.of(Source.OKTA, names + "\n" + document);
      assertThat(reading.ends()).isEqualTo("1/0/0/1");
      assertThat(reading.reasons()).containsExactly(Reason.NOT_JSON);
    }
  }

  @Test
  void of_two_columns_that_say_the_same_the_first_counts_that_holds_something() {
    String names = "Date,Event,Actor,User,Application name,Scope\n";
    String row = "2026-11-20T10:00:00+01:00,Grant,%s,%s,Tracker,openid\n";
    Event ofActor =
        Reading.of(Source.GOOGLE, names + row.formatted("a@x.example", "")).events.getFirst();
    Event ofUser =
        Reading.of(Source.GOOGLE, names + row.formatted("", "b@x.example")).events.getFirst();
    assertThat(ofUser).isNotEqualTo(ofActor);
    assertThat(
            Reading.of(Source.GOOGLE, names + row.formatted("a@x.example", "b@x.example")).events)
        .containsExactly(ofActor);
  }

  @Test
  void behind_a_csv_that_nobody_knows_events_are_read() {
    String unknown = "Name,Region,Revenue\nAnn,North,1\n";
    assertThat(Reading.of(Source.OKTA, unknown + EVENT).ends()).isEqualTo("1/0/0/2");
    assertThat(Reading.of(Source.OKTA, unknown + OKTA + OKTA_ROW.formatted("u1")).ends())
        .isEqualTo("1/0/0/2");
    assertThat(Reading.of(Source.OKTA, unknown + "\n[" + EVENT.strip() + "]").ends())
        .isEqualTo("1/0/0/2");
  }
}
