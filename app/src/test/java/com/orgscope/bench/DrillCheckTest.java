package com.orgscope.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.ingest.Ingest;
import com.orgscope.ingest.ProductInTest;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The drill's own eye: whatever is planted in the lake or kept from it is seen. */
@Tag("slow")
class DrillCheckTest {
  private static final Instant FIRST = Instant.parse("2026-01-10T08:00:00Z");
  private static final int MADE = 60;

  @TempDir private Path folder = Path.of("");

  @Test
  void events_lost_doubled_or_made_up_and_letters_missing_are_each_counted() throws Exception {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(ProductInTest.class)
            .web(WebApplicationType.NONE)
            .lazyInitialization(true)
            .properties(Map.of("orgscope.home", folder.resolve("home").toString()))
            .run()) {
      assertThat(found(context, "whole", lines -> {})).isEqualTo(DrillCheck.Found.NOTHING);
      assertThat(found(context, "lost", lines -> lines.subList(10, 13).clear()))
          .isEqualTo(new DrillCheck.Found(3, 0, 0, 0));
      assertThat(found(context, "twice", lines -> lines.add(withOtherKey(lines.get(5)))))
          .isEqualTo(new DrillCheck.Found(0, 1, 0, 0));
      assertThat(found(context, "letters", lines -> lines.add("{broken")))
          .isEqualTo(new DrillCheck.Found(0, 0, 0, 1));
      assertThat(found(context, "early", lines -> lines.add(at(lines.get(5), -1))))
          .isEqualTo(new DrillCheck.Found(0, 0, 1, 0));
      DrillCheck.Found late = found(context, "late", lines -> lines.add(at(lines.get(5), 1_000)));
      assertThat(late.strange()).isPositive();
      assertThat(late).isEqualTo(new DrillCheck.Found(0, 0, late.strange(), 0));
      DrillCheck.Found nothing = found(context, "nothing", List::clear);
      assertThat(nothing.isRight()).isFalse();
      assertThat(nothing.lost()).isGreaterThanOrEqualTo(MADE);
    }
  }

  private interface Fault {
    void in(List<String> lines);
  }

  private DrillCheck.Found found(ConfigurableApplicationContext context, String name, Fault fault)
      throws Exception {
    TenantId tenant = new TenantId(name);
    context
        .getBean(Tenants.class)
        .create(new Tenant(tenant, name, "technology", Region.EU, ZoneOffset.UTC));
    DrillEvents events = new DrillEvents(FIRST, new Random(7));
    List<String> lines = new ArrayList<>();
    while (events.events() < MADE) {
      lines.addAll(events.some());
    }
    fault.in(lines);
    Path file =
        Files.writeString(folder.resolve(name + ".ndjson"), String.join("\n", lines), UTF_8);
    context
        .getBean(Ingest.class)
        .files(Caller.commandLine(tenant, "test"), Source.OKTA, List.of(file), Progress.NONE);
    return context.getBean(DrillCheck.class).look(tenant, events);
  }

  /** An event that nobody made: it would have been the one of this number. */
  private static String at(String line, long number) {
    Instant then = FIRST.plusMillis(number * DrillEvents.STEP_MILLIS);
    return withOtherKey(line)
        .replaceFirst("\"published\":\"[^\"]+\"", "\"published\":\"" + then + "\"");
  }

  private static String withOtherKey(String line) {
    return line.replaceFirst("\"uuid\":\"[^\"]+\"", "\"uuid\":\"" + UUID.randomUUID() + "\"");
  }
}
