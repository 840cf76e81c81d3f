package com.orgscope.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyWordsTest {

  @Test
  void a_file_adds_a_pack_and_names_and_roles_which_are_read_and_shown() {
    CompanyWords words =
        CompanyWords.read(
            """
            # ours
            pack healthcare

            add Gardening
            name Engineering = Product Engineering
            role Nurse = Clinical Care
            role Ward clerk = Operations
            """);
    Taxonomy taxonomy = words.taxonomy("technology");
    assertThat(taxonomy.categories()).contains("Clinical Care", "Gardening", "Sales");
    assertThat(taxonomy.ownName("Engineering")).isEqualTo("Product Engineering");
    assertThat(new Labels(taxonomy).category("NURSE")).contains("Clinical Care");
    assertThat(taxonomy.roles("Operations")).containsExactly("Ward clerk");
    assertThat(taxonomy.industries()).containsExactlyInAnyOrder("healthcare", "technology");
    assertThat(CompanyWords.read(words.text()).text()).isEqualTo(words.text());
    assertThat(new Benchmarks(taxonomy).categories()).contains("Clinical Care");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "pack circus | there is no pack 'circus'",
        "name Wizardry = Magic | there is no category 'Wizardry'",
        "role Nurse = Clinical Care | there is no category 'Clinical Care'",
        "name Legal = Sales | 'Sales' already means Sales",
        "role HR = Legal | 'HR' already means People",
        "add Sales | 'Sales' already means Sales",
        "name Legal | line 1 is none of",
        "add Sales = Legal | line 1 is none of",
        "shout Sales | line 1 is none of",
        "name Legal = !! | line 1 is none of",
      })
  void a_line_that_means_nothing_or_another_thing_is_refused_by_its_number(
      String line, String fault) {
    assertThatThrownBy(() -> CompanyWords.read(line).taxonomy("technology"))
        .hasMessageContaining(fault)
        .hasMessageContaining("line 1");
  }

  @Test
  void no_word_says_of_anybody_what_is_nobodys_business() {
    assertThatThrownBy(() ->
            CompanyWords.read("add Betriebsrat\nname Legal = Union Work\nrole Ombudsman = Legal")
                .requireNothingSensitive())
        .hasMessageContaining("line 1: 'Betriebsrat' speaks of works council");
    CompanyWords.read("add Gardening\nname Legal = Counsel").requireNothingSensitive();
  }

  @Test
  void every_fault_of_a_file_is_told_at_once() {
    assertThatThrownBy(() ->
            CompanyWords.read("name Legal = Sales\nname Sales = A\nname Sales = B\nrole X = Y")
                .taxonomy("technology"))
        .hasMessageContaining("line 1")
        .hasMessageContaining("line 3 names Sales a second time")
        .hasMessageContaining("line 4");
    assertThatThrownBy(() -> CompanyWords.read("add " + "x".repeat(61)))
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> CompanyWords.read("add A\n".repeat(201)))
        .hasMessageContaining("more than 200 lines");
  }

  @Test
  void names_that_were_kept_before_there_were_versions_mean_what_they_meant() {
    Map<String, String> names = Map.of("Engineering", "Makers", "Gardening", "Yards");
    Taxonomy taxonomy = CompanyWords.of("technology", names).taxonomy("technology");
    assertThat(taxonomy.ownName("Engineering")).isEqualTo("Makers");
    assertThat(taxonomy.ownName("Gardening")).isEqualTo("Yards");
    assertThat(taxonomy.canonical("Yards")).contains("Gardening");
  }
}
