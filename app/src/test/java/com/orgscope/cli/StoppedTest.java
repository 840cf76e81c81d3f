package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.Database;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.Product;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Ctrl-C and SIGTERM, sent to real processes at whatever moment: one calm sentence, the signal's
 * own exit code, nothing half-written, nobody left. This process keeps the home's database running,
 * but for the one that makes a home of its own.
 */
@Tag("slow")
@Timeout(240)
class StoppedTest {
  /** How often each is ended, at another moment each time. */
  private static final int TIMES = Integer.getInteger("orgscope.drill.times", 1);

  private static final long SEED = 20261128;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Pattern LINK = Pattern.compile("127\\.0\\.0\\.1:(\\d+)/sign-in/link/acme/");

  private static ConfigurableApplicationContext context;

  @TempDir private static Path shared = Path.of("");
  @TempDir Path folder = Path.of("");

  /** Of all tests, so that they end by different signals. */
  private static final Random MOMENTS = new Random(SEED);

  /** How a process ended. */
  private record Ended(int exit, String out, String err, Signal signal) {
    /** Whether the signal came to it before it was done. */
    boolean stopped() {
      return exit != OrgscopeCommand.DONE;
    }
  }

  private enum Signal {
    INT(130),
    TERM(143);

    private final int exit;

    Signal(int exit) {
      this.exit = exit;
    }
  }

  @BeforeAll
  static void company() {
    Path data = data();
    CommandLineRun.json(
        home(), "simulate", "--employees", "150", "--days", "40", "--out", data.toString());
    CommandLineRun.json(home(), "tenant", "create", "acme", "--name", "Acme");
    CommandLineRun.json(home(), "people", "import", "--tenant", "acme", data + "/people.csv");
    context = Product.in(home()).run();
    context.getBean(Database.class).dataSource();
  }

  @AfterAll
  static void end() {
    context.close();
  }

  private static Path home() {
    return shared.resolve("home");
  }

  private static Path data() {
    return shared.resolve("data");
  }

  @Test
  void simulate_leaves_everything_or_nothing() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      Path out = folder.resolve("made").resolve("company" + i);
      Ended ended =
          signalled(
              folder.resolve("none"),
              moment(200, 2500),
              "simulate --employees 3000 --days 20 --out " + out);
      if (ended.stopped()) {
        assertThat(folder.resolve("made")).as("%s", ended).doesNotExist();
      } else {
        assertThat(Files.list(out.resolve("events"))).hasSize(20);
        assertThat(Files.list(out)).as("nothing beside them").hasSize(4);
        return;
      }
    }
  }

  @Test
  void what_was_simulated_before_stays_whole() throws Exception {
    Path out = folder.resolve("company");
    CommandLineRun.json(
        folder, "simulate", "--employees", "20", "--days", "2", "--out", out.toString());
    List<Path> before = files(out);
    Ended ended =
        signalled(
            folder.resolve("none"),
            moment(800, 1500),
            "simulate --employees 30000 --days 20 --out " + out);
    assertThat(ended.stopped()).as("%s", ended).isTrue();
    assertThat(files(out)).isEqualTo(before);
  }

  @Test
  void an_ingestion_that_was_stopped_goes_on_when_it_is_typed_again() throws Exception {
    String events = data().resolve("events").toString();
    for (int i = 0; i < TIMES; i++) {
      signalled(home(), moment(300, 4000), "ingest --tenant acme --source okta " + events);
    }
    JsonNode again =
        CommandLineRun.json(home(), "ingest", "--tenant", "acme", "--source", "okta", events);
    CommandLineRun.json(home(), "tenant", "create", "calm", "--name", "Calm");
    JsonNode calm =
        CommandLineRun.json(home(), "ingest", "--tenant", "calm", "--source", "okta", events);
    assertThat(again.path("read")).isEqualTo(calm.path("read"));
    assertThat(again.path("accepted").asLong() + again.path("duplicates").asLong())
        .isEqualTo(calm.path("accepted").asLong() + calm.path("duplicates").asLong());
    assertThat(letters("acme"))
        .as("an interruption is no fault of the input")
        .isEqualTo(letters("calm"));
  }

  private static long letters(String tenant) {
    return CommandLineRun.json(home(), "ingest", "dead-letters", "--tenant", tenant)
        .path("letters")
        .asLong();
  }

  @Test
  void an_ingestion_that_waits_for_standard_input_ends() throws Exception {
    Ended ended = signalled(home(), 5000, "ingest --tenant acme --source okta -");
    assertThat(ended.err()).contains("orgscope: stopped");
    Ended live = signalled(home(), 5000, "ingest live");
    assertThat(live.err()).contains("orgscope: stopped");
  }

  @Test
  void a_night_that_was_stopped_goes_on_when_it_is_typed_again() throws Exception {
    String events = data().resolve("events").toString();
    CommandLineRun.json(home(), "ingest", "--tenant", "acme", "--source", "okta", events);
    for (int i = 0; i < TIMES; i++) {
      signalled(home(), moment(300, 5000), "nightly --tenant acme");
    }
    JsonNode night = CommandLineRun.json(home(), "nightly", "--tenant", "acme");
    assertThat(night.path("state").asString()).isEqualTo("published");
    assertThat(night.path("dead_lettered").asInt()).isZero();
  }

  @Test
  void a_home_that_is_being_made_leaves_no_process_and_no_half_of_one() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      Path own = folder.resolve("own" + i);
      signalled(own, moment(500, 6000), "tenant create acme --name Acme");
      if (Files.isDirectory(own.resolve("postgres"))) {
        assertThat(Files.list(own.resolve("postgres")).map(path -> path.getFileName().toString()))
            .noneMatch(name -> name.contains(".new"));
      }
      assertThat(alive(own)).isEmpty();
    }
  }

  @Test
  void what_runs_commands_of_its_own_ends_as_a_whole() throws Exception {
    Path own = folder.resolve("own");
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Ended ended =
        signalled(own, moment(3000, 9000), List.of("-Djava.io.tmpdir=" + temporary), "rehearse");
    assertThat(ended.stopped()).as("%s", ended).isTrue();
    assertThat(Files.list(temporary).filter(Files::isDirectory))
        .as("what it made to throw away")
        .isEmpty();
    assertThat(alive(temporary)).isEmpty();
  }

  @Test
  void pages_that_are_served_or_about_to_be_end() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      Path own = folder.resolve("own" + i);
      signalled(own, moment(2000, 12000), "serve --port 0");
      assertThat(alive(own)).isEmpty();
    }
  }

  @Test
  void a_bench_that_waits_for_what_it_killed_ends_and_takes_its_folder_along() throws Exception {
    Path own = folder.resolve("own");
    signalled(own, moment(4000, 14_000), "bench crash");
    assertThat(Files.list(own.resolve("bench"))).isEmpty();
    assertThat(alive(own)).isEmpty();
  }

  @Test
  void pages_on_a_port_that_was_left_open_say_which_one_it_is() throws Exception {
    Process process =
        ChildProcess.ofProduct(512, List.of(), "--home", home().toString(), "serve", "--port", "0")
            .redirectError(ProcessBuilder.Redirect.PIPE)
            .start();
    try (BufferedReader said = process.errorReader()) {
      Matcher link =
          said.lines().map(LINK::matcher).filter(Matcher::find).findFirst().orElseThrow();
      try (Socket pages =
          new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(link.group(1)))) {
        assertThat(pages.isConnected()).isTrue();
      }
      assertThat(CommandLineRun.json(home(), "sign-in", "--tenant", "acme").path("link").asString())
          .contains("127.0.0.1:" + link.group(1) + "/");
    } finally {
      process.destroy();
      process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
      process.destroyForcibly();
    }
  }

  private int moment(int from, int to) {
    return MOMENTS.nextInt(from, to);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.map(folder::relativize).sorted().toList();
    }
  }

  private Ended signalled(Path home, int millis, String command) throws Exception {
    return signalled(home, millis, List.of(), command);
  }

  /** Runs a command, sends a signal when so much time has passed, and looks how it ended. */
  private Ended signalled(Path home, int millis, List<String> options, String command)
      throws Exception {
    Signal signal = MOMENTS.nextBoolean() ? Signal.INT : Signal.TERM;
    Path out = Files.createTempFile(folder, "out", null);
    Path err = Files.createTempFile(folder, "err", null);
    List<String> words = new ArrayList<>(List.of("--home", home.toString()));
    words.addAll(List.of(command.split(" ")));
    Process process =
        ChildProcess.ofProduct(512, options, words.toArray(String[]::new))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      }
      assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
          .as("%s ends after SIG%s at %d ms", command, signal, millis)
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    Ended ended =
        new Ended(process.exitValue(), Files.readString(out), Files.readString(err), signal);
    String what = command + " after " + millis + " ms: " + ended;
    assertThat(ended.exit()).as(what).isIn(OrgscopeCommand.DONE, signal.exit);
    assertThat(ended.err() + ended.out())
        .as(what)
        .doesNotContain("Exception", "\tat ", "mistake", "Caused by", " ERROR ", " WARN ");
    assertThat(ended.err().split("orgscope: ", -1).length - 1).as(what).isLessThanOrEqualTo(1);
    return ended;
  }

  /** Processes that name this folder in their words, once they had the time to go. */
  private static List<String> alive(Path folder) {
    List<ProcessHandle> there = ProcessHandle.allProcesses().filter(p -> names(p, folder)).toList();
    there.forEach(
        process -> process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join());
    return there.stream()
        .filter(process -> process.isAlive() && names(process, folder))
        .map(process -> process.info().commandLine().orElse(""))
        .toList();
  }

  private static boolean names(ProcessHandle process, Path folder) {
    return process.info().commandLine().orElse("").contains(folder.toString());
  }
}
