package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.PersonKey;
import com.orgscope.testing.Company;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a row of a file means, and whom by its manager, where names and logins are ambiguous. */
class WhoARowMeansTest {
  private static final String BY_NAME =
      "Employee ID,Work Email,Worker,Business Title,Department,Reporting to";
  private static final String WITH_AN_END =
      "employee_id,login,display_name,title,department,end_date";

  @TempDir private Path home;
  private Company acme;

  @BeforeEach
  void open() {
    acme = Company.open(home, Instant.parse("2026-11-20T12:00:00Z"));
  }

  @AfterEach
  void close() {
    acme.close();
  }

  private @Nullable PersonKey managerOf(String login) {
    return acme.person(login).manager();
  }

  @Test
  void a_manager_who_could_be_two_people_is_left_empty_and_said() {
    ImportReport report =
        acme.employFrom(
            BY_NAME,
            "1,bo@acme.example,Bo Birch,Lead,Sales,",
            "2,bo.birch@acme.example,\"Birch, Bo\",Lead,Platform,",
            "3,ann@acme.example,Ann Ash,Engineer,Platform,Bo Birch");
    assertThat(report.remarks())
        .containsExactly(new ImportReport.Row(4, "manager 'Bo Birch' could be 2 people"));
    assertThat(managerOf("ann@acme.example")).isNull();
  }

  @Test
  void a_manager_is_looked_for_in_the_file_and_then_in_the_directory() {
    acme.employFrom(BY_NAME, "1,bo@acme.example,Bo Birch,Lead,Sales,");
    PersonKey bo = acme.person("bo@acme.example").key();
    acme.employFrom(
        BY_NAME,
        "2,ann@acme.example,Ann Ash,Engineer,Platform,\"birch,  bo\"",
        "3,cy@acme.example,Cy Cedar,Engineer,Platform,1",
        "4,dee@acme.example,Dee Dogwood,Engineer,Platform,bo@acme.example");
    assertThat(managerOf("ann@acme.example")).as("by name").isEqualTo(bo);
    assertThat(managerOf("cy@acme.example")).as("by number").isEqualTo(bo);
    assertThat(managerOf("dee@acme.example")).as("by mail").isEqualTo(bo);

    acme.employFrom(
        BY_NAME,
        "9,bo.birch@acme.example,Bo Birch,Lead,Platform,",
        "2,ann@acme.example,Ann Ash,Engineer,Platform,Bo Birch");
    assertThat(managerOf("ann@acme.example"))
        .as("the one of the file, though the directory has a namesake")
        .isEqualTo(acme.person("bo.birch@acme.example").key());
  }

  @Test
  void a_login_that_a_leaver_had_is_of_whoever_has_it_now() {
    ImportReport report =
        acme.employFrom(
            WITH_AN_END,
            "1,desk@acme.example,Ann Ash,Clerk,Sales,2025-01-31",
            "2,desk@acme.example,Bo Birch,Clerk,Sales,");
    assertThat(report.rejected()).isEmpty();
    assertThat(report.remarks())
        .containsExactly(
            new ImportReport.Row(
                2, "used without desk@acme.example, which is of the person in line 3"));
    assertThat(employeeId(acme.person("desk@acme.example"))).isEqualTo("2");
  }

  @Test
  void two_who_both_work_here_cannot_sign_in_as_one() {
    ImportReport report =
        acme.employ(
            "1,desk@acme.example,Ann Ash,Clerk,Sales,", ",desk@acme.example,Bo Birch,Clerk,Sales,");
    assertThat(report.rejected())
        .containsExactly(new ImportReport.Row(3, "login desk@acme.example is in line 2 already"));
    assertThat(employeeId(acme.person("desk@acme.example"))).isEqualTo("1");
  }

  @Test
  void a_login_that_was_passed_on_is_said_and_its_first_owner_stays_who_they_were() {
    acme.employ("1,ann@acme.example,Ann Ash,Clerk,Sales,");
    PersonKey ann = acme.person("ann@acme.example").key();
    ImportReport report =
        acme.employ(
            "1,ann.ash@acme.example,Ann Ash,Clerk,Sales,",
            "2,ann@acme.example,Ann Alder,Engineer,Platform,");
    assertThat(report.remarks())
        .containsExactly(
            new ImportReport.Row(3, "takes over the login of another person of the directory"));
    assertThat(acme.person("ann.ash@acme.example").key()).isEqualTo(ann);
    assertThat(employeeId(acme.person("ann@acme.example"))).isEqualTo("2");
  }

  @Test
  void a_line_that_names_somebody_of_another_line_is_not_taken_for_a_third() {
    acme.employ("1,ann@acme.example,Ann Ash,Clerk,Sales,");
    ImportReport report =
        acme.employ(
            "1,ann.ash@acme.example,Ann Ash,Clerk,Sales,",
            ",ann@acme.example,Ann Ash,Clerk,Sales,");
    assertThat(report.rejected())
        .containsExactly(new ImportReport.Row(3, "is somebody whom another line names already"));
    assertThat(acme.directory().people().all(acme.operator())).hasSize(1);
  }

  private @Nullable String employeeId(Person person) {
    return Objects.requireNonNull(
            acme.directory().people().identities(acme.operator()).get(person.key()))
        .employeeId();
  }
}
