package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownApplicationsTest {
  private final KnownApplications known = KnownApplications.instance();

  @Test
  void the_list_is_long_and_reaches_every_function() {
    assertThat(known.all()).hasSizeGreaterThanOrEqualTo(500);
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
                .isBetween(6, 20));
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

  @Test
  void the_everyday_words_are_marked() {
    for (String word : "linear notion box monday front square gong asana epic toast".split(" ")) {
      assertThat(known.commonWord(word)).as(word).isTrue();
    }
    assertThat(known.commonWord("github")).isFalse();
  }
}
