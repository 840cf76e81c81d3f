package com.orgscope.llm;

import com.orgscope.egress.TestEgress;
import com.orgscope.llm.anthropic.TestAnthropic;
import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import com.orgscope.testing.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process that asks models, beside the test's own: it says {@code ready}, waits for a line, asks
 * so many questions at once and says how they ended.
 */
final class OtherProcess {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private OtherProcess() {}

  static Process start(Database database, String claude, String prefix, int questions)
      throws IOException {
    return ChildProcess.of(
            OtherProcess.class,
            256,
            List.of(),
            TestServer.nameOf(database),
            claude,
            prefix,
            "" + questions)
        .start();
  }

  public static void main(String[] args) throws Exception {
    LlmSettings settings = TestModels.settings(args[1], "");
    try (Database database = TestServer.inAnotherProcess(args[0]);
        KillSwitch killSwitch = new KillSwitch(new KillStore(database), () -> NOW);
        Models models =
            new Models(
                List.of(TestAnthropic.port(settings)),
                settings,
                () -> NOW,
                new CallLedger(new CallStore(database), settings, TestEgress.on(database)),
                killSwitch,
                StopSignal::within)) {
      database.dataSource();
      System.out.println("ready");
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      Map<String, Integer> ends = new TreeMap<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<ModelResponse>> answers = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[3]); i++) {
          ModelRequest question = TestModels.question(args[2] + "%02x".formatted(i));
          answers.add(threads.submit(() -> models.ask(question)));
        }
        for (Future<ModelResponse> answer : answers) {
          ends.merge(
              switch (answer.get()) {
                case ModelResponse.Given _ -> "GIVEN";
                case ModelResponse.None none -> none.why().name();
              },
              1,
              Integer::sum);
        }
      }
      System.out.println(ends);
    }
    System.exit(0);
  }
}
