package com.orgscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.bench.CrashDrill.Victim;
import com.orgscope.eventlog.kafka.BrokerProcess;
import com.orgscope.ingest.CrashPoint;
import com.orgscope.ingest.ProductInTest;
import com.orgscope.kernel.Progress;
import com.orgscope.state.PreparedHome;
import com.orgscope.testing.ShippedProduct;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The writer of live events, PostgreSQL and Kafka's broker are killed while events come; after each
 * kill the lake equals a count made outside. {@code -Dorgscope.drill.times=100} kills more often
 * than a build has time for.
 */
@Tag("slow")
class CrashDrillTest {
  private static final int TIMES = Integer.getInteger("orgscope.drill.times", 1);
  private static final long SEED = Long.getLong("orgscope.drill.seed", System.nanoTime());

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(3600)
  void killed_at_every_named_point_and_at_random_moments_nothing_is_lost_or_stored_twice()
      throws Exception {
    List<Victim> victims =
        new ArrayList<>(Collections.nCopies(CrashDrill.POINTS.size(), Victim.WRITER_AT_POINT));
    victims.add(Victim.ONE_OF_TWO);
    for (int i = 0; i < TIMES; i++) {
      victims.add(Victim.WRITER);
      victims.add(Victim.POSTGRES);
    }
    run(victims, null, Map.of());
  }

  @Test
  @Timeout(3600)
  void a_broker_or_a_writer_of_kafka_that_is_killed_loses_nothing() throws Exception {
    List<Victim> victims = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      victims.add(Victim.BROKER);
    }
    victims.add(Victim.WRITER);
    BrokerProcess broker = BrokerProcess.shared();
    Map<String, String> settings =
        Map.of(
            "orgscope.eventlog.kind",
            "kafka",
            "orgscope.eventlog.kafka.bootstrap-servers",
            broker.bootstrapServers(),
            "orgscope.eventlog.kafka.topic",
            "drill-" + SEED);
    run(victims, new CrashDrill.Broker(settings, broker::killAndStart), settings);
  }

  private void run(
      List<Victim> victims, CrashDrill.@Nullable Broker broker, Map<String, String> settings)
      throws Exception {
    System.err.println("The seed of the drill is " + SEED);
    Map<String, Object> properties = new HashMap<>(settings);
    properties.put("orgscope.home", PreparedHome.in(folder.resolve("home")).toString());
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(ProductInTest.class)
            .web(WebApplicationType.NONE)
            .lazyInitialization(true)
            .properties(properties)
            .run()) {
      CrashDrill.Plan plan =
          new CrashDrill.Plan(victims, SEED, 10, Duration.ofMillis(500), broker, launch(), true);
      BenchReport report = context.getBean(CrashDrill.class).run(plan, Progress.NONE);
      assertThat(figure(report, "kills")).isEqualTo(victims.size());
      assertThat(figure(report, "events lost")).isZero();
      assertThat(figure(report, "events stored twice")).isZero();
      assertThat(figure(report, "events handed in")).isPositive();
      assertThat(figure(report, "named points of both that were reached"))
          .isEqualTo(named(victims));
    }
  }

  private static DrillProcess.Launch launch() {
    List<String> options = new ArrayList<>(DrillProcess.Launch.same().javaOptions());
    options.addAll(ShippedProduct.javaOptions());
    return new DrillProcess.Launch(List.of(), options, ShippedProduct.classPath());
  }

  private static double figure(BenchReport report, String name) {
    return Objects.requireNonNull(
        report.figures().stream()
            .filter(figure -> figure.name().equals(name))
            .findFirst()
            .orElseThrow()
            .ours());
  }

  private static int named(List<Victim> victims) {
    return victims.contains(Victim.WRITER_AT_POINT)
        ? CrashDrill.POINTS.size() + CrashDrill.POLLER_POINTS.size()
        : 0;
  }

  /** A point that is left out of the drill's list, or added to the product alone, is noticed. */
  @Test
  void the_drill_knows_every_named_point_of_the_product() {
    assertThat(Stream.concat(CrashDrill.POINTS.stream(), CrashDrill.POLLER_POINTS.stream()))
        .containsExactlyInAnyOrder(CrashPoint.values());
  }
}
