package com.orgscope.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.sources.PageWalk.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is progress from page to page, rule by rule. */
class PageWalkTest {
  private final PageWalk<String> walk = new PageWalk<>("first");
  private int fresh;

  private static List<byte[]> page(String... elements) {
    return Stream.of(elements).map(element -> element.getBytes(UTF_8)).toList();
  }

  private String elsewhere() {
    return "place-" + fresh++;
  }

  @Test
  void a_page_without_a_way_is_the_last_whatever_it_holds() {
    assertThat(walk.step(page("a"), null)).isEqualTo(Step.END);
    assertThat(walk.isNew()).isTrue();
    assertThat(walk.step(page("a"), null)).isEqualTo(Step.END);
    assertThat(walk.isNew()).isFalse();
    assertThat(walk.step(page(), null)).isEqualTo(Step.END);
    assertThat(walk.isNew()).isFalse();
  }

  @Test
  void an_empty_page_that_leads_to_the_first_is_the_end() {
    assertThat(walk.step(page(), "first")).isEqualTo(Step.END);
  }

  @Test
  void an_empty_page_that_leads_to_where_one_was_is_the_end_and_another_is_not() {
    assertThat(walk.step(page(), "second")).isEqualTo(Step.ON);
    assertThat(walk.step(page(), "third")).isEqualTo(Step.ON);
    assertThat(walk.step(page(), "second")).isEqualTo(Step.END);
  }

  @Test
  void a_new_page_goes_on_even_where_its_way_leads_back() {
    assertThat(walk.step(page("a"), "first")).isEqualTo(Step.ON);
    assertThat(walk.step(page("b"), "first")).isEqualTo(Step.ON);
    assertThat(walk.isNew()).isTrue();
  }

  @Test
  void empty_pages_are_followed_up_to_the_bound() {
    for (int i = 0; i < PageWalk.MOST_EMPTY; i++) {
      assertThat(walk.step(page(), elsewhere())).isEqualTo(Step.ON);
    }
    assertThat(walk.step(page(), elsewhere())).isEqualTo(Step.CIRCLE);
  }

  @Test
  void a_new_page_among_empty_ones_begins_the_count_anew() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < PageWalk.MOST_EMPTY; i++) {
        assertThat(walk.step(page(), elsewhere())).isEqualTo(Step.ON);
      }
      assertThat(walk.step(page("new-" + round), elsewhere())).isEqualTo(Step.ON);
    }
  }

  @Test
  void a_page_given_again_is_followed_a_few_times() {
    walk.step(page("a"), elsewhere());
    for (int i = 0; i < PageWalk.MOST_REPEATED; i++) {
      assertThat(walk.step(page("a"), elsewhere())).isEqualTo(Step.ON);
      assertThat(walk.isNew()).isFalse();
    }
    assertThat(walk.step(page("a"), elsewhere())).isEqualTo(Step.CIRCLE);
  }

  @Test
  void slips_with_new_pages_between_them_never_add_up() {
    for (int round = 0; round < 10 * PageWalk.MOST_REPEATED; round++) {
      assertThat(walk.step(page("new-" + round), elsewhere())).isEqualTo(Step.ON);
      assertThat(walk.step(page("new-" + round), elsewhere())).isEqualTo(Step.ON);
    }
  }

  @Test
  void empty_pages_between_repeated_ones_are_no_progress() {
    walk.step(page("a"), elsewhere());
    Step last = Step.ON;
    int steps = 0;
    while (last == Step.ON && steps < 100) {
      last = walk.step(steps++ % 2 == 0 ? page() : page("a"), elsewhere());
    }
    assertThat(last).isEqualTo(Step.CIRCLE);
    assertThat(steps).isLessThan(20);
  }

  @Test
  void elements_that_only_read_alike_end_to_end_are_another_page() {
    walk.step(page("ab", "c"), elsewhere());
    walk.step(page("a", "bc"), elsewhere());
    assertThat(walk.isNew()).isTrue();
  }

  /** A server that sorts by nothing gives them so, one that moves its window by one too. */
  @Test
  void what_was_given_in_another_order_or_company_was_given() {
    List<String> elements = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
    assertThat(walk.step(page(elements.toArray(String[]::new)), elsewhere())).isEqualTo(Step.ON);
    Step last = Step.ON;
    int steps = 0;
    for (; last == Step.ON && steps < 100; steps++) {
      Collections.rotate(elements, 1);
      int size = 1 + steps % elements.size();
      last = walk.step(page(elements.subList(0, size).toArray(String[]::new)), elsewhere());
      assertThat(walk.isNew()).isFalse();
    }
    assertThat(last).isEqualTo(Step.CIRCLE);
    assertThat(steps).isEqualTo(PageWalk.MOST_REPEATED + 1);
  }

  @Test
  void one_element_that_was_not_given_before_is_progress() {
    walk.step(page("a", "b"), elsewhere());
    for (int i = 0; i < 10 * PageWalk.MOST_REPEATED; i++) {
      assertThat(walk.step(page("a", "b", "new-" + i), elsewhere())).isEqualTo(Step.ON);
      assertThat(walk.isNew()).isTrue();
    }
  }

  @Test
  void a_ring_of_as_many_elements_as_are_remembered_is_noticed() {
    int pages = PageWalk.MOST_REMEMBERED / 1000;
    Step last = Step.ON;
    int steps = 0;
    for (; last == Step.ON && steps < 10 * pages; steps++) {
      int ring = steps % pages;
      last =
          walk.step(
              page(IntStream.range(0, 1000).mapToObj(i -> ring + "-" + i).toArray(String[]::new)),
              elsewhere());
    }
    assertThat(steps).isEqualTo(pages + PageWalk.MOST_REPEATED + 1);
  }

  @Test
  void ever_new_pages_end_at_the_bound() {
    for (int i = 1; i < PageWalk.MOST_PAGES; i++) {
      assertThat(walk.step(page("new-" + i), elsewhere())).isEqualTo(Step.ON);
    }
    assertThat(walk.step(page("one more"), elsewhere())).isEqualTo(Step.CIRCLE);
  }
}
