package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.web.RunFeeds.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What runs, for many who look. */
class RunFeedsTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final RunFeeds feeds = new RunFeeds();
  private final AtomicInteger reads = new AtomicInteger();

  private static Caller operator(String company, int number) {
    return new Caller(new TenantId(company), Role.IT_SECURITY, "operator-" + number, null);
  }

  private RunFeeds.Viewer viewer(Caller caller) {
    return feeds
        .look(
            caller,
            who -> {
              // Others come meanwhile.
              var unused = MonotonicTime.SYSTEM.pass(Duration.ofMillis(50));
              return "run " + reads.incrementAndGet() + " of " + who.tenant();
            })
        .orElseThrow();
  }

  @Test
  void however_many_look_what_runs_is_read_once_for_each_company() throws Exception {
    List<RunFeeds.Viewer> looking = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      looking.add(viewer(operator(i % 2 == 0 ? "acorn" : "birch", i)));
    }
    List<Told> told = toldTo(looking);
    assertThat(reads).hasValue(2);
    assertThat(told.stream().map(Told::text).distinct())
        .hasSize(2)
        .anyMatch(text -> text.endsWith("acorn"))
        .anyMatch(text -> text.endsWith("birch"));
    for (int i = 0; i < looking.size(); i++) {
      assertThat(told.get(i).text()).endsWith(i % 2 == 0 ? "acorn" : "birch");
    }
  }

  private static List<Told> toldTo(List<RunFeeds.Viewer> looking) throws Exception {
    List<Told> told = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Told>> asked =
          looking.stream()
              .map(viewer -> threads.submit(() -> viewer.next(Told.NOTHING, LONG)))
              .toList();
      for (Future<Told> one : asked) {
        told.add(one.get());
      }
    }
    return told;
  }

  @Test
  void whoever_leaves_makes_room_and_there_is_room_for_so_many() {
    List<RunFeeds.Viewer> all = new ArrayList<>();
    for (int i = 0; i < RunFeeds.MOST; i++) {
      all.add(viewer(operator("birch", i)));
    }
    assertThat(feeds.look(operator("birch", RunFeeds.MOST), who -> "")).isEmpty();
    assertThat(all).noneMatch(RunFeeds.Viewer::isOver);
    assertThat(viewer(operator("birch", 0)).isOver()).isFalse();
    assertThat(all.getFirst().isOver()).as("the same one's older page").isTrue();
    all.getFirst().close();
    assertThat(feeds.look(operator("birch", RunFeeds.MOST), who -> "")).isEmpty();
    all.removeLast().close();
    assertThat(feeds.look(operator("birch", RunFeeds.MOST), who -> "")).isPresent();
  }

  @Test
  void whoever_opens_too_many_pages_keeps_the_newest_and_the_oldest_is_let_go() throws Exception {
    List<RunFeeds.Viewer> mine = new ArrayList<>();
    for (int i = 0; i < RunFeeds.MOST_OF_ONE; i++) {
      mine.add(viewer(operator("acorn", 0)));
    }
    Told seen = mine.getFirst().next(Told.NOTHING, LONG);
    assertThat(mine).noneMatch(RunFeeds.Viewer::isOver);
    mine.add(viewer(operator("acorn", 0)));
    RunFeeds.Viewer oldest = mine.removeFirst();
    assertThat(oldest.isOver()).isTrue();
    assertThat(oldest.next(seen, LONG)).isEqualTo(seen);
    assertThat(mine).noneMatch(RunFeeds.Viewer::isOver);
    oldest.close();
    assertThat(viewer(operator("acorn", 0)).isOver()).isFalse();
    assertThat(mine.stream().map(RunFeeds.Viewer::isOver)).containsExactly(true, false, false);
  }

  @Test
  void before_anything_was_read_no_rows_are_told_and_the_page_keeps_its_own() {
    assertThat(RunStream.said(Told.NOTHING, Told.NOTHING)).startsWith(":");
    assertThat(RunStream.said(Told.NOTHING, new Told(1, "")))
        .as("nothing runs")
        .isEqualTo("event: runs\ndata:\n\n");
  }

  @Test
  void a_server_that_stops_lets_everybody_go_and_nobody_in() throws Exception {
    RunFeeds.Viewer viewer = viewer(operator("acorn", 0));
    Told seen = viewer.next(Told.NOTHING, LONG);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Told> waiting =
          threads.submit(() -> viewer.next(new Told(seen.version() + 1, ""), Duration.ZERO));
      assertThat(waiting.get()).isEqualTo(seen);
      feeds.stop();
      assertThat(viewer.next(seen, LONG)).isEqualTo(seen);
    }
    assertThat(feeds.look(operator("acorn", 1), who -> "")).isEmpty();
  }
}
