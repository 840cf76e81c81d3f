package com.orgscope.demo;

import static java.time.ZoneOffset.UTC;

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
import com.orgscope.kernel.Failure;
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
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private static final int EMPLOYEES = 1000;
  private static final int DAYS = 90;
  private static final long SEED = 1;

  /** Of fewer nobody is categorized. */
  private static final int ENOUGH_DAYS = 27;

  private static final int EARLIER_RELEASES = 2;
  private static final LocalTime NIGHT = LocalTime.of(3, 0);
  private static final String TOO_FEW =
      "there are too few people to show any of them without showing somebody";

  private static final double SHARE_OF_FEW_KNOWN = 0.7;

  private CommandContext session;

  @Option(names = "--employees", paramLabel = "N", defaultValue = "" + EMPLOYEES)
  private int employees = EMPLOYEES;

  @Option(names = "--days", paramLabel = "N", defaultValue = "" + DAYS)
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
      return call(yesterday, UnknownLabels.NONE);
    }
    RecordedModel model = RecordedModel.read(null, SHARE_OF_FEW_KNOWN);
    try (RecordedProvider provider = new RecordedProvider(model, industry);
        CommandContext asking = session.with(provider.settings())) {
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
    publishEarlier(caller, simulation);
    String run = categorized(caller, notes.lastDay());
    EvaluationReport quality = evaluate(simulation, caller);
    new DemoContracts(session, caller, notes.lastDay()).sign();
    Release release = released(caller, run);
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
    return WrongLine.unlessRefused(() -> new SimulationSettings(employees, days, SEED, lastDay));
  }

  /** Its pages are open to everybody at this machine, so it must be nobody's own company. */
  private void requireMadeUp(TenantId tenant) {
    if (!session.bean(Tenants.class).get(tenant).demo()) {
      throw Failure.operator(
          "the company "
              + tenant
              + " in "
              + session.home().path()
              + " was not made by this version of demo: choose another folder with --home");
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
    simulation.writePeople(sheet);
    people.importCsv(
        caller, new StringReader(sheet.toString()), session.progress("Reading people", "people"));
    vocabulary.describeApplications(
        caller,
        new StringReader(
            simulation.company().applications().entrySet().stream()
                .map(app -> app.getKey() + ": " + app.getValue() + "\n")
                .collect(Collectors.joining())));
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

  /**
   * What the company published in the months before, each as of then: what a release is compared
   * with. A demo that published before has it already.
   */
  private void publishEarlier(Caller caller, Simulation simulation) {
    if (session.bean(Releases.class).latest(caller).isPresent()) {
      return;
    }
    for (LocalDate day : earlierDays(simulation.days())) {
      session.close();
      try (CommandContext then = session.at(day.plusDays(1).atTime(NIGHT).toInstant(UTC))) {
        then.bean(Nightly.class)
            .run(caller, day, Whom.DUE, then.progress("Categorizing, " + day, "people"));
        var unused = then.bean(Releases.class).publish(caller);
      }
    }
  }

  /**
   * One and two months before the last day, as far as the days before are enough. Those of its own
   * quarter are left out where there are others: a quarter's cells are drawn once, and those of
   * licences only after contracts were signed.
   */
  static List<LocalDate> earlierDays(List<LocalDate> days) {
    LocalDate last = days.getLast();
    List<LocalDate> enough =
        IntStream.iterate(EARLIER_RELEASES, months -> months > 0, months -> months - 1)
            .mapToObj(last::minusMonths)
            .filter(day -> !day.isBefore(days.getFirst().plusDays(ENOUGH_DAYS)))
            .toList();
    List<LocalDate> ofOtherQuarters =
        enough.stream().filter(day -> !quarter(day).equals(quarter(last))).toList();
    return ofOtherQuarters.isEmpty() ? enough : ofOtherQuarters;
  }

  private static String quarter(LocalDate day) {
    return day.getYear() + "-" + day.get(IsoFields.QUARTER_OF_YEAR);
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
  private Release released(Caller caller, String run) {
    Releases releases = session.bean(Releases.class);
    return releases
        .latest(caller)
        .filter(latest -> latest.run().equals(run))
        .orElseGet(() -> releases.publish(caller).orElseThrow());
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
      String page) {}

  /**
   * What a model said of the applications that the product's own list does not have.
   *
   * @param asked about
   * @param known of those, what it knew a purpose of
   */
  private record Described(String model, long asked, long known) {}
}
