package com.orgscope.eventlog.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.eventlog.Backlog;
import com.orgscope.eventlog.Delivery;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.EventLogContract;
import com.orgscope.eventlog.EventLogSettings;
import com.orgscope.eventlog.LogReader;
import com.orgscope.eventlog.Receipt;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PostgresLogTest extends EventLogContract {
  private Database database;
  private @Nullable Connection holder;

  @BeforeEach
  void fresh() {
    database = TestDatabase.fresh();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected EventLog open(EventLogSettings settings) {
    return new PostgresLog(database, settings, InstantSource.system());
  }

  @Override
  protected void holdStill() {
    try {
      holder = TestDatabase.asOwner(database);
      holder.setAutoCommit(false);
      try (Statement statement = holder.createStatement()) {
        statement.execute("LOCK TABLE eventlog.inbox");
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected void goOn() {
    try {
      if (holder != null) {
        holder.close();
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_waits_is_counted() {
    try (EventLog log = open(settings());
        LogReader reader = readerOf(log, null)) {
      assertThat(log.backlog())
          .isEqualTo(new Backlog(0, 0, settings().maxBacklogSize().toBytes(), null));
      store(log, List.of(delivery(10), delivery(11), delivery(12)));
      Backlog three = log.backlog();
      assertThat(three.deliveries()).isEqualTo(3);
      assertThat(three.bytes()).isEqualTo(6);
      assertThat(three.oldest()).isEqualTo(AT);
      String first = read(reader, 3).getFirst().position();
      reader.release(Map.of(log.partition(ONE), first));
      assertThat(log.backlog().deliveries()).isEqualTo(2);
      assertThat(log.backlog().bytes()).isEqualTo(4);
    }
  }

  @Test
  void a_log_that_nobody_empties_refuses_more() {
    Instant now = Instant.now();
    try (EventLog log = open(settings())) {
      Instant longAgo = now.minus(settings().maxBacklogAge()).minus(Duration.ofMinutes(1));
      store(log, List.of(new Delivery(ONE, "okta", longAgo, new byte[1])));
    }
    try (EventLog log = open(settings())) {
      assertThat(log.append(List.of(delivery(1)))).isInstanceOf(Receipt.Full.class);
    }
  }

  @Test
  void fewer_partitions_leave_none_unread() {
    try (EventLog log = open(settings())) {
      store(log, List.of(delivery(1)));
    }
    EventLogSettings few =
        new EventLogSettings(
            1,
            settings().maxBacklogSize(),
            settings().maxBacklogAge(),
            settings().maxDeliverySize(),
            settings().maxQueuedSize(),
            settings().maxCommitSize(),
            settings().retryAfter(),
            settings().pollInterval());
    try (EventLog log = open(few)) {
      assertThat(log.partitions()).isEqualTo(settings().partitions());
      assertThat(log.partition(ONE)).isZero();
    }
  }
}
