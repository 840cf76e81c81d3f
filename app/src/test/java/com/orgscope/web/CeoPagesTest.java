package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Taxonomy;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CeoPagesTest {
  @Test
  void what_each_loses_is_minutes_where_it_is_less_than_an_hour() {
    MadeUpRelease company = new MadeUpRelease().group("Sales", "Sales", 1000, 45);
    assertThat(CeoPages.each(company.release().total())).isEqualTo("2.7 min a week each");
    MadeUpRelease slow = new MadeUpRelease().group("Sales", "Sales", 10, 25);
    assertThat(CeoPages.each(slow.release().total())).isEqualTo("2.5 h a week each");
  }

  @Test
  void what_was_withdrawn_for_a_quarter_is_not_told_as_noise() {
    MadeUpRelease company = new MadeUpRelease().group("Sales", "Sales", 1000, 45);
    assertThat(page(company).noAdvice()).contains("stands clear of the noise");
    CeoPage withdrawn = page(company.levels());
    assertThat(withdrawn.noAdvice()).contains("withdrawn for this quarter").doesNotContain("noise");
    assertThat(withdrawn.quarter()).isNull();
  }

  private static CeoPage page(MadeUpRelease company) {
    return new CeoPages(
            company.release(),
            new TrustStrip(MadeUpRelease.PUBLISHED, ZoneId.of("UTC"), null, null),
            Taxonomy.of("technology", Map.of()))
        .page(null);
  }
}
