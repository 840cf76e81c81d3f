package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.Release;
import com.orgscope.web.Headline.Slice;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  @Test
  void a_group_that_stands_clear_of_all_others_is_named() {
    assertThat(
            new MadeUpRelease()
                .group("Engineering", "Engineering", 400, 90)
                .group("Sales", "Sales", 200, 40)
                .headline())
        .contains("600 people; the largest group is Engineering;")
        .contains("the largest part of it in Engineering.");
  }

  @Test
  void nobody_leads_where_intervals_overlap() {
    assertThat(
            new MadeUpRelease()
                .group("Engineering", "Engineering", 205, 41)
                .group("Sales", "Sales", 200, 40)
                .headline())
        .contains("; no kind of work clearly leads;")
        .endsWith("a year of idle time in sign-in friction.");
  }

  @Test
  void what_was_merged_is_told_where_it_is_more_than_any_kind_of_work() {
    assertThat(
            new MadeUpRelease()
                .group("Other", Release.OTHER, 430, 80)
                .group("Engineering", "Engineering", 300, 50)
                .group("Sales", "Sales", 270, 40)
                .headline())
        .contains("43 % of them in groups too small to show apart")
        .contains("and Engineering is the largest kind of work shown")
        .contains("47 % of it in groups too small to show apart")
        .doesNotContain("the largest group is");
  }

  @Test
  void people_without_a_kind_of_work_are_told_where_they_are_most() {
    assertThat(
            new MadeUpRelease()
                .group("Engineering", Release.NOT_YET_KNOWN, 900, 80)
                .group("Sales", "Sales", 100, 10)
                .headline())
        .contains("90 % of them where the kind of work is not yet known")
        .contains("Sales is the largest kind of work shown");
  }

  @Test
  void a_total_alone_names_no_group() {
    assertThat(new MadeUpRelease().group(Release.EVERYONE, Release.EVERYONE, 150, 20).headline())
        .startsWith("150 people; $52k a year")
        .doesNotContain("largest", "leads");
  }

  @Test
  void no_hours_at_all_are_no_share_of_anything() {
    assertThat(new MadeUpRelease().group("Sales", "Sales", 150, 0).headline())
        .contains("$0 a year")
        .doesNotContain("NaN", "part of it");
  }

  @Test
  void whatever_is_published_no_unnamed_group_is_larger_than_the_named_one() {
    SplittableRandom random = new SplittableRandom(11);
    List<String> names =
        List.of("Engineering", "Sales", "Legal", Release.OTHER, Release.NOT_YET_KNOWN);
    for (int round = 0; round < 500; round++) {
      MadeUpRelease made = new MadeUpRelease().headcount(null);
      names.forEach(name -> made.group(name, name, 10 + random.nextInt(300), random.nextInt(90)));
      String people = made.headline().split(";", -1)[1];
      Slice most =
          made.slices().stream()
              .max(Comparator.comparingLong(s -> s.figure().people()))
              .orElseThrow();
      if (people.contains("the largest group is")) {
        assertThat(people).endsWith("is " + most.name());
        assertThat(most.isWork()).isTrue();
      }
      assertThat(people.contains("% of them")).as(made.headline()).isEqualTo(!most.isWork());
    }
  }
}
