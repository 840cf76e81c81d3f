package com.orgscope.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {
  private final List<Integer> groups = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstIsWriting = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  private void write(List<Delivery> deliveries) {
    groups.add(deliveries.size());
    firstIsWriting.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (deliveries.stream().anyMatch(d -> d.payload()[0] == 13)) {
      throw Failure.retry("the log is away", null);
    }
  }

  @Test
  void what_comes_while_a_write_is_under_way_shares_the_next() throws Exception {
    GroupCommit commit = new GroupCommit(1000, 1000, this::write);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> appends = new ArrayList<>();
      appends.add(executor.submit(() -> commit.append(List.of(delivery(1, 10)))));
      firstIsWriting.await();
      for (int i = 0; i < 50; i++) {
        appends.add(executor.submit(() -> commit.append(List.of(delivery(1, 10)))));
      }
      while (commit.waiting() < 510) {
        LockSupport.parkNanos(1_000_000);
      }
      go.countDown();
      for (Future<Boolean> append : appends) {
        assertThat(append.get()).isTrue();
      }
    }
    assertThat(groups).containsExactly(1, 50);
    assertThat(commit.waiting()).isZero();
  }

  @Test
  void whoever_was_in_a_group_that_failed_is_told_and_nobody_else() throws Exception {
    GroupCommit commit = new GroupCommit(1000, 1000, this::write);
    go.countDown();
    assertThatThrownBy(() -> commit.append(List.of(delivery(13, 10)))).isInstanceOf(Failure.class);
    assertThat(commit.append(List.of(delivery(1, 10)))).isTrue();
  }

  @Test
  void too_much_that_waits_is_refused_and_one_that_is_alone_is_not() throws Exception {
    GroupCommit commit = new GroupCommit(100, 1000, this::write);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> large = executor.submit(() -> commit.append(List.of(delivery(1, 500))));
      firstIsWriting.await();
      assertThat(commit.append(List.of(delivery(1, 1)))).isFalse();
      go.countDown();
      assertThat(large.get()).isTrue();
    }
    assertThat(commit.append(List.of(delivery(1, 1)))).isTrue();
  }

  private static Delivery delivery(int mark, int bytes) {
    byte[] payload = new byte[bytes];
    payload[0] = (byte) mark;
    return new Delivery(new TenantId("one"), "okta", Instant.EPOCH, payload);
  }
}
