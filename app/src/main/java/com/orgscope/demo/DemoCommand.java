package com.orgscope.demo;

import com.orgscope.cli.Bounds;
import com.orgscope.cli.CommandContext;
import com.orgscope.cli.WrongLine;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.Vocabulary;
import com.orgscope.ingest.Ingest;
import com.orgscope.ingest.IngestReport;
import com.orgscope.insight.Figure;
import com.orgscope.insight.Release;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.quality.Evaluation;
import com.orgscope.quality.EvaluationReport;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswers;
import com.orgscope.usage.ApplicationAnswers.Answered;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "The main job on a company that does not exist, everything embedded: simulate, ingest,",
      "categorize, evaluate, publish, serve. Again, it reuses its home."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int EMPLOYEES = 1500;
  private static final int DAYS = 90;
  private static final long SEED = 1;

  private static final String TOO_FEW =
      "there are too few people to show any of them without showing somebody";

  private static final double SHARE_OF_FEW_KNOWN = 0.7;

  private CommandContext session;

  @Option(
      names = "--employees",
      paramLabel = "N",
      defaultValue = "" + EMPLOYEES,
      description = "How many people (default: " + EMPLOYEES + ").")
  @Bounds(least = SimulationSettings.LEAST_EMPLOYEES, most = SimulationSettings.MOST_EMPLOYEES)
  private int employees = EMPLOYEES;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "" + DAYS,
      description = "How many days (default: " + DAYS + ").")
  @Bounds(most = SimulationSettings.MOST_DAYS)
  private int days = DAYS;

  @Option(names = "--port", paramLabel = "N", defaultValue = "8080")
  private int port;

  @Option(names = "--no-serve", description = "Ends after the summary.")
  private boolean noServe;

  @Option(
      names = "--recorded-model",
      description = {
        "Names most applications as few know them, and asks a model that says again what a careful",
        "one said of them: no key, and nothing leaves this machine."
      })
  private boolean recordedModel;

  public DemoCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    LocalDate yesterday = session.today().minusDays(1);
    // What is refused is refused before there is a folder.
    String industry = simulation(yesterday).industry();
    if (!recordedModel) {
      try (CommandContext everyFourWeeks = session.with(List.of(DemoMonths.PERIOD))) {
        session = everyFourWeeks;
        return call(yesterday, UnknownLabels.NONE);
      }
    }
    RecordedModel model = RecordedModel.read(null, SHARE_OF_FEW_KNOWN);
    try (RecordedProvider provider = new RecordedProvider(model, industry);
        CommandContext asking =
            session.with(
                Stream.concat(Stream.of(DemoMonths.PERIOD), provider.settings().stream())
                    .toList())) {
      session = asking;
      return call(yesterday, model.labels());
    }
  }

  private int call(LocalDate yesterday, UnknownLabels labels) throws Exception {
    TenantId tenant = tenant();
    session.mayMakeHome();
    DemoNotes notes = DemoNotes.open(session.home(), tenant, yesterday);
    Simulation simulation = Simulation.of(simulation(notes.lastDay()), labels);
    Caller caller = session.callerOfNew(tenant);
    if (notes.came() == null) {
      hire(simulation, tenant, caller);
      notes = notes.with(DemoNotes.Came.of(ingest(simulation, caller)));
    }
    requireMadeUp(tenant);
    DemoMonths months = new DemoMonths(caller, simulation);
    months.publishEarlier(session);
    months.reorganize(session);
    String run = categorized(caller, notes.lastDay());
    EvaluationReport quality = evaluate(simulation, caller);
    Release release = released(caller, run, simulation);
    Summary summary = summary(simulation, notes, run, quality, release, caller);
    session.give(summary, out -> print(summary, quality, release, out));
    if (!noServe) {
      session.servePages(port, List.of("orgscope.web.demo=true"));
    }
    return CommandContext.DONE;
  }

  private TenantId tenant() {
    String size = employees == EMPLOYEES && days == DAYS ? "" : "-" + employees + "-" + days;
    return new TenantId("demo" + (recordedModel ? "-recorded" : "") + size);
  }

  private SimulationSettings simulation(LocalDate lastDay) {
    return WrongLine.unlessRefused(() ->
        new SimulationSettings(employees, days, SEED, lastDay)
            .withChange(DemoMonths.change(lastDay, days)));
  }

  /** Its pages are open to everybody at this machine, so it must be nobody's own company. */
  private void requireMadeUp(TenantId tenant) {
    if (!session.bean(Tenants.class).get(tenant).demo()) {
      throw DemoNotes.notOurs(session.home(), tenant);
    }
  }

  private void hire(Simulation simulation, TenantId tenant, Caller caller) throws IOException {
    Tenants tenants = session.bean(Tenants.class);
    People people = session.bean(People.class);
    Vocabulary vocabulary = session.bean(Vocabulary.class);
    tenants.create(
        new Tenant(
            tenant,
            simulation.company().name(),
            simulation.company().industry(),
            Region.EU,
            ZoneId.of("Europe/Berlin"),
            true));
    StringWriter sheet = new StringWriter();
    simulation.writePeopleBefore(sheet);
    people.importCsv(
        caller, new StringReader(sheet.toString()), session.progress("Reading people", "people"));
    vocabulary.describeApplications(
        caller,
        new StringReader(
            simulation.company().applications().entrySet().stream()
                .map(app -> app.getKey() + ": " + app.getValue() + "\n")
                .collect(Collectors.joining())));
    new DemoMonths(caller, simulation).setPolicies(session);
  }

  private IngestReport ingest(Simulation simulation, Caller caller) throws IOException {
    Progress bar = session.progress("Reading sign-ins", "events");
    try (DaysInput days = new DaysInput(simulation)) {
      IngestReport report =
          session.bean(Ingest.class).stream(
              caller, Source.OKTA, days, (read, unknown) -> bar.at(read, days.expected(read)));
      bar.at(report.read(), report.read());
      return report;
    }
  }

  /** The night of the company's last day; a demo that ran before has it already. */
  private String categorized(Caller caller, LocalDate lastDay) {
    Nightly nightly = session.bean(Nightly.class);
    return nightly.recent(caller, 1).stream()
        .filter(night -> night.state() == State.PUBLISHED && night.asOf().equals(lastDay))
        .map(Nightly.NightSummary::run)
        .findFirst()
        .orElseGet(() ->
            nightly
                .run(caller, lastDay, Whom.DUE, session.progress("Categorizing", "people"))
                .run());
  }

  /** The stored release if there is one of that run: the same people are not noised twice. */
  private Release released(Caller caller, String run, Simulation simulation) throws IOException {
    Releases releases = session.bean(Releases.class);
    Optional<Release> stored = releases.latest(caller).filter(latest -> latest.run().equals(run));
    if (stored.isPresent()) {
      return stored.get();
    }
    new DemoContracts(session, caller, simulation).sign(simulation.days().getLast());
    return releases.publish(caller).orElseThrow();
  }

  private EvaluationReport evaluate(Simulation simulation, Caller caller) throws IOException {
    StringWriter labels = new StringWriter();
    simulation.writeLabels(labels);
    return session.bean(Evaluation.class).of(caller, labels.toString());
  }

  private Summary summary(
      Simulation simulation,
      DemoNotes notes,
      String run,
      EvaluationReport quality,
      Release release,
      Caller caller) {
    Figure total = release.total();
    return new Summary(
        simulation.company().name(),
        notes.tenant().value(),
        notes.lastDay().toString(),
        notes.came(),
        run,
        quality.accuracy(),
        quality.coverage(),
        quality.ece(),
        release.id(),
        total.people(),
        total.hoursPerWeek(),
        total.usdPerYear(),
        release.models(),
        recordedModel ? described(caller) : null,
        Happened.in(simulation),
        "http://127.0.0.1:" + port + "/");
  }

  private Described described(Caller caller) {
    List<Answered> byModel =
        session.bean(ApplicationAnswers.class).all(caller).stream()
            .filter(each -> each.answer().said().by() == By.MODEL)
            .toList();
    long known = byModel.stream().filter(each -> !each.answer().functions().isEmpty()).count();
    return new Described(RecordedProvider.MODEL, byModel.size(), known);
  }

  private static void print(
      Summary summary, EvaluationReport quality, Release release, PrintStream out) {
    out.println();
    out.println(summary.company + ", a company that does not exist, up to " + summary.lastDay);
    DemoNotes.Came came = summary.cameIn;
    if (came != null) {
      out.printf(
          Locale.ROOT,
          "  came in     %,d events: %,d accepted, %,d duplicates, %,d ignored, %,d dead letters%n",
          came.read(),
          came.accepted(),
          came.duplicates(),
          came.ignored(),
          came.deadLettered());
    }
    out.printf(
        Locale.ROOT,
        "  categories  %,d people; %s right of those decided, %s decided%n",
        quality.people(),
        quality.accuracyInWords(),
        EvaluationReport.percent(quality.coverage()));
    if (release.cells().isEmpty()) {
      out.printf("  release     %s shows no group: %s%n", summary.release, TOO_FEW);
    } else {
      printShown(summary, release, out);
    }
    out.println(
        "  who spoke   "
            + (summary.models.isEmpty()
                ? "nobody: no answer was sure enough"
                : String.join(", ", summary.models)));
    summary.happened.print(out);
    Described applications = summary.applications;
    if (applications != null) {
      out.printf(
          Locale.ROOT,
          "  asked       %s about %,d applications that no list has; it knew %,d%n",
          applications.model,
          applications.asked,
          applications.known);
    }
    out.println("  the page    " + summary.page);
  }

  private static void printShown(Summary summary, Release release, PrintStream out) {
    release.cells().stream()
        .collect(Collectors.groupingBy(c -> c.category(), Collectors.summingLong(c -> c.people())))
        .entrySet()
        .stream()
        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
        .forEach(
            e -> out.printf(Locale.ROOT, "              %,6d  %s%n", e.getValue(), e.getKey()));
    out.printf(
        Locale.ROOT,
        "  friction    %,.0f hours a week, $%,d a year (release %s, with noise)%n",
        summary.hoursPerWeek,
        summary.usdPerYear,
        summary.release);
  }

  private record Summary(
      String company,
      String tenant,
      String lastDay,
      DemoNotes.@Nullable Came cameIn,
      String run,
      @Nullable Double accuracy,
      @Nullable Double coverage,
      @Nullable Double ece,
      String release,
      long people,
      double hoursPerWeek,
      long usdPerYear,
      List<String> models,
      @Nullable Described applications,
      Happened happened,
      String page) {}

  /**
   * What changed in the company's days.
   *
   * @param published the days of earlier releases
   * @param reorganized null if nobody was
   * @param adopted null if nothing was
   * @param longerSessionsSince null if they stayed as they were
   */
  private record Happened(
      List<String> published,
      @Nullable Reorganized reorganized,
      @Nullable Adopted adopted,
      @Nullable String longerSessionsSince) {
    static Happened in(Simulation simulation) {
      CompanyChange change = simulation.change();
      List<SimulatedPerson> moved = simulation.reorganized();
      String application = simulation.adopted();
      return new Happened(
          DemoMonths.earlierDays(simulation.days()).stream().map(LocalDate::toString).toList(),
          moved.isEmpty()
              ? null
              : new Reorganized(
                  String.valueOf(change.reorganized()),
                  moved.getFirst().before().department(),
                  moved.getFirst().department(),
                  moved.size()),
          application == null
              ? null
              : new Adopted(
                  application, String.valueOf(change.adopted()), simulation.adopters().size()),
          change.longerSessions() == null ? null : change.longerSessions().toString());
    }

    void print(PrintStream out) {
      if (!published.isEmpty()) {
        out.println("  before      releases as of " + String.join(" and ", published));
      }
      if (reorganized != null) {
        out.printf(
            Locale.ROOT,
            "  reorganized %,d people of %s are %s since %s%n",
            reorganized.people,
            reorganized.from,
            reorganized.department,
            reorganized.since);
      }
      if (adopted != null) {
        out.printf(
            Locale.ROOT,
            "  new         %s, which %,d people use, since %s%n",
            adopted.application,
            adopted.people,
            adopted.since);
      }
      if (longerSessionsSince != null) {
        out.println(
            "  policy      a sign-in lasts for 4 hours without a visit since "
                + longerSessionsSince
                + ", for 2 before");
      }
    }
  }

  private record Reorganized(String since, String from, String department, int people) {}

  private record Adopted(String application, String since, int people) {}

  /**
   * What a model said of the applications that the product's own list does not have.
   *
   * @param asked about
   * @param known of those, what it knew a purpose of
   */
  private record Described(String model, long asked, long known) {}
}
