package com.orgscope.llm;

import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedProvider;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import com.orgscope.testing.TestDatabase;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * What a call costs us, without the provider, which runs in a process of its own: {@code java
 * ModelsLoad CALLS IN_FLIGHT LATENCY_MS}. Not a test: it takes its time and proves nothing.
 */
public final class ModelsLoad {
  private static final String SYSTEM = "You sort kinds of work by their applications. ".repeat(140);

  private ModelsLoad() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("provider")) {
      provider(Duration.ofMillis(Long.parseLong(args[1])));
      return;
    }
    int calls = Integer.parseInt(args[0]);
    int inFlight = Integer.parseInt(args[1]);
    long latency = Long.parseLong(args[2]);
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                ModelsLoad.class.getName(),
                "provider",
                args[2])
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var context = new AnnotationConfigApplicationContext()) {
      String url =
          new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      Database database = TestDatabase.fresh();
      context.registerBean(Database.class, () -> database);
      context.registerBean(InstantSource.class, InstantSource::system);
      context.registerBean(LlmSettings.class, () -> settings(url, inFlight));
      context.registerBean(TelemetrySettings.class, () -> new TelemetrySettings("", ""));
      context.registerBean(Residency.class, () -> Residency.UNBOUND);
      context.scan("com.orgscope.llm", "com.orgscope.egress");
      context.refresh();
      Models models = context.getBean(Models.class);
      run(models, "warm", Math.min(1_000, calls), inFlight);
      for (int round = 0; round < 3; round++) {
        measure(models, "round" + round, calls, inFlight, latency);
      }
      models.close();
      database.close();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void provider(Duration latency) throws IOException {
    ScriptedAnthropic claude =
        new ScriptedAnthropic(
            asked -> Act.says("{\"category\":\"Engineering\",\"confidence\":0.9}"));
    claude.latency(latency);
    System.out.println(claude.url());
    while (System.in.read() >= 0) {
      // Lives as long as its parent.
    }
    System.exit(0);
  }

  private static void measure(Models models, String name, int calls, int inFlight, long latency)
      throws Exception {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = machine.getProcessCpuTime();
    long from = System.nanoTime();
    run(models, name, calls, inFlight);
    double seconds = (System.nanoTime() - from) / 1e9;
    double ideal = Math.ceil((double) calls / inFlight) * latency / 1e3;
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s: %d calls in %.2f s, %.0f/s, %.2f x ideal, %.2f ms CPU a call",
            name,
            calls,
            seconds,
            calls / seconds,
            ideal == 0 ? 0 : seconds / ideal,
            (machine.getProcessCpuTime() - cpu) / 1e6 / calls));
  }

  private static void run(Models models, String name, int calls, int inFlight) throws Exception {
    Semaphore slots = new Semaphore(inFlight);
    List<Future<ModelResponse>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < calls; i++) {
        slots.acquire();
        ModelRequest question =
            new ModelRequest(
                TestModels.ACORN,
                "work_categorizer",
                "categorize",
                "v1",
                null,
                "signature-1",
                SYSTEM,
                (name + " F1: 40 % GitHub, question " + i + " ").repeat(20),
                TestModels.SCHEMA,
                200,
                null);
        answers.add(
            threads.submit(() -> {
              try {
                return models.ask(question);
              } finally {
                slots.release();
              }
            }));
      }
    }
    for (Future<ModelResponse> answer : answers) {
      if (!(answer.get() instanceof ModelResponse.Given)) {
        throw new IllegalStateException(answer.get().toString());
      }
    }
  }

  private static LlmSettings settings(String url, int inFlight) {
    LlmSettings usual = TestModels.settings("", "");
    return new LlmSettings(
        new LlmSettings.Anthropic(
            ScriptedProvider.KEY, url, "claude-haiku-5-5", inFlight, 6_000_000, 2_000_000_000),
        usual.openai(),
        Duration.ofSeconds(20),
        usual.circuitBreakerWait(),
        new BigDecimal("900000"),
        new BigDecimal("900000"),
        "");
  }
}
