package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class GatheringTest {
  @Test
  void what_waits_is_done_together_and_each_gets_its_own_answer() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(1);
    SharedWork<Integer, Integer> gathering =
        new SharedWork<>(some -> {
          sizes.add(some.size());
          await(all);
          return some.stream().map(n -> n * 10).toList();
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        int question = i;
        answers.add(threads.submit(() -> gathering.ask(question)));
      }
      all.countDown();
      for (int i = 0; i < 500; i++) {
        assertThat(answers.get(i).get()).isEqualTo(i * 10);
      }
    }
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(500);
    assertThat(sizes).allMatch(size -> size <= SharedWork.MOST);
  }

  @Test
  void one_that_cannot_be_done_fails_alone() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    SharedWork<String, String> gathering =
        new SharedWork<>(some -> {
          entered.countDown();
          await(go);
          if (some.contains("bad")) {
            throw Failure.bug("bad", null);
          }
          return some;
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = threads.submit(() -> gathering.ask("first"));
      entered.await();
      Future<String> bad = threads.submit(() -> gathering.ask("bad"));
      Future<String> good = threads.submit(() -> gathering.ask("good"));
      go.countDown();
      assertThat(first.get()).isEqualTo("first");
      assertThat(good.get()).isEqualTo("good");
      assertThatThrownBy(bad::get)
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("bad");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
