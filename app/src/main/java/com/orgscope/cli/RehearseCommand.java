package com.orgscope.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the wrapper runs after a build, so that the start-up caches know what commands need: the
 * usual ones, on a tiny company in a folder that is thrown away.
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

  @Option(
      names = "--in",
      paramLabel = "DIR",
      description = "An empty folder that keeps the company, for a second rehearsal.")
  private @Nullable Path in;

  @Option(
      names = "--again",
      description = "Only what is looked up in little time, of the company that is there.")
  private boolean again;

  RehearseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (words) {
      WORDS.forEach(command -> run(session.home().path(), command));
      return OrgscopeCommand.DONE;
    }
    if (in != null) {
      return again ? lookUp(in) : everything(in);
    }
    Path folder = Files.createTempDirectory("orgscope-rehearsal");
    try {
      return everything(folder);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private int everything(Path folder) throws IOException {
    Path data = folder.resolve("data");
    int worst = 0;
    for (String[] command :
        List.of(
            line("simulate --employees 40 --days 45 --last-day", DAY, "--out", data.toString()),
            line("tenant create", TENANT, "--name", TENANT),
            line("people import --tenant", TENANT, data.resolve("people.csv").toString()),
            line("ingest --source okta --tenant", TENANT, data.resolve("events").toString()),
            line("nightly --as-of", DAY, "--tenant", TENANT))) {
      worst = Math.max(worst, run(folder.resolve("home"), command));
    }
    worst = Math.max(worst, lookUp(folder));
    serve(folder.resolve("home"));
    return worst;
  }

  private int lookUp(Path folder) throws IOException {
    String login = anyLogin(folder.resolve("data").resolve("people.csv"));
    int worst = 0;
    for (String[] command :
        List.of(
            line("usage --as-of", DAY, "--tenant", TENANT, "--login", login),
            line("category --tenant", TENANT),
            line("budget --tenant", TENANT),
            line("sources --tenant", TENANT),
            line("tenant list"),
            line("ingest dead-letters --tenant", TENANT))) {
      worst = Math.max(worst, run(folder.resolve("home"), command));
    }
    return worst;
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

  private int run(Path home, String[] command) {
    return session.runAnother(home, command);
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
