package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.Interval;
import com.orgscope.insight.Release;
import com.orgscope.insight.UseShare;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it may say of anything that is published, {@link CeoSentencesTest} tries. */
class HeadlineTest {
  @Test
  void a_use_and_a_group_that_stand_clear_of_all_others_are_named() {
    assertThat(
            company()
                .use(
                    List.of(
                        new UseShare("Communication", 34, new Interval(32, 36)),
                        new UseShare("AI assistants", 26, new Interval(22, 30))),
                    null)
                .headline())
        .isEqualTo("A third of active use is communication; Engineering is the largest group.");
  }

  @Test
  void a_part_is_told_in_words_only_where_its_range_holds_them() {
    assertThat(
            company()
                .use(List.of(new UseShare("AI assistants", 34, new Interval(33.8, 34.2))), null)
                .headline())
        .startsWith("34.0 % of active use is AI assistants;");
  }

  @Test
  void those_who_may_lead_are_named_and_that_they_cannot_be_told_apart() {
    assertThat(
            new MadeUpRelease()
                .group("Engineering", "Engineering", 205, 41)
                .group("Support", "Customer Support", 200, 40)
                .group("Sales", "Sales", 100, 40)
                .use(
                    List.of(
                        new UseShare("Communication", 34, new Interval(31, 37)),
                        new UseShare("Not known", 33, new Interval(30, 36))),
                    null)
                .headline())
        .isEqualTo(
            "Communication or use that is not known has the largest part of active use, which of"
                + " them cannot be told yet; Engineering or Customer Support is the largest group,"
                + " which of them cannot be told yet.");
  }

  @Test
  void where_many_may_lead_nobody_is_named() {
    MadeUpRelease alike = new MadeUpRelease();
    List.of("Engineering", "Sales", "Legal", "Finance")
        .forEach(name -> alike.group(name, name, 200, 40));
    assertThat(alike.headline()).isEqualTo("No group of people is clearly the largest.");
  }

  @Test
  void what_was_merged_is_told_where_it_is_more_than_any_kind_of_work() {
    assertThat(
            new MadeUpRelease()
                .group("Other", Release.OTHER, 430, 80)
                .group("Engineering", "Engineering", 300, 50)
                .group("Sales", "Sales", 270, 40)
                .headline())
        .isEqualTo(
            "The largest group is what was too small to show apart, and Engineering is the"
                + " largest kind of work shown.");
  }

  @Test
  void people_without_a_kind_of_work_are_told_where_they_are_most() {
    assertThat(
            new MadeUpRelease()
                .group("Engineering", Release.NOT_YET_KNOWN, 900, 80)
                .group("Sales", "Sales", 100, 10)
                .headline())
        .startsWith("The largest group is people whose kind of work is not yet known")
        .contains("Sales is the largest kind of work shown");
  }

  @Test
  void a_total_alone_and_nothing_at_all_name_no_group() {
    assertThat(new MadeUpRelease().group(Release.EVERYONE, Release.EVERYONE, 150, 20).headline())
        .isEqualTo("Too few people to tell what they do apart.");
    assertThat(new MadeUpRelease().headline())
        .isEqualTo("Too little is told in this release to say what people do.");
  }

  private static MadeUpRelease company() {
    return new MadeUpRelease()
        .group("Engineering", "Engineering", 400, 90)
        .group("Sales", "Sales", 200, 40);
  }
}
