package com.orgscope.bench;

import com.orgscope.kernel.Failure;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The colleague behind Anthropic's wire, in a process of its own, so that what it costs is not
 * counted as ours.
 */
final class StubModelProcess implements AutoCloseable {
  private final Process process;
  private final String url;

  private StubModelProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * @param latency of each answer
   */
  public static StubModelProcess start(Duration latency) {
    try {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  // Otherwise the server closes connections that are about to be used again.
                  "-Dsun.net.httpserver.maxIdleConnections=1000",
                  "-Dsun.net.httpserver.idleInterval=300",
                  "-cp",
                  System.getProperty("java.class.path"),
                  StubModelProcess.class.getName(),
                  Long.toString(latency.toMillis()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String url = said.readLine();
      if (url == null) {
        throw Failure.bug("the scripted model did not start", null);
      }
      return new StubModelProcess(process, url);
    } catch (IOException e) {
      throw Failure.bug("the scripted model cannot be started", e);
    }
  }

  /** Where the wire's calls go. */
  String url() {
    return url;
  }

  /** Settings with which a process asks the colleague, as fast as it likes. */
  public List<String> settings() {
    return List.of(
        "orgscope.llm.anthropic.api-key=" + ScriptedProvider.KEY,
        "orgscope.llm.anthropic.base-url=" + url,
        "orgscope.llm.anthropic.requests-per-minute=100000",
        "orgscope.llm.anthropic.tokens-per-minute=1000000000",
        "orgscope.llm.openai.api-key=",
        "orgscope.llm.openai.base-url=");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Serves until its standard input ends. */
  public static void main(String[] args) throws IOException {
    StubModel model = new StubModel();
    try (ScriptedAnthropic claude =
        new ScriptedAnthropic(asked ->
            Act.says(
                model.answer(
                    asked.user().split("\nYour first answer")[0],
                    asked.body().path("output_config").path("format").path("schema"))))) {
      claude.latency(Duration.ofMillis(Long.parseLong(args[0])));
      System.out.println(claude.url());
      while (System.in.read() >= 0) {
        // nothing is said to it; the end is
      }
    }
  }
}
