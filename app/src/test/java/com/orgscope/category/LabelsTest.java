package com.orgscope.category;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.TitleCategories.Titled;
import com.orgscope.table.Table;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

  @ParameterizedTest
  @CsvSource({
    "Software Engineering, technology, Engineering",
    "R&D, technology, Engineering",
    "HR, technology, People",
    "Human Resources, finance, People",
    "People Ops, technology, People",
    "Customer Success, technology, Customer Support",
    "Support, technology, Customer Support",
    "IT, retail, IT & Security",
    "Infosec, technology, IT & Security",
    "Nursing, healthcare, Clinical Care",
    "Retail Ops, retail, Store Operations",
    "Supply Chain, manufacturing, Production & Supply Chain",
    "Supply Chain, technology, Operations",
    "Legal & Compliance, finance, Legal",
    "legal and compliance, finance, Legal",
    "Exec/Leadership, technology, Management",
    "Payroll & Benefits, technology, People",
    "Claims, finance, Investment & Risk",
    "Staff Site Reliability Eng, technology, Engineering"
  })
  void usual_names_mean_a_category(String label, String industry, String category) {
    assertThat(new Labels(Taxonomy.forIndustry(industry)).category(label)).contains(category);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Department 7", "Blue", "n/a"})
  void a_label_nobody_understands_stays_empty(String label) {
    assertThat(new Labels(Taxonomy.forIndustry("technology")).category(label)).isEmpty();
  }

  @Test
  void a_nurse_has_no_category_where_there_is_no_clinic() {
    assertThat(new Labels(Taxonomy.forIndustry("technology")).category("Nursing")).isEmpty();
  }

  @Test
  void the_company_s_own_names_go_first() {
    Taxonomy taxonomy =
        TestTaxonomies.of(
            "technology", Map.of("Engineering", "Product Engineering", "Apprentices", "Trainees"));

    assertThat(taxonomy.canonical("product engineering")).contains("Engineering");
    assertThat(taxonomy.ownName("Engineering")).isEqualTo("Product Engineering");
    assertThat(taxonomy.canonical("trainees")).contains("Apprentices");
    assertThat(taxonomy.categories()).hasSize(14).contains("Apprentices");
    assertThat(taxonomy.ownNames()).contains("Product Engineering", "Trainees", "Sales");
  }

  @Test
  void a_title_is_read_by_the_company_s_own_words_first_and_by_the_list_of_titles_then() {
    Taxonomy taxonomy = Taxonomy.forIndustry("healthcare");
    taxonomy.role("Zookeeper", "Operations");
    taxonomy.role("Nurse Manager", "Management");
    Labels labels = new Labels(taxonomy);

    assertThat(labels.title("zookeeper")).contains(new Labels.Titled("Operations", null));
    assertThat(labels.title("Nurse Manager")).contains(new Labels.Titled("Management", null));
    assertThat(labels.title("VP, Sales")).contains(new Labels.Titled("Management", "Sales"));
    assertThat(labels.title("Nurse")).contains(new Labels.Titled("Clinical Care", null));
    assertThat(labels.title("Beekeeper")).isEmpty();
    assertThat(new Labels(Taxonomy.forIndustry("finance")).title("Nurse"))
        .as("a kind of work that the industry does not have")
        .isEqualTo(
            Taxonomy.forIndustry("finance")
                .here("Clinical Care")
                .map(here -> new Labels.Titled(here, null)));
  }

  @Test
  void packs_belong_to_their_industries() {
    assertThat(Taxonomy.forIndustry("technology").categories()).hasSize(13);
    assertThat(Taxonomy.forIndustry("retail").categories())
        .hasSize(15)
        .endsWith("Store Operations", "Production & Supply Chain");
    assertThat(Taxonomy.forIndustry("healthcare").allows("Clinical Care")).isTrue();
    assertThat(Taxonomy.forIndustry("finance").allows("Clinical Care")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Sales Engineer, Sales, ",
    "Senior Software Engineer II, Engineering, ",
    "Marketing Data Analyst, Data & Analytics, ",
    "HR Business Partner, People, ",
    "Finance Systems Manager, Finance, ",
    "President, Management, ",
    "Nurse Manager, Clinical Care, Management",
    "VP, Management, ",
    "'VP, Sales', Management, Sales",
    "Head of Data, Management, Data & Analytics",
    "Chief Financial Officer, Management, ",
    "Sr. SW Eng Mgr, Engineering, Management",
    "Engineering Manager, Engineering, Management",
    "Product Manager, Product, ",
    "Senior Product Manager, Product, ",
    "Store Manager, Store Operations, ",
    "Account Executive, Sales, ",
    "Executive Assistant, Operations, ",
    "Jr. Accountant, Finance, ",
    "Softwareentwicklerin, Engineering, ",
    "Anwendungsentwickler, Engineering, ",
    "Gesundheits- und Krankenpflegerin, Clinical Care, ",
    "Développeur Web, Engineering, ",
    "Infirmière, Clinical Care, ",
    "Ingeniero de software, Engineering, ",
    "Security Guard, Operations, ",
    "Security Engineer, IT & Security, ",
    "Quality Engineer, Production & Supply Chain, "
  })
  void a_title_says_what_somebody_does(String title, String category, String second) {
    assertThat(TitleCategories.of(title))
        .get()
        .satisfies(titled -> {
          assertThat(titled.category()).isEqualTo(category);
          assertThat(titled.second()).isEqualTo(second);
        });
  }

  @Test
  void a_title_the_table_does_not_know_says_nothing() {
    assertThat(TitleCategories.of("Zookeeper")).isEmpty();
    assertThat(TitleCategories.of("")).isEmpty();
  }

  @Test
  void every_pattern_names_a_category_and_a_sub_category_of_the_taxonomy() {
    Taxonomy[] industries = {
      Taxonomy.forIndustry("healthcare"),
      Taxonomy.forIndustry("finance"),
      Taxonomy.forIndustry("retail")
    };
    Table titles = Table.read(TitleCategories.class, "titles.tsv");
    assertThat(titles.rows()).hasSizeGreaterThan(2000);
    assertThat(titles.rows())
        .filteredOn(row -> !row.get(1).startsWith("@"))
        .allSatisfy(row ->
            assertThat(industries)
                .anySatisfy(t -> assertThat(t.subCategories(row.get(1))).contains(row.get(2))));
    assertThat(TitleCategories.of("Payroll Specialist"))
        .contains(new Titled("People", "Payroll & Benefits", null));
  }
}
