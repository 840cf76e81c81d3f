package com.orgscope.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The lists of what is mutated name what there is, whatever it was renamed to. */
class RuleListTest {
  private static final Path GROUPS = Path.of("src", "mutation", "groups.tsv");
  private static final Path EQUIVALENT = Path.of("src", "mutation", "equivalent-mutants.tsv");

  @TempDir private Path folder = Path.of("replaced");

  @Test
  void every_class_and_test_that_the_profile_names_exists() throws Exception {
    List<String> classes = named("targetClasses");
    assertThat(classes).isNotEmpty().doesNotHaveDuplicates().allSatisfy(RuleListTest::exists);
    assertThat(named("targetTests"))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allSatisfy(RuleListTest::exists);
  }

  @Test
  void every_class_of_the_profile_is_in_one_group_and_the_groups_hold_no_other() throws Exception {
    List<String> grouped =
        Survivors.groups(GROUPS).stream()
            .flatMap(group -> group.classes().stream())
            .map(type -> "com.orgscope." + type)
            .toList();
    assertThat(grouped).containsExactlyInAnyOrderElementsOf(named("targetClasses"));
  }

  @Test
  void every_explained_mutant_is_of_a_class_of_the_profile() throws Exception {
    List<String> classes = named("targetClasses");
    assertThat(Survivors.reviewed(EQUIVALENT).keySet())
        .isNotEmpty()
        .allSatisfy(mutant ->
            assertThat(classes).contains("com.orgscope." + mutant.type().split("\\$", 2)[0]));
  }

  @Test
  void every_explained_change_of_a_statement_or_policy_says_why() throws IOException {
    for (String list : List.of("equivalent-policies.tsv", "equivalent-selection-sql.tsv")) {
      assertThat(Explained.in(Path.of("src", "mutation", list)))
          .isNotEmpty()
          .doesNotHaveDuplicates();
    }
    Path list = folder.resolve("list.tsv");
    for (String line : List.of("a", "a\t ", "a\tbecause\tb")) {
      Files.writeString(list, "change\twhy\n" + line + "\n");
      assertThatThrownBy(() -> Explained.in(list)).hasMessageContaining("change and why");
    }
    Files.writeString(list, "a\tbecause\n");
    assertThatThrownBy(() -> Explained.in(list)).hasMessageContaining("begins with");
  }

  private static void exists(String type) {
    String file = "/" + type.replace('.', '/') + ".class";
    assertThat(RuleListTest.class.getResource(file)).as(type).isNotNull();
  }

  /** Without the star that stands for what is nested in a class. */
  private static List<String> named(String list) throws Exception {
    Document pom =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    NodeList lists = pom.getElementsByTagName(list);
    assertThat(lists.getLength()).as(list).isOne();
    NodeList parameters = ((Element) lists.item(0)).getElementsByTagName("param");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parameters.getLength(); i++) {
      names.add(parameters.item(i).getTextContent().strip().replaceFirst("\\*$", ""));
    }
    return names;
  }
}
