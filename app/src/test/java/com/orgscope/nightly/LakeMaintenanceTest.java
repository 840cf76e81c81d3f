package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.OrgscopeServer;
import com.orgscope.cli.CommandLineRun;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import com.orgscope.state.PreparedHome;
import com.orgscope.testing.Product;
import com.orgscope.work.TestWork;
import com.orgscope.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;

/** The lake is put in order by whoever works, by the clock, and by whoever asks. */
@Tag("slow")
class LakeMaintenanceTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Instant LONG_AGO = Instant.parse("2026-01-10T10:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private static Path home = Path.of("");

  @Test
  void a_server_that_works_has_the_house_kept_by_the_clock() {
    try (var context =
        new SpringApplicationBuilder(OrgscopeServer.class)
            .properties(
                "orgscope.home=" + PreparedHome.in(home), "orgscope.roles=worker", "server.port=0")
            .run()) {
      assertThat(TestWork.repeated(context.getBean(Database.class)))
          .anyMatch(work -> work.contains(LakeMaintenance.KIND))
          .anyMatch(work -> work.contains(AuditSealing.KIND))
          .anyMatch(work -> work.startsWith(NightSchedule.KIND + " "))
          .anyMatch(work -> work.startsWith(LateEvents.KIND + " "));
    }
  }

  @Test
  void a_worker_puts_files_together_by_the_clock_and_a_command_says_what_is_left_to_do()
      throws Exception {
    CommandLineRun.json(home, "tenant", "create", ACME.value(), "--name", "Acme");
    try (var context = Product.in(home).run()) {
      Lake lake = context.getBean(Lake.class);
      for (int i = 0; i < 4; i++) {
        append(lake, i);
      }
      assertThat(months()).isZero();
      Work work = context.getBean(Work.class);
      work.repeat(LakeMaintenance.KIND, null, "* * * * * *", ZoneOffset.UTC);
      work.takePart();
      Instant until = Instant.now().plus(LIMIT);
      while (months() == 0) {
        assertThat(Instant.now()).as("a worker keeps house").isBefore(until);
        LockSupport.parkNanos(50_000_000);
      }
    }
    JsonNode kept = CommandLineRun.json(home, "lake", "keep-house", "--tenant", "acme");
    assertThat(kept.path("files_before").asLong()).isEqualTo(1);
    assertThat(kept.path("files_after").asLong()).isEqualTo(1);
    assertThat(kept.path("rows_rewritten").asLong()).isZero();
    assertThat(kept.path("put_off").asLong()).isZero();
    assertThat(CommandLineRun.of(home, "lake", "keep-house").out()).contains("1 files of");
    JsonNode retention =
        CommandLineRun.json(home, "lake", "retention", "--tenant", "acme", "--event-days", "400");
    assertThat(retention.path("hot_days").asInt()).isEqualTo(90);
    for (String wrong : new String[] {"soon", "-1", "5"}) {
      CommandLineRun refused =
          CommandLineRun.of(home, "lake", "retention", "--tenant", "acme", "--event-days", wrong);
      // Five days are wrong beside this tenant's hot days, the others are of no use to anybody.
      assertThat(refused.exit()).as(wrong).isEqualTo(wrong.equals("5") ? 1 : 2);
      assertThat(refused.err()).contains(wrong).doesNotContain("mistake of ours");
    }
    assertThat(retention.path("event_days").asInt()).isEqualTo(400);
    assertThat(
            CommandLineRun.of(home, "lake", "retention", "--tenant", "acme", "--event-days", "5")
                .err())
        .contains("from 90 to 2557, not 5");
  }

  private static void append(Lake lake, int number) {
    EventBatch batch = new EventBatch();
    batch.add(
        new Event(
            number,
            number,
            LONG_AGO.toEpochMilli() * 1000,
            Source.OKTA,
            EventKind.VISIT,
            0x0123_4567_89ab_8000L,
            0x8000_0000_0000_0001L,
            "Mail",
            null,
            Outcome.SUCCESS,
            null,
            null,
            null));
    lake.append(ACME, batch, Map.of());
  }

  /** Files that hold a month. */
  private static long months() throws IOException {
    Path folder = home.resolve("lake/sso_events/data/tenant=acme/month=2026-01");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
