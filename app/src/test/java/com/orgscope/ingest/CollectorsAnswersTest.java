package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.lake.Event;
import com.orgscope.lake.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.io.JsonStringEncoder;

/** Answers of search engines and log stores, and what clouds deliver, however long. */
class CollectorsAnswersTest {
  private static final String OKTA =
      """
      {"uuid":"u1","published":"2026-11-20T09:00:00.000Z","eventType":"user.authentication.sso",\
      "actor":{"id":"00u1","type":"User","alternateId":"a@example.com"},\
      "outcome":{"result":"SUCCESS"},"target":[{"type":"AppInstance","alternateId":"Tracker"}]}\
      """;

  private static String text(String json) {
    return "\""
        + new String(JsonStringEncoder.getInstance().quoteAsUTF8(json), StandardCharsets.UTF_8)
        + "\"";
  }

  /** Each holds one event, as a text and as an object. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"took\":9,\"responses\":[{\"took\":3,\"hits\":{\"hits\":[{\"_source\":{\"event\":{\"original\":%s}}}]},\"status\":200}]}",
        "{\"docs\":[{\"_index\":\"logs\",\"found\":true,\"_source\":{\"message\":%s}}]}",
        "{\"id\":\"x\",\"is_partial\":false,\"response\":{\"hits\":{\"hits\":[{\"_source\":{\"message\":%s}}]}}}",
        "{\"rawResponse\":{\"hits\":{\"hits\":[{\"_source\":{\"message\":%s}}]}}}",
        "{\"stream\":{\"job\":\"okta\"},\"values\":[[\"1795165200000000000\",%s]]}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{\"job\":\"okta\"},\"values\":[[\"1795165200000000000\",%s]]}],\"stats\":{}}}",
        "{\"streams\":[{\"stream\":{\"job\":\"okta\"},\"values\":[[\"1795165200000000000\",%s,{\"trace\":\"1\"}]]}]}",
        "{\"labels\":{\"job\":\"okta\"},\"line\":%s,\"timestamp\":\"2026-11-20T09:00:01Z\"}",
        "{\"streams\":[{\"labels\":\"{job=1}\",\"entries\":[{\"ts\":\"2026-11-20T09:00:01Z\",\"line\":%s}]}]}",
        "{\"Records\":[{\"EventSource\":\"aws:sns\",\"EventVersion\":\"1.0\",\"Sns\":{\"Type\":\"Notification\",\"Subject\":null,\"Message\":%s,\"MessageAttributes\":{}}}]}",
        "{\"deliveryStreamArn\":\"arn\",\"records\":[{\"recordId\":\"1\",\"data\":%s}]}",
        "{\"specversion\":\"1.0\",\"type\":\"log\",\"source\":\"/okta\",\"id\":\"1\",\"data\":%s}",
        "{\"data\":[{\"id\":\"A\",\"type\":\"log\",\"attributes\":{\"service\":\"okta\",\"message\":%s,\"attributes\":{\"evt\":{\"name\":\"x\"}}}}],\"meta\":{\"page\":{\"after\":\"x\"}}}",
        "{\"data\":[{\"id\":\"A\",\"type\":\"log\",\"attributes\":{\"service\":\"okta\",\"attributes\":%s}}]}",
        "{\"resourceLogs\":[{\"resource\":{},\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"1795165200000000000\",\"body\":{\"stringValue\":%s}}]}]}]}",
        "{\"insertId\":\"1\",\"logName\":\"projects/p/logs/okta\",\"jsonPayload\":{\"message\":%s},\"resource\":{\"type\":\"global\"}}",
        "{\"messages\":[{\"map\":{\"_sourcecategory\":\"okta\",\"_raw\":%s}}],\"fields\":[]}",
        "{\"version\":\"1.1\",\"host\":\"h\",\"short_message\":\"sso\",\"full_message\":%s}",
        "{\"rule\":{\"id\":\"1\"},\"decoder\":{\"name\":\"json\"},\"full_log\":%s}",
        "{\"customer_id\":\"c\",\"log_type\":\"OKTA\",\"entries\":[{\"log_text\":%s}]}",
        "{\"time\":1795165200,\"sourcetype\":\"OktaIM2:log\",\"fields\":{\"index\":\"x\"},\"event\":{\"Message\":%s}}",
        "{\"log\":{\"version\":\"1.2\",\"entries\":[{\"request\":{},\"response\":{\"status\":200,\"content\":{\"mimeType\":\"application/json\",\"text\":%s}}}]}}",
        "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"TimeGenerated\",\"type\":\"datetime\"},{\"name\":\"Message\",\"type\":\"dynamic\"}],\"rows\":[[\"2026-11-20T09:00:00Z\",%s]]}]}",
        "{\"Tables\":[{\"TableName\":\"Table_0\",\"Columns\":[{\"ColumnName\":\"RawData\",\"DataType\":\"String\"},{\"ColumnName\":\"Count\"}],\"Rows\":[[%s,1]]}]}",
        "[{\"FrameType\":\"DataSetHeader\",\"Version\":\"v2.0\"},{\"FrameType\":\"DataTable\",\"TableKind\":\"QueryProperties\",\"Columns\":[{\"ColumnName\":\"Key\"}],\"Rows\":[[\"x\"]]},{\"FrameType\":\"DataTable\",\"TableKind\":\"PrimaryResult\",\"Columns\":[{\"ColumnName\":\"message\"}],\"Rows\":[[%s]]},{\"FrameType\":\"DataSetCompletion\",\"HasErrors\":false}]",
        "{\"took\":4,\"is_partial\":false,\"columns\":[{\"name\":\"@timestamp\",\"type\":\"date\"},{\"name\":\"event.original\",\"type\":\"keyword\"}],\"values\":[[\"2026-11-20T09:00:00.000Z\",%s]]}",
        "{\"columns\":[{\"name\":\"message\",\"type\":\"text\"},{\"name\":\"n\"}],\"rows\":[[%s,null]],\"cursor\":\"x\"}",
        "{\"preview\":false,\"fields\":[\"_time\",\"_raw\"],\"rows\":[[\"2026-11-20\",%s]]}",
        "{\"receivedMessages\":[{\"ackId\":\"a\",\"message\":{\"data\":%s,\"messageId\":\"1\"}}]}",
        "{\"d\":{\"results\":[%s]}}",
        "[[1795165200.5,{\"log\":%s}]]",
        "{\"RAW_LOG\":%s}",
        "{\"Message-Text\":%s}"
      })
  void one_event_in_an_answer_is_the_event(String answer) {
    Event event = Reading.of(Source.OKTA, OKTA).events.getFirst();
    for (String written : new String[] {text(OKTA), OKTA}) {
      if (written.startsWith("{") && answer.contains("1795165200000000000\",%s")) {
        continue; // a line is a text
      }
      Reading reading = Reading.of(Source.OKTA, answer.formatted(written));
      assertThat(reading.ends()).as(answer).isEqualTo("1/0/0/0");
      assertThat(reading.events).containsExactly(event);
    }
  }

  /** A notification in a queue's message in a function's event. */
  @Test
  void an_envelope_in_the_text_of_another_is_opened_however_its_names_are_spelled() {
    String notification = "{\"Type\":\"Notification\",\"Message\":" + text(OKTA) + "}";
    String queue =
        "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":" + text(notification) + "}]}";
    String log = "{\"logEvents\":[{\"id\":\"1\",\"message\":" + text(queue) + "}]}";
    for (String envelope : new String[] {notification, queue, log}) {
      assertThat(Reading.of(Source.OKTA, envelope).ends()).as(envelope).isEqualTo("1/0/0/0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"awslogs\":{\"data\":\"%s\"}}",
        "{\"Records\":[{\"kinesis\":{\"data\":\"%s\"}}]}",
        "{\"records\":[{\"recordId\":\"1\",\"data\":\"%s\"}]}",
        "{\"specversion\":\"1.0\",\"data_base64\":\"%s\"}",
        "\"%s\""
      })
  void what_a_log_service_packed_is_unpacked(String answer) throws IOException {
    String other = OKTA.replace("\"u1\"", "\"u2\"");
    String lines =
        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":%s},{\"message\":%s},{\"message\":\"ping\"}]}"
            .formatted(text(OKTA), text(other));
    String packed = answer.formatted(gzip(lines.getBytes(StandardCharsets.UTF_8), 1));
    assertThat(Reading.of(Source.OKTA, packed).ends()).isEqualTo("2/0/0/1");
  }

  @Test
  @Timeout(60)
  void more_than_a_document_may_unpack_is_a_letter_that_says_so() throws IOException {
    String bomb = gzip(new byte[1 << 20], 300);
    String list = ("{\"data\":\"" + bomb + "\"},").repeat(9) + "{}";
    for (String written :
        new String[] {"{\"awslogs\":{\"data\":\"" + bomb + "\"}}", "{\"events\":[" + list + "]}"}) {
      Reading reading = Reading.of(Source.OKTA, written + "\n" + OKTA);
      assertThat(reading.reasons()).contains(Reason.TOO_MUCH_PACKED);
      assertThat(reading.events).hasSize(1);
    }
  }

  /** Longer than any event: taken piece by piece, with every line in one end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{\"job\":\"okta\"},\"values\":[#[\"1795165200000000000\",%s]#]}],\"stats\":{\"x\":1}}}",
        "{\"streams\":[{\"stream\":{},\"values\":[[\"1795165200000000000\",\"ping\"],#[\"1795165200000000000\",%s]#]},{\"stream\":{},\"values\":[]}]}",
        "{\"took\":9,\"responses\":[{\"took\":3,\"hits\":{\"hits\":[#{\"_source\":{\"message\":%s}}#]}},{\"hits\":{\"hits\":[]}}]}",
        "{\"resourceLogs\":[{\"resource\":{},\"scopeLogs\":[{\"logRecords\":[#{\"body\":{\"stringValue\":%s}}#]}]}]}",
        "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"columns\"},{\"name\":\"RawData\"}],\"rows\":[#[\"2026\",%s]#]}]}",
        "{\"took\":4,\"columns\":[{\"name\":\"@timestamp\"},{\"name\":\"message\"}],\"values\":[#[\"2026\",%s]#]}",
        "[[#%s#]]"
      })
  void an_answer_of_any_length_is_read(String answer) {
    String[] parts = answer.split("#");
    StringBuilder written = new StringBuilder(parts[0]);
    int count = 12_000;
    for (int i = 0; i < count; i++) {
      String event = OKTA.replace("\"u1\"", "\"u" + i + "\"") + " ".repeat(100);
      written.append(i == 0 ? "" : ",").append(parts[1].formatted(text(event)));
    }
    Reading reading = Reading.of(Source.OKTA, written.append(parts[2]).append('\n').toString());
    assertThat(written.length()).isGreaterThan(ElementReader.LARGEST_EVENT);
    assertThat(reading.events).hasSize(count);
    assertThat(reading.dead).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void an_answer_that_found_nothing_is_no_letter() {
    for (String nothing :
        new String[] {
          "{\"took\":1,\"hits\":{\"total\":{\"value\":0},\"hits\":[]}}",
          "{\"took\":1,\"responses\":[{\"hits\":{\"hits\":[]},\"status\":200}]}",
          "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[],\"stats\":{}}}",
          "{\"stream\":{\"job\":\"okta\"},\"values\":[]}",
          "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"Id\"}],\"rows\":[]}]}",
          "{\"columns\":[{\"name\":\"message\",\"type\":\"text\"}],\"values\":[]}"
        }) {
      assertThat(Reading.of(Source.OKTA, nothing).ends()).as(nothing).isEqualTo("0/0/0/0");
    }
    assertThat(Reading.of(Source.OKTA, "{\"responses\":[{\"error\":{\"type\":\"x\"}}]}").ends())
        .isEqualTo("0/0/0/1");
  }

  /** Each row of a table of sign-ins is one of them, and one that is none is a letter by itself. */
  @Test
  void a_table_of_sign_ins_is_read_row_by_row() {
    String columns =
        Stream.of(
                "Id", "CreatedDateTime", "UserId", "UserPrincipalName", "AppDisplayName", "Status")
            .map("{\"name\":\"%s\",\"type\":\"string\"}"::formatted)
            .collect(Collectors.joining(","));
    String row = "[\"i%d\",\"2026-11-20T09:00:00Z\",\"u1\",\"a@example.com\",\"Tracker\",%s]";
    String answer =
        "{\"tables\":[{\"columns\":[%s],\"rows\":[%s,%s,[\"i3\",null,null,null,null,null],[1]]}]}"
            .formatted(
                columns,
                row.formatted(1, "{\"errorCode\":0}"),
                row.formatted(2, text("{\"errorCode\":0}")));
    Reading reading = Reading.of(Source.ENTRA, answer);
    assertThat(reading.ends()).isEqualTo("2/0/0/2");
    assertThat(reading.dead.getFirst().raw()).contains("\"i3\"");
  }

  private static final String KUSTO_ROW =
      "\"i%d\",\"2026-11-20T09:00:00Z\",\"u1\",\"a@example.com\",\"Tracker\",\"0\"";

  private static final String KUSTO_COLUMNS =
      Stream.of(
              "Id",
              "CreatedDateTime",
              "UserId",
              "UserPrincipalName",
              "AppDisplayName",
              "ResultType")
          .map("{\"ColumnName\":\"%s\",\"DataType\":\"String\"}"::formatted)
          .collect(Collectors.joining(",", "[", "]"));

  private static String kustoTable(String name, String columns, String... rows) {
    return "{\"TableName\":\"%s\",\"Columns\":%s,\"Rows\":[[%s]]}"
        .formatted(name, columns, String.join("],[", rows));
  }

  private static String kustoColumns(String... names) {
    return Stream.of(names)
        .map("{\"ColumnName\":\"%s\"}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** What the first version of Kusto puts beside a result: how to draw it, how it ran, a list. */
  @Test
  void only_the_result_of_a_query_counts() {
    String result =
        kustoTable("Table_0", KUSTO_COLUMNS, KUSTO_ROW.formatted(1), KUSTO_ROW.formatted(2));
    String properties = kustoTable("Table_1", kustoColumns("Value"), "\"{}\"");
    String status =
        kustoTable(
            "Table_2",
            kustoColumns("Timestamp", "Severity", "StatusCode", "StatusDescription", "Count"),
            "\"2026-11-20T09:00:00Z\",4,0,\"Query completed\",1",
            "\"2026-11-20T09:00:00Z\",6,0,\"{}\",1");
    String contents =
        kustoTable(
            "Table_3",
            kustoColumns("Ordinal", "Kind", "Name", "Id", "PrettyName"),
            "0,\"QueryResult\",\"PrimaryResult\",\"x\",\"\"",
            "1,\"QueryProperties\",\"@ExtendedProperties\",\"y\",\"\"");
    String all =
        "{\"Tables\":[%s]}".formatted(String.join(",", result, properties, status, contents));
    assertThat(Reading.of(Source.ENTRA, all).ends()).isEqualTo("2/0/0/0");
    String other = kustoTable("Table_1", kustoColumns("Day", "Sum"), "1,2", "3,4", "5,6");
    Reading beside = Reading.of(Source.ENTRA, "{\"Tables\":[" + result + "," + other + "]}");
    assertThat(beside.ends()).isEqualTo("2/0/0/1");
    assertThat(beside.reasons()).containsExactly(Reason.NO_EVENTS);
    assertThat(beside.dead.getFirst().raw()).isEqualTo(other);
  }

  @Test
  void rows_whose_columns_were_told_before_are_read() {
    String frames =
        "[{\"FrameType\":\"DataSetHeader\",\"IsProgressive\":true,\"Version\":\"v2.0\"},"
            + "{\"FrameType\":\"DataTable\",\"TableId\":0,\"TableKind\":\"QueryProperties\",\"Columns\":[{\"ColumnName\":\"Key\"}],\"Rows\":[[\"x\"]]},"
            + "{\"FrameType\":\"TableHeader\",\"TableId\":1,\"TableKind\":\"PrimaryResult\",\"Columns\":#},"
            + "{\"FrameType\":\"TableHeader\",\"TableId\":2,\"TableKind\":\"QueryTraceLog\",\"Columns\":[{\"ColumnName\":\"x\"}]},"
            + "{\"FrameType\":\"TableFragment\",\"TableId\":1,\"TableFragmentType\":\"DataAppend\",\"Rows\":[[%s]]},"
            + "{\"FrameType\":\"TableProgress\",\"TableId\":1,\"TableProgress\":50},"
            + "{\"FrameType\":\"TableFragment\",\"TableId\":2,\"TableFragmentType\":\"DataAppend\",\"Rows\":[[1]]},"
            + "{\"FrameType\":\"TableFragment\",\"TableId\":1,\"TableFragmentType\":\"DataAppend\",\"Rows\":[[%s]]},"
            + "{\"FrameType\":\"TableCompletion\",\"TableId\":1,\"RowCount\":2},"
            + "{\"FrameType\":\"DataSetCompletion\",\"HasErrors\":false}]";
    String written =
        frames
            .formatted(KUSTO_ROW.formatted(1), KUSTO_ROW.formatted(2))
            .replace("#", KUSTO_COLUMNS);
    assertThat(Reading.of(Source.ENTRA, written).ends()).isEqualTo("2/0/0/0");
    String orphan =
        written.replace(
            "\"FrameType\":\"TableHeader\",\"TableId\":1", "\"FrameType\":\"x\",\"TableId\":9");
    assertThat(Reading.of(Source.ENTRA, orphan).events).isEmpty();
    assertThat(Reading.of(Source.ENTRA, orphan).dead).as("nothing is lost in silence").isNotEmpty();
  }

  /** What Workspace shares with Google Cloud is the report's activity under other names. */
  @Test
  void an_audit_entry_of_workspace_in_cloud_logging_is_the_activity() {
    String entry =
        """
        {"protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog",\
        "authenticationInfo":{"principalEmail":"a@example.com"},\
        "requestMetadata":{"callerIp":"192.0.2.7"},"serviceName":"%s","methodName":"%s",\
        "metadata":{"activityId":{"timeUsec":"1795165200000001","uniqQualifier":"-77"},\
        "event":[{"eventType":"%s","eventName":"%s","parameter":[\
        {"name":"%s","value":"Tracker","type":"TYPE_STRING"}]}]}},"insertId":"1"}\
        """;
    String report =
        """
        {"kind":"admin#reports#activity","id":{"time":"2026-11-20T09:00:00.000001Z",\
        "uniqueQualifier":"-77","applicationName":"%s"},"actor":{"email":"a@example.com"},\
        "ipAddress":"192.0.2.7","events":[{"type":"%s","name":"%s","parameters":[\
        {"name":"%s","value":"Tracker"}]}]}\
        """;
    String login = "login.googleapis.com";
    for (String[] of :
        new String[][] {
          {login, "google.login.LoginService.loginSuccess", "login", "login_success", "x", "login"},
          {
            login,
            "google.apps.login.v1.SamlLoginSucceeded",
            "login",
            "login_success",
            "application_name",
            "saml"
          },
          {
            "oauth2.googleapis.com",
            "google.identity.oauth2.GetToken",
            "auth",
            "authorize",
            "app_name",
            "token"
          }
        }) {
      String written = entry.formatted(of[0], of[1], of[2], of[3], of[4]);
      Event event =
          Reading.of(Source.GOOGLE, report.formatted(of[5], of[2], of[3], of[4])).events.getFirst();
      for (String envelope : new String[] {"%s", "{\"entries\":[%s]}", "[%s]"}) {
        Reading reading = Reading.of(Source.GOOGLE, envelope.formatted(written));
        assertThat(reading.ends()).as(of[1]).isEqualTo("1/0/0/0");
        assertThat(reading.tally.retold).as("told to be on another way").isEqualTo(1);
        assertThat(reading.events.getFirst().app()).as(of[1]).isEqualTo(event.app());
        assertThat(reading.events.getFirst().kind()).isEqualTo(event.kind());
        assertThat(reading.events.getFirst().occurredAtMicros())
            .isEqualTo(event.occurredAtMicros());
      }
    }
    assertThat(
            Reading.of(Source.GOOGLE, report.formatted("login", "login", "login_success", "x"))
                .tally
                .retold)
        .isZero();
    String admin = entry.formatted("admin.googleapis.com", "x", "USER_SETTINGS", "ADD", "y");
    assertThat(Reading.of(Source.GOOGLE, admin).ends()).isEqualTo("0/0/1/0");
  }

  @Test
  void lines_of_a_log_store_that_are_no_events_are_one_letter_each() {
    String loki =
        "{\"streams\":[{\"stream\":{},\"values\":[[\"1795165200000000000\",\"ping\"],[\"1795165200000000001\","
            + text(OKTA)
            + "]]}]}";
    Reading reading = Reading.of(Source.OKTA, loki);
    assertThat(reading.ends()).isEqualTo("1/0/0/1");
    assertThat(reading.dead.getFirst().raw()).contains("ping");
  }

  private static String gzip(byte[] piece, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        out.write(piece);
      }
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
