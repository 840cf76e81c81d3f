package com.orgscope.directory;

import static com.orgscope.directory.TestDirectory.ACME;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.StoredRows;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PeopleImportTest {
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final String HEADER =
      "employee_id,login,display_name,title,department,hire_date,manager_id\n";

  @TempDir Path home;
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private Database database;
  private TestDirectory directory;

  @BeforeEach
  void aTenant() {
    database = TestDatabase.fresh();
    directory = TestDirectory.on(database, home, TestDirectory.OPEN, () -> now);
    directory.tenants().create(TestDirectory.tenant(ACME));
  }

  @Test
  void our_own_header_is_read() {
    ImportReport report =
        read(
            HEADER
                + "007,Ann@x.example,Ann Ash,Engineer,Platform,2024-02-29,008\n"
                + "008,bo@x.example,Bo Birch,Head of Platform,Platform,2020-01-15,\n");

    assertThat(report).isEqualTo(new ImportReport(2, 2, 0, 0, List.of(), List.of()));
    Person ann = person("ann@X.example");
    assertThat(ann.title()).isEqualTo("Engineer");
    assertThat(ann.hireDate()).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(ann.manager()).isEqualTo(person("bo@x.example").key());
    assertThat(ann.hasReports()).isFalse();
    assertThat(person("bo@x.example").hasReports()).isTrue();
    assertThat(identity(ann))
        .returns("007", Identity::employeeId)
        .returns("Ann@x.example", Identity::login)
        .returns("Ann Ash", Identity::displayName);
    assertThat(directory.people().lookup(IT).byEmployeeId("7")).isEmpty();
    assertThat(directory.people().lookup(IT).byEmployeeId("007")).contains(ann.key());
  }

  @Test
  void a_report_of_workday_is_read() throws IOException {
    String csv =
        """
        All Workers - Company Directory;;;;;;;
        As of;11/01/2026;;;;;;

        Employee ID;Worker;Business Title;Supervisory Organization;Cost Center;Manager ID;Work Email;Hire Date
        000101;"Ash, Ann (On Leave)";Senior Engineer;Platform Engineering (Bo Birch);41000;000102;ann@x.example;3/14/2022
        000102;"Birch, Bo";VP Engineering;Engineering (Cy Cedar);42000 Engineering;;bo@x.example;7/4/2019
        """;
    Path file = Files.write(home.resolve("workday.csv"), ("\uFEFF" + csv).getBytes(UTF_8));

    ImportReport report = directory.people().importCsv(IT, file, Progress.NONE);

    assertThat(report).isEqualTo(new ImportReport(2, 2, 0, 0, List.of(), List.of()));
    Person ann = person("ann@x.example");
    assertThat(ann.department()).isEqualTo("Platform Engineering");
    assertThat(ann.hireDate()).isEqualTo(LocalDate.of(2022, 3, 14));
    assertThat(person("bo@x.example").department()).isEqualTo("Engineering");
    assertThat(person("bo@x.example").hireDate())
        .as("one date of the file tells that the month comes first")
        .isEqualTo(LocalDate.of(2019, 7, 4));
    assertThat(identity(ann).displayName()).isEqualTo("Ann Ash");
  }

  @Test
  void a_division_stands_beside_the_department_and_for_it_only_where_none_is_named() {
    read(
        "login,title,department,division\nann@x.example,Engineer,Platform,Technology (Cy Cedar)\n");
    assertThat(person("ann@x.example"))
        .returns("Platform", Person::department)
        .returns("Technology", Person::division);

    assertThat(read("login,title,department\nann@x.example,Engineer,Platform\n").unchanged())
        .as("a file without the column leaves what was known")
        .isEqualTo(1);
    read("login,Geschäftsbereich\nann@x.example,Produkt\nbo@x.example,Vertrieb\n");
    assertThat(person("ann@x.example"))
        .returns("Platform", Person::department)
        .returns("Produkt", Person::division);
    assertThat(person("bo@x.example"))
        .returns("Vertrieb", Person::department)
        .returns("Vertrieb", Person::division);
    read("login,division\nbo@x.example,Handel\n");
    assertThat(person("bo@x.example").department())
        .as("as long as none is named")
        .isEqualTo("Handel");
  }

  @Test
  void a_report_of_bamboohr_names_the_manager_by_name() {
    ImportReport report =
        read(
            """
            "Employee #","Last Name, First Name",Work Email,Job Title,Department,Location,Reporting to,Hire Date,Status
            12,"Ash, Ann",ann@x.example,"Account
            Executive",Sales,Oslo,"Birch, Bo",0000-00-00,Active
            13,"Birch, Bo",bo@x.example,Sales Director,Sales,Oslo,,2020-02-01,Active
            14,"Cedar, Cy",cy@x.example,Account Executive,Sales,Oslo,Dee Dogwood,12 Mar 2021,Inactive
            """);

    assertThat(report.imported()).isEqualTo(3);
    assertThat(report.remarks())
        .containsExactly(
            new ImportReport.Row(
                5, "manager 'Dee Dogwood' is nobody in the file or the directory"));
    Person ann = person("ann@x.example");
    assertThat(ann.title()).isEqualTo("Account Executive");
    assertThat(ann.hireDate()).isNull();
    assertThat(ann.manager()).isEqualTo(person("bo@x.example").key());
    assertThat(person("cy@x.example").hireDate()).isEqualTo(LocalDate.of(2021, 3, 12));
    assertThat(person("cy@x.example").endDate())
        .as("left, on a day the file does not say")
        .isEqualTo(LocalDate.of(2026, 11, 1));
  }

  @Test
  void bamboohrs_own_row_ids_are_not_employee_numbers() {
    read(
        """
        id,employeeNumber,displayName,workEmail,jobTitle,department,supervisorId,hireDate
        1,2,Ann Ash,ann@x.example,Engineer,Platform,3,2024-01-01
        2,3,Bo Birch,bo@x.example,Engineer,Platform,3,2024-01-01
        3,1,Cy Cedar,cy@x.example,Lead,Platform,,2024-01-01
        """);

    assertThat(person("ann@x.example").manager()).isEqualTo(person("cy@x.example").key());
    assertThat(person("bo@x.example").manager()).isEqualTo(person("cy@x.example").key());
  }

  @Test
  void latin_1_and_utf_16_are_recognized() throws IOException {
    String csv = HEADER + "1,jo@x.example,Jörg Müller,Einkäufer,Einkauf,2024-01-01,\n";
    Path latin =
        Files.write(home.resolve("latin.csv"), csv.getBytes(Charset.forName("ISO-8859-1")));
    Path wide = Files.write(home.resolve("wide.csv"), ("\uFEFF" + csv).getBytes(UTF_16LE));

    assertThat(directory.people().importCsv(IT, latin, Progress.NONE).imported()).isEqualTo(1);
    assertThat(person("jo@x.example").title()).isEqualTo("Einkäufer");
    assertThat(directory.people().importCsv(IT, wide, Progress.NONE).unchanged()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_used_is_reported_with_its_line() {
    ImportReport report =
        read(
            HEADER
                + "1,ann@x.example,Ann,\"Engineer,\nPlatform\",Platform,2024-01-01,\n"
                + ",,Nobody,Engineer,Platform,2024-01-01,\n"
                + "1,other@x.example,Other,Engineer,Platform,2024-01-01,\n"
                + "\n"
                + "2,ann@x.example,Twin,Engineer,Platform,2024-01-01,\n"
                + "3,cy@x.example,Cy,Engineer,Platform,2024-01-01,1,surplus\n"
                + "4,dee@x.example,Dee,Engineer,Platform,soon,99\n"
                + "employee_id,login,display_name,title,department,hire_date,manager_id\n");

    assertThat(report.read()).isEqualTo(7);
    assertThat(report.imported()).isEqualTo(3);
    assertThat(report.rejected())
        .containsExactly(
            new ImportReport.Row(4, "has neither an employee id nor a login or mail"),
            new ImportReport.Row(5, "employee id 1 is in line 2 already"),
            new ImportReport.Row(8, "has 8 values, the header has 7"),
            new ImportReport.Row(10, "the header again"));
    assertThat(report.remarks())
        .containsExactly(
            new ImportReport.Row(
                2, "used without ann@x.example, which several people of the file have"),
            new ImportReport.Row(
                7, "used without ann@x.example, which several people of the file have"),
            new ImportReport.Row(9, "'soon' is no date: hire date left empty"),
            new ImportReport.Row(9, "manager '99' is nobody in the file or the directory"));
  }

  @Test
  void a_quotation_mark_that_never_closes_is_said_and_not_swallowed() {
    ImportReport report =
        read(
            HEADER
                + "1,ann@x.example,Ann,Engineer,Platform,2024-01-01,\n"
                + "2,bo@x.example,\"Bo,Engineer,Platform,2024-01-01,\n"
                + "3,cy@x.example,Cy,Engineer,Platform,2024-01-01,\n".repeat(20));

    assertThat(report.imported()).isEqualTo(1);
    assertThat(report.rejected()).hasSize(1);
    assertThat(report.rejected().getFirst().line()).isEqualTo(3);
    assertThat(report.rejected().getFirst().reason()).contains("quotation mark");
  }

  @Test
  void a_file_of_something_else_is_refused_with_what_was_found_and_needed() {
    assertThatThrownBy(() -> read("timestamp,email,app\n2026-01-01,ann@x.example,Jira\n"))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.OPERATOR))
        .hasMessageContaining("found timestamp,email,app")
        .hasMessageContaining("employee_id");
    assertThatThrownBy(() -> read("")).hasMessageContaining("the file is empty");
    assertThatThrownBy(
            () -> directory.people().importCsv(IT, home.resolve("none.csv"), Progress.NONE))
        .hasMessageContaining("there is no file");
    assertThat(directory.people().all(IT)).isEmpty();
  }

  @Test
  void people_who_manage_each_other_are_untied_and_named() {
    ImportReport report =
        read(
            HEADER
                + "1,ann@x.example,Ann,Engineer,Platform,2024-01-01,2\n"
                + "2,bo@x.example,Bo,Engineer,Platform,2024-01-01,3\n"
                + "3,cy@x.example,Cy,Engineer,Platform,2024-01-01,1\n"
                + "4,dee@x.example,Dee,Chief,Platform,2024-01-01,4\n"
                + "5,eve@x.example,Eve,Engineer,Platform,2024-01-01,1\n");

    assertThat(report.imported()).isEqualTo(5);
    assertThat(report.remarks())
        .containsExactly(
            new ImportReport.Row(
                4,
                "manager left empty: the people of lines 2, 3, 4 would manage each other in a"
                    + " circle"));
    assertThat(person("cy@x.example").manager()).isNull();
    assertThat(person("dee@x.example").manager()).as("her own manager").isNull();
    assertThat(person("eve@x.example").manager()).isEqualTo(person("ann@x.example").key());
  }

  @Test
  void importing_again_updates_and_keeps_what_was() {
    String before =
        HEADER
            + "1,ann@x.example,Ann,Engineer,Platform,2024-01-01,2\n"
            + "2,bo@x.example,Bo,Manager,Platform,2020-01-01,\n"
            + "3,cy@x.example,Cy,Manager,Platform,2020-01-01,\n";
    read(before);
    assertThat(read(before)).isEqualTo(new ImportReport(3, 0, 3, 3, List.of(), List.of()));

    now = Instant.parse("2026-11-20T23:30:00Z");
    ImportReport report =
        read(
            HEADER
                + "1,ann.ash@x.example,Ann,Senior Engineer,Platform,2024-01-01,3\n"
                + "4,dee@x.example,Dee,Engineer,Platform,2026-12-01,cy@x.example\n");

    assertThat(report).isEqualTo(new ImportReport(2, 1, 1, 0, List.of(), List.of()));
    Person ann = person("ann.ash@x.example");
    PersonKey bo = person("bo@x.example").key();
    PersonKey cy = person("cy@x.example").key();
    assertThat(person("ann@x.example")).as("her old login is still hers").isEqualTo(ann);
    assertThat(TestDirectory.positions(database, IT, ann.key()))
        .containsExactly(
            "2024-01-01 Engineer Platform " + bo, "2026-11-21 Senior Engineer Platform " + cy);
    assertThat(person("bo@x.example").hasReports()).isFalse();
    assertThat(person("cy@x.example").hasReports()).isTrue();
    assertThat(directory.people().logins(IT))
        .hasSize(4)
        .containsEntry(ann.key(), "ann.ash@x.example");
  }

  @Test
  void rows_that_say_from_when_they_hold_become_a_history() {
    ImportReport report =
        read(
            """
            Employee ID,Work Email,Job Title,Department,Effective Date
            1,ann@x.example,Director,Platform,2027-01-01
            1,ann@x.example,Engineer,Platform,2024-01-01
            1,ann@x.example,Senior Engineer,Platform,2026-01-01
            """);

    assertThat(report).isEqualTo(new ImportReport(3, 3, 0, 0, List.of(), List.of()));
    Person ann = person("ann@x.example");
    assertThat(ann.title()).isEqualTo("Senior Engineer");
    assertThat(TestDirectory.positions(database, IT, ann.key()))
        .extracting(position -> position.substring(11).replaceAll(" \\S+ \\S+$", ""))
        .containsExactly("Engineer", "Senior Engineer", "Director");
    assertThat(directory.people().all(IT)).hasSize(1);
  }

  @Test
  void columns_a_file_does_not_have_leave_what_was_known() {
    read(HEADER + "1,ann@x.example,Ann,Engineer,Platform,2024-01-01,\n");

    ImportReport report = read("login,title\nANN@x.example,Architect\n");

    assertThat(report.updated()).isEqualTo(1);
    Person ann = person("ann@x.example");
    assertThat(ann.title()).isEqualTo("Architect");
    assertThat(ann.department()).isEqualTo("Platform");
    assertThat(ann.hireDate()).isEqualTo(LocalDate.of(2024, 1, 1));
    assertThat(identity(ann).employeeId()).isEqualTo("1");
  }

  @Test
  void a_dry_run_writes_nothing_and_by_its_digest_just_that_is_read() throws Exception {
    read(
        HEADER
            + "1,one@x.example,One,Head,Platform,2020-01-01,\n"
            + "2,two@x.example,Two,Engineer,Platform,2020-01-01,1\n"
            + "3,three@x.example,Three,Engineer,Platform,2020-01-01,1\n");
    byte[] file =
        (HEADER.replace("\n", ",end_date\n")
                + "1,one@x.example,One,Head,Platform,2020-01-01,,\n"
                + "2,two@x.example,Two,Lead,Platform,2020-01-01,1,\n"
                + "3,three@x.example,Three,Engineer,Platform,2020-01-01,1,2026-10-31\n"
                + "4,four@x.example,Four,Engineer,Platform,2026-11-01,99,\n"
                + ",,Nobody,Engineer,Platform,2026-11-01,1,\n")
            .getBytes(UTF_8);
    String before = StoredRows.of(database).text("directory");

    ImportPreview preview = directory.people().preview(IT, file, "the file");

    assertThat(StoredRows.of(database).text("directory")).isEqualTo(before);
    assertThat(preview)
        .returns(1, ImportPreview::joined)
        .returns(1, ImportPreview::left)
        .returns(2, ImportPreview::changed)
        .returns(1, ImportPreview::unchanged);
    assertThat(preview.rows().rejected()).extracting(ImportReport.Row::line).containsExactly(6L);
    assertThat(preview.rows().remarks()).extracting(ImportReport.Row::line).containsExactly(5L);
    assertThat(directory.people().preview(IT, file, "the file")).isEqualTo(preview);

    byte[] other = new String(file, UTF_8).replace("Lead", "Chief").getBytes(UTF_8);
    for (byte[] another : List.of(other, "login,title\ntwo@x.example,Lead\n".getBytes(UTF_8))) {
      assertThatThrownBy(() -> previewed(another, preview.digest()))
          .hasMessageContaining("preview it again");
    }
    read(HEADER + "5,five@x.example,Five,Engineer,Platform,2020-01-01,1\n");
    assertThat(previewed(file, preview.digest()))
        .as("of others who came")
        .isEqualTo(preview.rows());
    String after = StoredRows.of(database).text("directory");
    assertThatThrownBy(() -> previewed(file, preview.digest()))
        .as("by then it would do nothing")
        .hasMessageContaining("preview it again");
    assertThat(StoredRows.of(database).text("directory")).isEqualTo(after);
    assertThat(person("three@x.example").worksOn(LocalDate.of(2026, 11, 1))).isFalse();
  }

  @Test
  void what_changed_since_a_dry_run_is_not_read_by_its_digest() {
    String line = "2,two@x.example,Two,%s,Platform,2020-01-01,\n";
    read(HEADER + line.formatted("Engineer"));
    byte[] file = (HEADER + line.formatted("Lead")).getBytes(UTF_8);
    String digest = directory.people().preview(IT, file, "the file").digest();
    // Somebody else has said the same meanwhile.
    read(HEADER + line.formatted("Lead"));
    assertThatThrownBy(() -> previewed(file, digest)).hasMessageContaining("changed since");
    now = now.plus(Duration.ofDays(1));
    read(HEADER + line.formatted("Engineer"));
    assertThatThrownBy(() -> previewed(file, digest))
        .as("it would hold from another day on")
        .hasMessageContaining("another day has begun");
  }

  private ImportReport previewed(byte[] file, String digest) {
    return directory.people().importPreviewed(IT, file, "the file", digest, Progress.NONE);
  }

  @Test
  void ten_thousand_people_come_in_within_seconds() {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 1; i <= 10_000; i++) {
      csv.append(
          "E%05d,p%d@x.example,Person %d,Engineer,Platform,2024-01-01,%s\n"
              .formatted(i, i, i, i == 1 ? "" : "E%05d".formatted((i + 8) / 10)));
    }

    long began = System.nanoTime();
    ImportReport report = read(csv.toString());
    double seconds = (System.nanoTime() - began) / 1e9;

    assertThat(report).isEqualTo(new ImportReport(10_000, 10_000, 0, 0, List.of(), List.of()));
    assertThat(seconds).isLessThan(20);
    System.out.printf("10,000 people imported in %.1f s%n", seconds);
    assertThat(directory.people().all(IT).stream().filter(Person::hasReports)).hasSize(1_000);
  }

  @Test
  void no_name_login_or_employee_id_rests_in_the_clear() throws Exception {
    Database fresh = TestDatabase.fresh();
    TestDirectory own = TestDirectory.on(fresh, home, TestDirectory.OPEN, () -> now);
    own.tenants().create(TestDirectory.tenant(ACME));
    own.people()
        .importCsv(
            IT,
            new StringReader(
                HEADER
                    + "EMP-471198623047,zelda.quill@x.example,Zelda Quill,Engineer,Platform,2024-01-01,\n"),
            Progress.NONE);
    own.resolution().pseudonyms(ACME).resolve("okta", "00u-secret", "yvo.quince@x.example", 20_000);
    own.resolution().pseudonyms(ACME).save();

    String everything = StoredRows.of(fresh).text("directory");

    assertThat(everything).as("what is looked through is what was written").contains("Engineer");
    for (String secret :
        List.of("zelda", "Zelda", "Quill", "quill", "yvo", "471198623047", "EMP-", "00u-secret")) {
      String bytes = HexFormat.of().formatHex(secret.getBytes(UTF_8));
      assertThat(everything).doesNotContain(secret).doesNotContain(bytes);
    }
  }

  @Test
  void without_its_key_a_tenant_says_so_and_gets_no_new_one_and_others_work() throws IOException {
    Database fresh = TestDatabase.fresh();
    TestDirectory own = TestDirectory.on(fresh, home, TestDirectory.OPEN, () -> now);
    own.tenants().create(TestDirectory.tenant(ACME));
    try (Stream<Path> keys = Files.list(home.resolve("keys/tenants"))) {
      for (Path key : keys.toList()) {
        Files.delete(key);
      }
    }
    TestDirectory later = TestDirectory.on(fresh, home, TestDirectory.OPEN, () -> now);

    later.tenants().create(TestDirectory.tenant(ACME));
    assertThatThrownBy(() -> later.people().logins(IT)).hasMessageContaining("is missing");
    TenantId second = new TenantId("second");
    later.tenants().create(TestDirectory.tenant(second));
    assertThat(later.people().logins(Caller.commandLine(second, "tess"))).isEmpty();
  }

  @Test
  void dates_are_read_as_hr_systems_write_them() {
    HrDates dayFirst = new HrDates(true);
    LocalDate march = LocalDate.of(2024, 3, 9);
    for (String text :
        List.of(
            "2024-03-09",
            "2024/03/09",
            "2024-3-9",
            "20240309",
            "09.03.2024",
            "9/3/2024",
            "09-03-24",
            "9-Mar-2024",
            "09 March 2024",
            "Mar 9, 2024",
            "March 9, 2024",
            "09-Mar-24",
            "2024-03-09T00:00:00Z",
            "2024-03-09 00:00:00.000",
            "2024-03-09T08:15:00+01:00",
            "45360")) {
      assertThat(dayFirst.parse(text)).as(text).isEqualTo(march);
    }
    for (String none : Arrays.asList("", "0000-00-00", "00/00/0000", "N/A", "9999-12-31", "-")) {
      assertThat(dayFirst.parse(none)).as(none).isNull();
    }
    assertThat(HrDates.of(List.of("03/04/2024", "03/31/2024"), true).parse("03/04/2024"))
        .isEqualTo(LocalDate.of(2024, 3, 4));
  }

  @Test
  void names_are_turned_round() {
    Map<String, String> natural =
        Map.of(
            "Ash, Ann", "Ann Ash",
            "Ann Ash", "Ann Ash",
            "Ann Ash, PhD", "Ann Ash, PhD",
            "Ash, Ann (On Leave)", "Ann Ash",
            "Ash, Ann (4711)", "Ann Ash");
    natural.forEach((given, expected) -> assertThat(HrRows.natural(given)).isEqualTo(expected));
  }

  @Test
  void no_header_name_means_two_things() {
    List<String> names =
        Arrays.stream(HrColumn.values()).flatMap(column -> column.names().stream()).toList();
    assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    assertThat(names).allSatisfy(name -> assertThat(HrColumn.plain(name)).isEqualTo(name));
    assertThat(
            List.of("Employee_ID", "employeeId", "EMPLOYEE ID*", " Employee-Id ").stream()
                .map(HrColumn::plain)
                .collect(Collectors.toSet()))
        .containsExactly("employee id");
  }

  private ImportReport read(String csv) {
    return directory.people().importCsv(IT, new StringReader(csv), Progress.NONE);
  }

  private Identity identity(Person person) {
    return Objects.requireNonNull(directory.people().identities(IT).get(person.key()));
  }

  private Person person(String login) {
    return directory.people().byLogin(IT, login).orElseThrow();
  }
}
