package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.lake.Event;
import com.orgscope.lake.Source;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-ins as portals give them out: names of columns in the first line, then rows. */
class PortalExportsTest {
  /** Some of the columns of SigninLogs, in Sentinel's order and spelling. */
  private static final String NAMES =
      "TenantId,SourceSystem,TimeGenerated [UTC],OperationName,Category,ResultType,"
          + "ResultDescription,CorrelationId,Location,AppDisplayName,AppId,AuthenticationDetails,"
          + "CreatedDateTime [UTC],DeviceDetail,Id,IPAddress,LocationDetails,ResourceDisplayName,"
          + "Status,UserId,UserPrincipalName,Type";

  private static final String ROW =
      ",Azure AD,\"11/20/2026, 9:04:17.287 AM\",Sign-in activity,SignInLogs,%s,"
          + "\"Said \"\"no\"\",\nand went\",c%d,DE,\"Tracker, new\",a1,"
          + "\"[{\"\"authenticationMethod\"\":\"\"Password\"\",\"\"succeeded\"\":true}]\","
          + "\"11/20/2026, 9:00:00.000 AM\",\"{\"\"deviceId\"\":\"\"\"\"}\",i%d,192.0.2.7,"
          + "\"{\"\"city\"\":\"\"Berlin\"\",\"\"countryOrRegion\"\":\"\"DE\"\"}\",Tracker,"
          + "\"{\"\"errorCode\"\":%s}\",u1,a@example.com,SigninLogs";

  private static String row(int id, int code) {
    return ROW.formatted(code, id, id, code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void a_row_of_sentinel_is_the_sign_in_that_graph_gives(String lineEnd) {
    Event ofGraph =
        Reading.of(
                Source.ENTRA,
                """
                {"id":"i1","createdDateTime":"2026-11-20T09:00:00Z","userId":"u1",\
                "userPrincipalName":"a@example.com","appId":"a1","appDisplayName":"Tracker, new",\
                "resourceDisplayName":"Tracker","ipAddress":"192.0.2.7","correlationId":"c1",\
                "location":{"city":"Berlin","countryOrRegion":"DE"},"status":{"errorCode":0}}\
                """)
            .events
            .getFirst();
    Reading reading =
        Reading.of(
            Source.ENTRA,
            "\ufeff" + NAMES + lineEnd + row(1, 0) + lineEnd + row(2, 50126) + lineEnd);
    assertThat(reading.ends()).isEqualTo("2/0/0/0");
    assertThat(reading.events.getFirst()).isEqualTo(ofGraph);
  }

  @Test
  void files_joined_together_are_read_as_each_of_them() {
    String json =
        "{\"id\":\"i9\",\"createdDateTime\":\"2026-11-20T09:00:00Z\",\"userId\":\"u1\","
            + "\"appDisplayName\":\"Tracker\",\"status\":{\"errorCode\":0}}";
    String few = "TimeGenerated [UTC],UserPrincipalName,AppDisplayName,ResultType\n";
    String joined =
        String.join(
            "\n",
            json,
            NAMES,
            row(1, 0),
            NAMES,
            row(2, 0),
            "",
            few + "\"11/20/2026, 9:04:17 AM\",a@example.com,Tracker,0",
            "\"11/20/2026, 9:04:18 AM\",,Tracker,0",
            json.replace("i9", "i8"));
    Reading reading = Reading.of(Source.ENTRA, joined);
    assertThat(reading.events).hasSize(5);
    assertThat(reading.reasons()).containsExactly(Reason.NO_ACTOR);
  }

  @Test
  void a_broken_row_is_one_letter_and_takes_no_other_with_it() {
    String open = row(3, 0).replace("i3,", "\"i3,");
    String file = String.join("\n", NAMES, row(1, 0), "one,two", open, row(4, 0), row(5, 0));
    Reading reading = Reading.of(Source.ENTRA, file);
    assertThat(reading.events).hasSize(3);
    assertThat(reading.reasons()).contains(Reason.OTHER_COLUMNS).doesNotContain(Reason.NOT_JSON);
    Reading cut =
        Reading.of(Source.ENTRA, NAMES + "\n" + row(1, 0) + "\n" + row(2, 0).split(":")[0]);
    assertThat(cut.ends()).isEqualTo("1/0/0/1");
    byte[] latin =
        (NAMES + "\n" + row(1, 0).replace("Berlin", "K\u00f6ln") + "\n" + row(2, 0))
            .getBytes(StandardCharsets.ISO_8859_1);
    Reading other = Reading.of(Source.ENTRA, latin);
    assertThat(other.events).hasSize(1);
    assertThat(other.reasons()).contains(Reason.INVALID_UTF8);
  }

  /** Spreadsheets, PowerShell and data frames put something before the names, or other signs. */
  @Test
  void other_programs_write_the_same_rows_in_other_ways() {
    String names = "TimeGenerated;UserPrincipalName;AppDisplayName;ResultType";
    String row = "2026-11-20T09:00:00Z;a@example.com;Tracker;0";
    for (String file :
        new String[] {
          names + "\n" + row,
          "sep=;\r\n" + names + "\r\n" + row + "\r\n",
          "#TYPE Selected.System.Management.Automation.PSCustomObject\n"
              + names.replace(";", "\",\"").replaceAll("^|$", "\"")
              + "\n"
              + row.replace(";", "\",\"").replaceAll("^|$", "\""),
          names.replace(';', '\t') + "\n" + row.replace(';', '\t'),
          "," + names.replace(';', ',') + "\n0," + row.replace(';', ','),
          "\n\n" + names.replace(';', ',') + "\n" + row.replace(';', ',') + "\n\n"
        }) {
      assertThat(Reading.of(Source.ENTRA, file).ends()).as(file).isEqualTo("1/0/0/0");
    }
    assertThat(Reading.of(Source.ENTRA, names + "\n").ends()).isEqualTo("0/0/0/0");
  }

  /** Splunk and others export the event as they got it, in one of the columns. */
  @Test
  void an_event_in_a_column_is_the_event() {
    String event =
        "{\"uuid\":\"u1\",\"published\":\"2026-11-20T09:00:00.000Z\",\"eventType\":\"user.session.start\","
            + "\"actor\":{\"id\":\"00u1\",\"type\":\"User\"},\"outcome\":{\"result\":\"SUCCESS\"}}";
    String row = "\"" + event.replace("\"", "\"\"") + "\",2026-11-20";
    assertThat(Reading.of(Source.OKTA, "_raw,_time\n" + row + "\n").ends()).isEqualTo("1/0/0/0");
    assertThat(Reading.of(Source.OKTA, "hello, world\nand, you\n" + event).ends())
        .as("a sentence names no columns")
        .isEqualTo("1/0/0/2");
  }

  @Test
  void a_long_file_is_read_to_its_end() {
    int rows = 12_000;
    String file =
        IntStream.range(0, rows)
            .mapToObj(i -> row(i, 0))
            .collect(Collectors.joining("\n", NAMES + "\n", "\n"));
    assertThat(file.length()).isGreaterThan(ElementReader.LARGEST_EVENT);
    assertThat(Reading.of(Source.ENTRA, file).ends()).isEqualTo(rows + "/0/0/0");
  }

  /**
   * Absent is an empty text in an export; it says neither of which log a row is nor what it did.
   */
  @Test
  void an_empty_column_says_nothing() {
    String names = "TimeGenerated,UserPrincipalName,AppDisplayName,ResultType,OperationName,Type\n";
    Reading reading =
        Reading.of(Source.ENTRA, names + "2026-11-20T09:00:00Z,a@example.com,Tracker,0,,\n");
    assertThat(reading.ends()).isEqualTo("1/0/0/0");
    String json =
        "{\"CreatedDateTime [UTC]\":\"11/20/2026, 9:00:00.000 AM\",\"UserPrincipalName\":\"a@example.com\","
            + "\"AppDisplayName\":\"Tracker\",\"ResultType\":\"0\",\"Type\":\"\"}";
    assertThat(Reading.of(Source.ENTRA, json).ends()).isEqualTo("1/0/0/0");
  }
}
