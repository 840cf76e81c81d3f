package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.bench.StubModel;
import com.orgscope.category.Assignments;
import com.orgscope.category.Consultations;
import com.orgscope.cli.CommandLineRun;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedProvider;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A night that is killed with -9 on its way goes on when it is asked for again. */
@Tag("slow")
class KilledNightTest {
  private static final String DAY = "2026-01-30";
  private static final TenantId TENANT = new TenantId("acme");
  private static final String RUN = DAY + ".1";
  private static final Caller SYSTEM = Caller.system(TENANT, "test");
  private static final Duration LIMIT = Duration.ofSeconds(180);

  private static final int IN_FLIGHT = 4;
  private static final int ANSWERED = 3;

  @TempDir private static Path folder = Path.of("");

  @Test
  void a_killed_night_goes_on_as_the_same_run_judges_everybody_once_and_pays_once()
      throws Exception {
    StubModel model = new StubModel();
    Wire wire = new Wire();
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    try (ScriptedAnthropic claude =
        new ScriptedAnthropic(question -> {
          bodies.add(question.body().toString());
          wire.asks(question.user());
          return Act.says(
              model.answer(
                  question.user().split("\nYour first answer")[0],
                  question.body().path("output_config").path("format").path("schema")));
        })) {
      List<String> settings =
          List.of(
              "orgscope.llm.anthropic.api-key=" + ScriptedProvider.KEY,
              "orgscope.llm.anthropic.base-url=" + claude.url(),
              "orgscope.agent.max-concurrent-questions=" + IN_FLIGHT,
              "orgscope.agent.ask-below-confidence=1");
      settings.forEach(s -> System.setProperty(name(s), s.substring(s.indexOf('=') + 1)));
      try {
        killed(settings, wire);
      } finally {
        settings.forEach(s -> System.clearProperty(name(s)));
      }
    }
    assertThat(wire.cut).as("at each death").extracting(Set::size).containsExactly(4, 4, 0);
    // What was on the wire when a process died is asked again, once; nothing else ever is.
    assertThat(wire.asked).isNotEmpty();
    wire.asked.forEach((question, times) ->
        assertThat(times)
            .as("how often this was asked: %s", question)
            .isEqualTo(1 + wire.cut.stream().filter(cut -> cut.contains(question)).count()));
    List<String> people = Files.readAllLines(folder.resolve("data").resolve("people.csv"));
    String everything = String.join("\n", bodies).toLowerCase(Locale.ROOT);
    for (String person : people.subList(1, people.size())) {
      String[] cells = person.toLowerCase(Locale.ROOT).split(",", -1);
      for (String identity : List.of(cells[0], cells[1], cells[2])) {
        assertThat(everything).as("every byte that was sent").doesNotContain(identity);
      }
    }
  }

  private static String name(String setting) {
    return setting.substring(0, setting.indexOf('='));
  }

  private static void killed(List<String> settings, Wire wire) throws Exception {
    Path home = folder.resolve("home");
    String data = folder.resolve("data").toString();
    CommandLineRun.json(
        home, "simulate", "--employees", "400", "--days", "40", "--last-day", DAY, "--out", data);
    CommandLineRun.json(home, "tenant", "create", TENANT.value(), "--name", "Acme");
    CommandLineRun.json(home, "people", "import", "--tenant", TENANT.value(), data + "/people.csv");
    CommandLineRun.json(
        home, "ingest", "--tenant", TENANT.value(), "--source", "okta", data + "/events");

    try (var context = Product.in(home).run()) {
      Assignments answers = context.getBean(Assignments.class);
      killWhen(home, settings, wire, () -> wire.waiting() == IN_FLIGHT);
      // A place is free again once its answer is kept, so four that wait mean three that are kept.
      wire.answers(ANSWERED);
      killWhen(home, settings, wire, () -> wire.waiting() == IN_FLIGHT);
      assertThat(wire.asked).hasSize(2 * IN_FLIGHT - 1);
      wire.answers(Integer.MAX_VALUE);
      killWhen(home, settings, wire, () -> !answers.ofRun(SYSTEM, RUN).isEmpty());

      JsonNode night = CommandLineRun.json(home, "nightly", "--tenant", "acme", "--as-of", DAY);
      assertThat(night.path("run").asString()).isEqualTo(RUN);
      assertThat(night.path("state").asString()).isEqualTo("published");
      long people = night.path("people").asLong();
      assertThat(people).isGreaterThanOrEqualTo(380);
      assertThat(answers.current(SYSTEM)).hasSize((int) people);
      assertThat(context.getBean(Nightly.class).recent(SYSTEM, 10))
          .extracting(Nightly.NightSummary::run)
          .containsExactly(RUN);
      assertThat(night.path("dead_lettered").asLong()).isZero();
      assertThat(night.path("questions").asLong())
          .isPositive()
          .isEqualTo(context.getBean(Consultations.class).ofRun(SYSTEM, RUN).size());
      assertThat(context.getBean(Recommendations.class).all(SYSTEM, null))
          .as("what could be changed is worked out with the night")
          .isNotEmpty();
    }
  }

  /** The provider's side: it counts what it is asked, and answers as much as it may. */
  private static final class Wire {
    private final Map<String, Long> asked = new ConcurrentHashMap<>();
    private final List<Set<String>> cut = new ArrayList<>();
    private final Set<String> waiting = new HashSet<>();
    private int answers;
    private int deaths;

    synchronized void asks(String question) {
      asked.merge(question, 1L, Long::sum);
      if (answers > 0) {
        answers--;
        return;
      }
      waiting.add(question);
      for (int before = deaths; before == deaths; ) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }

    synchronized void answers(int more) {
      answers = more;
    }

    synchronized int waiting() {
      return waiting.size();
    }

    /** Nobody waits for these any more. */
    synchronized void cut() {
      cut.add(Set.copyOf(waiting));
      waiting.clear();
      deaths++;
      notifyAll();
    }
  }

  /** Starts the night in a process of its own and kills it as soon as it is there. */
  private static void killWhen(Path home, List<String> settings, Wire wire, BooleanSupplier isThere)
      throws IOException, InterruptedException {
    Process night =
        ChildProcess.ofProduct(
                512,
                settings.stream().map(setting -> "-D" + setting).toList(),
                "--home",
                home.toString(),
                "nightly",
                "--tenant",
                TENANT.value(),
                "--as-of",
                DAY)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Instant until = Instant.now().plus(LIMIT);
    while (!isThere.getAsBoolean()) {
      assertThat(Instant.now()).as("death %d", wire.cut.size() + 1).isBefore(until);
      boolean ended = night.waitFor(10, TimeUnit.MILLISECONDS);
      assertThat(ended && !isThere.getAsBoolean()).as("ended before").isFalse();
    }
    night.destroyForcibly().waitFor();
    wire.cut();
  }
}
