package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.directory.Divisions.Listed;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class DivisionsTest {
  private static final Caller IT = Caller.commandLine(TestDirectory.ACME, "tess");

  @TempDir private Path home = Path.of("");
  @AutoClose private final Database database = TestDatabase.fresh();
  private final List<String> asked = new ArrayList<>();
  private final Divisions divisions =
      new Divisions(
          new DivisionStore(database),
          TestDirectory.gate((caller, act, subject) -> asked.add(act + " " + subject)));

  @Test
  void a_list_takes_the_place_of_the_one_before_and_is_its_tenants_alone() {
    assertThat(
            load(
                """
                \uFEFFDepartment\tDivision
                # of the spring

                Field Sales\tCommercial\t\t
                inside sales\tCOMMERCIAL
                "R&D"\tTechnology
                """))
        .isEqualTo(3);
    Listed first = divisions.listed(IT);
    assertThat(first.division("INSIDE  Sales ")).as("one division").contains("Commercial");
    assertThat(first.division("R&D")).contains("Technology");
    assertThat(first.division("Legal")).isEmpty();
    assertThat(first.beyond(List.of("field sales"))).containsExactly("R&D", "inside sales");
    assertThat(divisions.listed(Caller.commandLine(new TenantId("other"), "o")).isEmpty()).isTrue();
    assertThat(load("Legal\tGroup\n")).isEqualTo(1);
    assertThat(divisions.listed(IT).division("R&D")).isEmpty();
    assertThat(load("department\tdivision\n")).as("takes all back").isZero();
    assertThat(divisions.listed(IT).isEmpty()).isTrue();
    assertThat(asked).hasSize(3).containsOnly("CHANGE_VOCABULARY divisions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sales,Commercial            | line 2 has no tab: write the department, a tab
          Sales/tCommercial/tEurope   | line 2 has 2 tabs
          Sales/t                     | line 2 names no division: write one behind the tab, or leave
          /tCommercial                | line 2 names no department
          LEGAL/tCommercial           | line 2 puts 'LEGAL' into 'Commercial', and line 1 into 'Group': leave one
          """)
  void a_wrong_line_is_named_with_the_way_out_and_nothing_is_stored(String line, String said) {
    load("Field\tCommercial\n");
    assertThatThrownBy(() -> load("Legal\tGroup\n" + line.replace("/t", "\t") + "\n"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(said)
        .hasMessageContaining("nothing was stored");
    assertThat(divisions.listed(IT).division("Field")).contains("Commercial");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Department\tUnit", "dept\tBusiness Unit", "Abteilung\tSparte"})
  void the_first_line_may_be_what_hr_systems_call_the_two(String header) {
    assertThat(load(header + "\nLegal\tGroup\n")).isEqualTo(1);
    assertThat(divisions.listed(IT).division("Legal")).contains("Group");
  }

  @Test
  void a_header_that_names_the_division_first_is_refused() {
    assertThatThrownBy(() -> load("Division\tDepartment\nGroup\tLegal\n"))
        .hasMessageContaining("line 1 names the division before the department")
        .hasMessageContaining("nothing was stored");
    assertThat(divisions.listed(IT).isEmpty()).isTrue();
  }

  @Test
  void an_empty_file_is_refused_and_says_how_a_list_is_taken_back() {
    load("Field\tCommercial\n");
    assertThatThrownBy(() -> load("# nothing\n"))
        .hasMessageContaining("To take the divisions back");
    assertThat(divisions.listed(IT).isEmpty()).isFalse();
  }

  private int load(String text) {
    Path file = home.resolve("divisions.tsv");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return divisions.importFile(IT, file);
  }
}
