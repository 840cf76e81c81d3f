package com.orgscope.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the wrapper runs once after a build, so that the start-up cache knows what commands need:
 * the usual ones, on a tiny company in a folder that is thrown away.
 */
@Command(name = "rehearse", hidden = true, description = "Records what starting needs.")
final class RehearseCommand implements Callable<Integer> {
  private static final String TENANT = "rehearsal";
  private static final String DAY = "2026-01-30";
  private static final String LOGIN_HEADER = "login";

  private static final List<String> PAGES = List.of("/", "/assets/orgscope.css");

  /** What is answered without beans. */
  private static final List<String[]> WORDS =
      List.of(
          line("--help"),
          line("--version"),
          line("help"),
          line("help budget"),
          line("budget --help"),
          line("ingest --help"),
          line("ingest live --help"),
          line("buget"),
          line("man"),
          line("completion bash"));

  private final Session session;

  @Option(names = "--words", description = "What is answered without any work, and no more.")
  private boolean words;

  RehearseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (words) {
      WORDS.forEach(command -> run(session.home().path(), command));
      return OrgscopeCommand.DONE;
    }
    Path folder = Files.createTempDirectory("orgscope-rehearsal");
    try {
      Path data = folder.resolve("data");
      String out = data.toString();
      int worst = 0;
      List<String[]> first =
          List.of(
              line("simulate --employees 40 --days 45 --last-day", DAY, "--out", out),
              line("tenant create", TENANT, "--name", TENANT),
              line("people import --tenant", TENANT, data.resolve("people.csv").toString()),
              line("ingest --source okta --tenant", TENANT, data.resolve("events").toString()));
      for (String[] command : first) {
        worst = Math.max(worst, run(folder, command));
      }
      String login = anyLogin(data.resolve("people.csv"));
      for (String[] command :
          List.of(
              line("nightly --as-of", DAY, "--tenant", TENANT),
              line("usage --as-of", DAY, "--tenant", TENANT, "--login", login),
              line("category --tenant", TENANT),
              line("budget --tenant", TENANT),
              line("tenant list"),
              line("ingest dead-letters --tenant", TENANT))) {
        worst = Math.max(worst, run(folder, command));
      }
      serve(folder.resolve("home"));
      return worst;
    } finally {
      Folders.delete(folder);
    }
  }

  /** To the first page, as whoever opens it the first time waits for it. */
  private void serve(Path home) throws IOException {
    try (Session alone = session.on(home)) {
      String port =
          alone
              .serve(List.of("server.port=0", "orgscope.roles=all"))
              .getEnvironment()
              .getRequiredProperty("local.server.port");
      for (String page : PAGES) {
        var connection =
            (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + page).toURL().openConnection();
        connection.getResponseCode();
        connection.disconnect();
      }
    }
  }

  private int run(Path folder, String[] command) {
    return session.runAnother(folder.resolve("home"), command);
  }

  private static String[] line(String words, String... more) {
    return Stream.concat(Stream.of(words.split(" ")), Stream.of(more)).toArray(String[]::new);
  }

  private static String anyLogin(Path people) throws IOException {
    List<String> lines = Files.readAllLines(people);
    int column = List.of(lines.getFirst().split(",")).indexOf(LOGIN_HEADER);
    return lines.get(1).split(",")[column];
  }
}
