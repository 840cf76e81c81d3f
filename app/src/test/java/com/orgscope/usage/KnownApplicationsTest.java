package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KnownApplicationsTest {
  private final KnownApplications known = KnownApplications.instance();

  @Test
  void the_list_is_long_and_reaches_every_function() {
    assertThat(known.all()).hasSizeGreaterThanOrEqualTo(2_000);
    Map<String, Integer> primary = new HashMap<>();
    known.all().forEach(app -> primary.merge(app.functions().getFirst(), 1, Integer::sum));
    assertThat(known.functions())
        .hasSizeGreaterThan(80)
        .allSatisfy(f -> assertThat(primary.getOrDefault(f.id(), 0)).as(f.id()).isGreaterThan(3));
  }

  @Test
  void a_description_is_one_short_sentence() {
    assertThat(known.all())
        .allSatisfy(app ->
            assertThat(app.description().split("\\s+").length)
                .as(app.name() + ": " + app.description())
                .isBetween(4, 20));
  }

  @Test
  void a_function_has_words_to_be_found_by() {
    assertThat(known.functions())
        .allSatisfy(f -> assertThat(f.words()).as(f.id()).hasSizeBetween(10, 25));
  }

  @Test
  void a_domain_is_found_by_whole_parts_only() {
    assertThat(known.atHost("acme.zendesk.com")).isSameAs(known.named("Zendesk"));
    assertThat(known.atHost("notzendesk.com")).isNull();
    assertThat(known.atHost("zendesk.com.evil.example")).isNull();
    assertThat(known.atHost("com")).isNull();
  }

  /** Industries whose work has functions of its own; what other trades use is in none of them. */
  private static final Map<String, List<String>> INDUSTRIES =
      Map.of(
          "health",
          List.of("health-records", "clinical-imaging", "laboratory-pharmacy", "patient-care"),
          "retail",
          List.of("point-of-sale", "store-workforce", "merchandising", "ecommerce"),
          "manufacturing",
          List.of("manufacturing-execution", "product-lifecycle", "quality-management"),
          "logistics",
          List.of("supply-chain", "warehouse-logistics"),
          "finance",
          List.of("trading-portfolio", "market-data", "risk-analytics", "core-banking"),
          "insurance",
          List.of("insurance-claims"),
          "law",
          List.of("legal-research", "e-discovery"),
          "public administration, schools and libraries",
          List.of("business-operations", "learning"));

  @Test
  void no_industry_is_thin() {
    Map<String, Integer> counts = new TreeMap<>();
    INDUSTRIES.forEach((industry, functions) ->
        counts.put(
            industry,
            (int)
                known.all().stream()
                    .filter(app -> functions.contains(app.functions().getFirst()))
                    .count()));
    System.out.println("Known applications: " + known.all().size() + ", of them " + counts);
    assertThat(counts).allSatisfy((industry, n) -> assertThat(n).as(industry).isGreaterThan(50));
    for (String industry : List.of("health", "retail", "finance", "manufacturing")) {
      assertThat(counts.get(industry)).as(industry).isGreaterThan(150);
    }
  }

  @Test
  void a_row_is_well_formed() {
    for (KnownApplication app : known.all()) {
      assertThat(app.functions()).as(app.name()).hasSizeBetween(1, 2).doesNotHaveDuplicates();
      assertThat(app.names())
          .as(app.name())
          .allSatisfy(name -> assertThat(name).isEqualTo(name.strip()).isNotEmpty())
          .doesNotHaveDuplicates()
          .extracting(KnownApplications::key)
          .doesNotContain("");
      assertThat(app.domains())
          .as(app.name())
          .doesNotHaveDuplicates()
          .allSatisfy(
              domain -> assertThat(domain).matches("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}"));
    }
  }

  /** Products that share the name of another vendor's: "Epic Cadence" is not Cadence. */
  private static final Set<String> NAMESAKES =
      Set.of(
          "Autodesk Forma",
          "SS&C Black Diamond",
          "Moody's Orbis",
          "CME EBS",
          "Epic Cadence",
          "Passport OneSource",
          "FIS Profile",
          "ION Allegro",
          "Access Mosaic",
          "Oracle Sales Cloud",
          "Oracle RMS",
          "Cegid Primavera",
          "SAP Commerce Cloud",
          "SAP Sales Cloud",
          "SAP Service Cloud");

  @Test
  void no_product_stands_twice_once_with_its_vendors_name() {
    Map<String, Integer> openings = new HashMap<>();
    for (KnownApplication app : known.all()) {
      app.names().stream()
          .filter(name -> name.contains(" "))
          .map(name -> KnownApplications.key(name.split(" ")[0]))
          .distinct()
          .forEach(word -> openings.merge(word, 1, Integer::sum));
    }
    List<String> twice = new ArrayList<>();
    for (KnownApplication app : known.all()) {
      for (String name : app.names()) {
        int blank = name.indexOf(' ');
        if (blank < 0
            || openings.getOrDefault(KnownApplications.key(name.substring(0, blank)), 0) < 3) {
          continue;
        }
        KnownApplication other = known.withKey(KnownApplications.key(name.substring(blank)));
        if (other != null && other != app && !NAMESAKES.contains(name)) {
          twice.add(name + " and " + other.name());
        }
      }
    }
    assertThat(twice).isEmpty();
  }

  /** The words by which descriptions tell work apart are everyday words by their very use. */
  @Test
  void a_name_that_is_a_word_of_the_descriptions_is_marked() {
    Set<String> words = new HashSet<>();
    for (KnownApplication app : known.all()) {
      for (String word : app.description().split("[^\\p{L}]+")) {
        if (!word.isEmpty() && Character.isLowerCase(word.codePointAt(0))) {
          words.add(word);
        }
      }
    }
    assertThat(words).hasSizeGreaterThan(2_000);
    for (KnownApplication app : known.all()) {
      for (String name : app.names()) {
        String key = KnownApplications.key(name);
        if (words.contains(key)) {
          assertThat(known.commonWord(key)).as(name + " of " + app.name()).isTrue();
        }
      }
    }
  }

  @Test
  void an_ambiguous_name_has_another_one_or_a_domain_beside_it() {
    long ambiguous = 0;
    for (KnownApplication app : known.all()) {
      ambiguous += app.ambiguous().size();
      if (!app.ambiguous().isEmpty()) {
        boolean told = !app.domains().isEmpty() || app.names().size() > app.ambiguous().size();
        assertThat(told).as(app.name()).isTrue();
      }
    }
    assertThat(ambiguous).isGreaterThan(100);
    for (String word : "compass legion mosaic attentive sardine".split(" ")) {
      assertThat(known.ambiguous(word)).as(word).isTrue();
    }
    for (String word : "slack zoom box notion epic github".split(" ")) {
      assertThat(known.ambiguous(word)).as(word).isFalse();
    }
  }

  @Test
  void the_everyday_words_are_marked() {
    for (String word : "linear notion box monday front square gong asana epic toast".split(" ")) {
      assertThat(known.commonWord(word)).as(word).isTrue();
    }
    assertThat(known.commonWord("github")).isFalse();
  }
}
