package com.orgscope.bench;

import com.orgscope.category.trial.TrialSettings;
import com.orgscope.cli.CommandContext;
import com.orgscope.cli.WrongLine;
import com.orgscope.kernel.Home.OwnersOnly;
import com.orgscope.kernel.Progress;
import com.orgscope.lake.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Each bench is a subcommand on a home of its own, which is thrown away. */
@Command(
    name = "bench",
    description = {
      "Ratios against a named peer, in one run; above 1 is in our favour.",
      "For figures of one core: taskset -c 0 ./orgscope bench ..."
    })
public final class BenchCommand {
  /** Calls that a provider takes at once, as the settings have it. */
  private static final int IN_FLIGHT = 200;

  private final CommandContext session;

  public BenchCommand(CommandContext session) {
    this.session = session;
  }

  @Command(name = "ingest", description = "Files to committed rows, against DuckDB alone.")
  int ingest(
      @Option(names = "--source", defaultValue = "okta", paramLabel = "S") Source source,
      @Option(
              names = "--employees",
              defaultValue = "10000",
              paramLabel = "N",
              description = "Each leaves about 25 events a round.")
          int employees,
      @Option(names = "--rounds", defaultValue = "8", paramLabel = "N") int rounds,
      @Option(names = "--library", description = "Beside it the same with Jackson alone to parse.")
          boolean library)
      throws Exception {
    atLeastOne("--employees", employees);
    atLeastOne("--rounds", rounds);
    return onHomeOfItsOwn((alone, folder) -> {
      IngestBench bench = alone.bean(IngestBench.class);
      Progress progress = session.progress("Measuring", "rounds");
      return bench.run(
          source, employees, rounds, folder, library ? bench.jackson() : Map.of(), progress);
    });
  }

  @Command(
      name = "lake",
      description = "Bytes an event, appends to a lake that grows, planning among many tenants.")
  int lake(
      @Option(
              names = "--rows",
              defaultValue = "100000000",
              paramLabel = "N",
              description = "Up to how many rows appends are tried with.")
          long rows,
      @Option(names = "--tenants", defaultValue = "50", paramLabel = "N") int tenants)
      throws Exception {
    atLeastOne("--rows", rows);
    atLeastOne("--tenants", tenants);
    return onHomeOfItsOwn((alone, folder) ->
        alone
            .bean(LakeBench.class)
            .run(rows, tenants, folder, session.progress("Storing", "rows")));
  }

  @Command(
      name = "stream",
      description = {
        "A steady stream of compressed requests through webhooks and the event log to the lake,",
        "senders included. ORGSCOPE_EVENTLOG_KIND and its settings choose the log."
      })
  int stream(
      @Option(names = "--rate", defaultValue = "20000", paramLabel = "EVENTS/S") int rate,
      @Option(names = "--seconds", defaultValue = "60", paramLabel = "N") int seconds,
      @Option(
              names = "--batch",
              defaultValue = "500",
              paramLabel = "N",
              description = "Events of a request.")
          int batch,
      @Option(names = "--tenants", defaultValue = "8", paramLabel = "N") int tenants)
      throws Exception {
    atLeastOne("--rate", rate);
    atLeastOne("--seconds", seconds);
    atLeastOne("--batch", batch);
    atLeastOne("--tenants", tenants);
    return onHomeOfItsOwn((alone, folder) -> {
      String port =
          alone
              .serve(List.of("server.port=0", "server.address=127.0.0.1", "orgscope.roles=ingest"))
              .getEnvironment()
              .getRequiredProperty("local.server.port");
      return alone
          .bean(StreamBench.class)
          .run(
              new StreamBench.Plan(rate, seconds, batch, tenants),
              URI.create("http://127.0.0.1:" + port),
              folder,
              session.progress("Streaming", "seconds"));
    });
  }

  @Command(
      name = "fuzz",
      description = {
        "Reads mutated payloads of every provider: no crash, no hang, every event accounted for.",
        "The seed tells the same again."
      })
  int fuzz(
      @Option(names = "--payloads", defaultValue = "1000000", paramLabel = "N") long payloads,
      @Mixin Seed seed)
      throws Exception {
    atLeastOne("--payloads", payloads);
    long chosen = told(seed.given);
    return onHomeOfItsOwn((alone, folder) ->
        alone.bean(FuzzBench.class).run(payloads, chosen, session.progress("Reading", "payloads")));
  }

  @Command(
      name = "access",
      description = {
        "Every role of two companies asks pages, the API and the database for what is not theirs.",
        "Nothing of it is shown, and every page that is refused is in the audit log."
      })
  int access(
      @Option(
              names = "--requests",
              defaultValue = "1000000",
              paramLabel = "N",
              description = "One in five asks a page, the others ask the database.")
          long requests,
      @Option(
              names = "--from",
              defaultValue = "0",
              paramLabel = "N",
              description = "The first of them, to go on with a run that was stopped, by its seed.")
          long from,
      @Mixin Seed seed)
      throws Exception {
    atLeastOne("--requests", requests);
    if (from < 0) {
      throw new WrongLine("--from is a number of at least 0");
    }
    long chosen = told(seed.given);
    AccessBench.Plan plan = new AccessBench.Plan(requests, chosen, from);
    return onPagesOfItsOwn((pages, base) ->
        new AccessBench(pages, base)
            .run(plan, this::tellAndKeep, session.progress("Attacking", "requests")));
  }

  @Command(
      name = "web",
      description = {
        "Loads a company, and asks for the pages of each role at a stated rate over a real connection:",
        "requests a second and times at 50, 95 and 99 % beside what is wanted, on as many cores as the",
        "process has."
      })
  int web(@Mixin WebOptions options) throws Exception {
    WebBench.Plan plan = options.plan();
    return onPagesOfItsOwn(
        (pages, base) -> new WebBench(pages, base).run(plan, session.progress("Asking", "pages")));
  }

  @Command(
      name = "erase",
      description = {
        "People of a company with many events are erased, another company beside: until no question",
        "finds them, until no file holds them, and whether the other's files stayed as they were."
      })
  int erase(
      @Option(
              names = "--events",
              defaultValue = "100000000",
              paramLabel = "N",
              description = "Events of the company, a million at least (${DEFAULT-VALUE}).")
          long events,
      @Option(
              names = "--people",
              defaultValue = "100",
              paramLabel = "N",
              description = "Who are erased (${DEFAULT-VALUE}).")
          int people)
      throws Exception {
    atLeastOne("--events", events);
    atLeastOne("--people", people);
    return onHomeOfItsOwn((alone, folder) ->
        new EraseBench(alone, events, people).run(session.progress("Storing", "events")));
  }

  @Command(
      name = "selection",
      description = {
        "How long a night takes to choose whom it judges, and how much memory, from the stored days and",
        "answers of made-up companies of several sizes."
      })
  int selection(
      @Option(
              names = "--people",
              defaultValue = "5000,50000,500000",
              paramLabel = "N",
              split = ",",
              description = "Of each company (${DEFAULT-VALUE}).")
          List<Integer> people)
      throws Exception {
    people.forEach(each -> atLeastOne("--people", each));
    return onHomeOfItsOwn((alone, folder) ->
        new SelectionBench(alone).run(people, session.progress("Storing", "days")));
  }

  @Command(
      name = "crash",
      description = {
        "Kills writers, pollers and PostgreSQL while live events come, and compares the lake with a",
        "count made outside after each kill. With --night it kills the night of a company instead, at",
        "each named point and at random moments, and compares what it says with an undisturbed one.",
        "A difference ends it with the seed that leads there."
      })
  int crash(
      @Option(names = "--kills", defaultValue = "20", paramLabel = "N") int kills,
      @Mixin NightOptions night,
      @Mixin Seed seed)
      throws Exception {
    atLeastOne("--kills", kills);
    long chosen = told(seed.given);
    if (night.wanted) {
      atLeastOne("--people", night.people);
      NightDrill.Plan plan =
          new NightDrill.Plan(night.people, night.days, kills, chosen, DrillProcess.Launch.same());
      return onHomeOfItsOwn((alone, folder) ->
          new NightDrill(plan, session::on, folder).run(session.progress("Killing", "kills")));
    }
    return onHomeOfItsOwn((alone, folder) ->
        alone
            .bean(CrashDrill.class)
            .run(CrashDrill.Plan.usual(kills, chosen), session.progress("Killing", "kills")));
  }

  @Command(
      name = "nights",
      description = {
        "Nights in a row of companies in which people come, go and move, a department is divided, an",
        "application is adopted and sessions last longer: none of them is to be held."
      })
  int nights(
      @Option(
              names = "--people",
              defaultValue = "1000",
              paramLabel = "N",
              description = "Of each company.")
          int people,
      @Option(
              names = "--nights",
              defaultValue = "50",
              paramLabel = "N",
              description = "Of each company.")
          int nights,
      @Option(
              names = "--industry",
              defaultValue = "technology",
              paramLabel = "I,J",
              description = "One company of each.")
          String industries,
      @Mixin Seed seed)
      throws Exception {
    atLeastOne("--people", people);
    atLeastOne("--nights", nights);
    long chosen = told(seed.given);
    return onHomeOfItsOwn((alone, folder) ->
        new NightsBench(alone)
            .run(
                new NightsBench.Plan(people, nights, List.of(industries.split(",")), chosen),
                session.progress("Judging", "nights")));
  }

  @Command(
      name = "judging",
      description = {
        "A night without a model: what each stage takes of a core, and several tasks that share a night",
        "against one that has it alone, each on one core. On a quiet machine."
      })
  int judging(
      @Option(
              names = "--people",
              defaultValue = "20000",
              paramLabel = "N",
              description = "Of the company (${DEFAULT-VALUE}).")
          int people,
      @Option(
              names = "--days",
              defaultValue = "90",
              paramLabel = "N",
              description = "Of sign-ins (${DEFAULT-VALUE}).")
          int days,
      @Option(
              names = "--tasks",
              defaultValue = "4",
              paramLabel = "N",
              description = "That share a night (${DEFAULT-VALUE}).")
          int tasks,
      @Mixin Seed seed)
      throws Exception {
    atLeastOne("--people", people);
    atLeastOne("--days", days);
    atLeastOne("--tasks", tasks);
    JudgingBench.Plan plan = new JudgingBench.Plan(people, days, tasks, told(seed.given));
    return onHomeOfItsOwn((alone, folder) ->
        new JudgingBench(plan, session::on, folder).run(session.progress("Judging", "steps")));
  }

  @Command(
      name = "agent",
      description = {
        "Asks a scripted model that takes its time, in a process of its own: how near the ideal, at",
        "what cost; then what its answers are worth for a simulated company; then what answers about",
        "applications that nobody knows are worth to companies of every industry."
      })
  int agent(
      @Option(names = "--questions", defaultValue = "5556", paramLabel = "N") int questions,
      @Option(names = "--latency", defaultValue = "1800", paramLabel = "MS") int latency,
      @Option(
              names = "--employees",
              defaultValue = "1000",
              paramLabel = "N",
              description = "Of the company; 0 leaves it out.")
          int employees,
      @Option(names = "--days", defaultValue = "45", paramLabel = "N") int days,
      @Mixin TrialOptions trial)
      throws Exception {
    return onHomeOfItsOwn((alone, folder) -> {
      List<BenchFigure> figures = new ArrayList<>();
      if (questions > 0) {
        figures.addAll(asking(alone, questions, Duration.ofMillis(latency)).figures());
      }
      if (employees > 0) {
        figures.addAll(company(alone, employees, days).figures());
      }
      List<String> table = new ArrayList<>();
      if (trial.seeds > 0) {
        BenchReport tried =
            alone
                .bean(TrialBench.class)
                .run(trial.plan(), session.progress("Judging", "companies"));
        figures.addAll(tried.figures());
        table.addAll(tried.table());
      }
      return new BenchReport("agent", figures, table);
    });
  }

  /** The night of a company that is killed. */
  static final class NightOptions {
    @Option(
        names = "--night",
        description = "Kills the night of a company; --kills counts random moments then.")
    private boolean wanted;

    @Option(
        names = "--people",
        defaultValue = "2000",
        paramLabel = "N",
        description = "Of the company, with --night.")
    private int people;

    @Option(
        names = "--days",
        defaultValue = "40",
        paramLabel = "N",
        description = "Days of sign-ins, with --night.")
    private int days;
  }

  @Command(
      name = "trials",
      description = {
        "What the rules of trials are worth: simulated companies try versions that are better, a little",
        "better, as good, or worse, and how they end is counted, with the rules and without them."
      })
  int trials(
      @Option(
              names = "--trials",
              defaultValue = "5000",
              paramLabel = "N",
              description = "Of each version (default: ${DEFAULT-VALUE}).")
          int trials,
      @Mixin Seed seed) {
    atLeastOne("--trials", trials);
    BenchReport report =
        TrialWorth.report(
            TrialWorth.all(trials, session.bean(TrialSettings.class), told(seed.given)));
    session.give(report, report::print);
    return CommandContext.DONE;
  }

  /** What tells the same dice again. */
  static final class Seed {
    @Option(names = "--seed", paramLabel = "N", description = "(default: another each time)")
    private @Nullable Long given;
  }

  /** How large the company is, and how fast its pages are asked for. */
  static final class WebOptions {
    @Option(
        names = "--employees",
        defaultValue = "10000",
        paramLabel = "N",
        description = "Of the company (${DEFAULT-VALUE}).")
    private int employees;

    @Option(
        names = "--days",
        defaultValue = "30",
        paramLabel = "N",
        description = "Of sign-ins (${DEFAULT-VALUE}).")
    private int days;

    @Option(
        names = "--first-rate",
        defaultValue = "200",
        paramLabel = "REQUESTS/S",
        description = "For the page of a CEO (${DEFAULT-VALUE}).")
    private int firstRate;

    @Option(
        names = "--rate",
        defaultValue = "20",
        paramLabel = "REQUESTS/S",
        description = "For every other page (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
        names = "--seconds",
        defaultValue = "10",
        paramLabel = "N",
        description = "For each page (${DEFAULT-VALUE}).")
    private int seconds;

    WebBench.Plan plan() {
      atLeastOne("--employees", employees);
      atLeastOne("--days", days);
      atLeastOne("--first-rate", firstRate);
      atLeastOne("--rate", rate);
      atLeastOne("--seconds", seconds);
      return new WebBench.Plan(employees, days, firstRate, rate, seconds);
    }
  }

  /** Companies whose applications nobody knows. */
  static final class TrialOptions {
    @Option(
        names = "--seeds",
        defaultValue = "4",
        paramLabel = "N",
        description = "Companies of each industry with unknown applications; 0 leaves them out.")
    private int seeds;

    @Option(
        names = "--people",
        defaultValue = "400",
        paramLabel = "N",
        description = "Of each of these companies.")
    private int people;

    @Option(
        names = "--unknown",
        defaultValue = "0.7",
        paramLabel = "SHARE",
        description = "Of the applications of their lines of work.")
    private double share;

    @Option(
        names = "--recorded",
        paramLabel = "DIR",
        description = "Other recorded answers: applications.tsv, and truth.tsv beside it.")
    private @Nullable Path recorded;

    TrialBench.Plan plan() {
      atLeastOne("--people", people);
      return new TrialBench.Plan(recorded, seeds, people, share);
    }
  }

  private BenchReport asking(CommandContext alone, int questions, Duration latency)
      throws Exception {
    try (StubModelProcess model = StubModelProcess.start(latency);
        CommandContext asking = alone.with(model.settings())) {
      return asking
          .bean(AskingBench.class)
          .run(questions, latency, IN_FLIGHT, model, session.progress("Asking", "questions"));
    }
  }

  private BenchReport company(CommandContext alone, int employees, int days) throws Exception {
    AgentBench.Alone local =
        alone
            .bean(AgentBench.class)
            .alone(employees, days, session.progress("Reading sign-ins", "events"));
    try (StubModelProcess model = StubModelProcess.start(Duration.ZERO);
        CommandContext together = alone.with(model.settings())) {
      return together.bean(AgentBench.class).together(employees, days, local);
    }
  }

  /** In a file as well: who stops a run is told nothing more at the terminal. */
  private void tellAndKeep(String line) {
    session.tell(line);
    try {
      Files.writeString(
          session.home().resolve("bench").resolve("access.txt"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void atLeastOne(String option, long value) {
    if (value < 1) {
      throw new WrongLine(option + " is a number of at least 1");
    }
  }

  /** The seed, or another each time; told before anything can go wrong. */
  private long told(@Nullable Long seed) {
    long chosen = seed == null ? System.nanoTime() : seed;
    session.tell("The seed is " + chosen + ".");
    return chosen;
  }

  /** A bench, which may leave what it likes in its home and in the folder. */
  private interface Bench {
    BenchReport run(CommandContext alone, Path folder) throws Exception;
  }

  /** A bench of pages, which a process of its own serves. */
  private interface PagesBench {
    BenchReport run(ConfigurableApplicationContext pages, String base) throws Exception;
  }

  private int onPagesOfItsOwn(PagesBench bench) throws Exception {
    return onHomeOfItsOwn((alone, folder) -> {
      ConfigurableApplicationContext pages =
          alone.serve(
              List.of(
                  "server.port=0",
                  "server.address=127.0.0.1",
                  "orgscope.roles=web",
                  "orgscope.web.demo=true"));
      return bench.run(
          pages,
          "http://127.0.0.1:" + pages.getEnvironment().getRequiredProperty("local.server.port"));
    });
  }

  private int onHomeOfItsOwn(Bench bench) throws Exception {
    Path parent = OwnersOnly.folder(session.home().resolve("bench"));
    Path folder = Files.createTempDirectory(parent, "run");
    try (CommandContext alone = session.on(folder.resolve("home"))) {
      BenchReport report = bench.run(alone, folder);
      session.give(report, report::print);
      return CommandContext.DONE;
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }
}
