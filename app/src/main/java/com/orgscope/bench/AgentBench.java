package com.orgscope.bench;

import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.Vocabulary;
import com.orgscope.ingest.Ingest;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.llm.ListPrice;
import com.orgscope.llm.Spending;
import com.orgscope.llm.Tokens;
import com.orgscope.nightly.NightQuote;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.quality.Evaluation;
import com.orgscope.quality.EvaluationReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What asking a model is worth and costs for a whole simulated company: the same people judged by
 * the local model alone and with the colleague, both against the simulation's own truth.
 */
@Component
final class AgentBench {
  /** Of the model that is asked unless another one is set. */
  static final ListPrice LIST_PRICE = ListPrice.of("claude-haiku-5-5");

  private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 31);

  /** How prompts begin that ask for changes and not for a category. */
  private static final String ABOUT_CHANGES = "suggest";

  private static final long SEED = 20260331;

  private final Tenants tenants;
  private final People people;
  private final Vocabulary vocabulary;
  private final Ingest ingest;
  private final Nightly nightly;
  private final Evaluation evaluation;
  private final Spending spending;
  private final InstantSource clock;

  AgentBench(
      Tenants tenants,
      People people,
      Vocabulary vocabulary,
      Ingest ingest,
      Nightly nightly,
      Evaluation evaluation,
      Spending spending,
      InstantSource clock) {
    this.tenants = tenants;
    this.people = people;
    this.vocabulary = vocabulary;
    this.ingest = ingest;
    this.nightly = nightly;
    this.evaluation = evaluation;
    this.spending = spending;
    this.clock = clock;
  }

  /** What the local model alone makes of a company. */
  public record Alone(EvaluationReport quality) {}

  /** Lets the company come in and judges it without a model outside. */
  public Alone alone(int employees, int days, Progress progress) throws IOException {
    Simulation simulation = simulation(employees, days);
    TenantId tenant = tenant(employees);
    Caller caller = Caller.commandLine(tenant, "bench");
    tenants.create(
        new Tenant(
            tenant,
            simulation.company().name(),
            simulation.company().industry(),
            Region.EU,
            ZoneOffset.UTC));
    StringWriter sheet = new StringWriter();
    simulation.writePeople(sheet);
    people.importCsv(caller, new StringReader(sheet.toString()), Progress.NONE);
    for (Map.Entry<String, String> app : simulation.company().applications().entrySet()) {
      vocabulary.describeApplication(caller, app.getKey(), app.getValue());
    }
    try (InputStream events = simulation.open(simulation.days())) {
      ingest.stream(caller, Source.OKTA, events, progress);
    }
    nightly.run(caller, LAST_DAY, Whom.DUE, Progress.NONE);
    return new Alone(quality(simulation, caller));
  }

  /** Judges the same company with the model that the settings name. */
  public BenchReport together(int employees, int days, Alone alone) throws IOException {
    Simulation simulation = simulation(employees, days);
    Caller caller = Caller.commandLine(tenant(employees), "bench");
    NightQuote quote = nightly.quote(caller, LAST_DAY, Whom.EVERYBODY);
    Instant begun = clock.instant();
    NightReport night = nightly.run(caller, LAST_DAY, Whom.EVERYBODY, Progress.NONE);
    EvaluationReport quality = quality(simulation, caller);
    long read = 0;
    long written = 0;
    long cost = 0;
    for (Spending.Line line : spending.ledger(caller, begun, clock.instant().plusSeconds(1))) {
      if (!line.promptVersion().startsWith(ABOUT_CHANGES)) {
        read += line.tokens().prompt();
        written += line.tokens().output();
        cost += line.costNano();
      }
    }
    List<BenchFigure> figures = new ArrayList<>();
    int questions = night.questions().habits();
    figures.add(BenchFigure.of("people judged", "people", night.selected().people()));
    figures.add(BenchFigure.of("questions", "", questions));
    figures.add(
        BenchFigure.of("questions a person", "", (double) questions / night.selected().people()));
    figures.add(
        BenchFigure.of("people with a shared answer", "", (double) quote.outlook().people()));
    figures.add(BenchFigure.of("calls", "", night.cost().calls()));
    figures.add(BenchFigure.of("a question, prompt cached", "USD", cost / 1e9 / questions));
    figures.add(
        BenchFigure.of(
            "a question, nothing cached",
            "USD",
            LIST_PRICE.usd(new Tokens(read, 0, 0, written)) / questions));
    figures.add(BenchFigure.of("a question, cached, in a batch", "USD", cost / 2e9 / questions));
    figures.add(
        BenchFigure.of("a person, prompt cached", "USD", cost / 1e9 / night.selected().people()));
    figures.add(
        BenchFigure.low(
            "quoted against paid",
            "USD",
            quote.whole().costNano() / 1e9,
            night.cost().usd(),
            "what was paid"));
    figures.add(BenchFigure.of("questions about changes", "", night.questions().suggestions()));
    compare(figures, "accuracy", quality.accuracy(), alone.quality().accuracy());
    compare(figures, "coverage", quality.coverage(), alone.quality().coverage());
    compare(figures, "both roles found", quality.hybridFound(), alone.quality().hybridFound());
    figures.add(BenchFigure.of("calibration error", "", orNone(quality.ece())));
    figures.add(
        BenchFigure.of("calibration error, local alone", "", orNone(alone.quality().ece())));
    return new BenchReport("agent-company", figures);
  }

  private static void compare(
      List<BenchFigure> figures, String name, @Nullable Double ours, @Nullable Double alone) {
    figures.add(BenchFigure.high(name, "", orNone(ours), orNone(alone), "the local model alone"));
  }

  private static double orNone(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private EvaluationReport quality(Simulation simulation, Caller caller) throws IOException {
    StringWriter labels = new StringWriter();
    simulation.writeLabels(labels);
    return evaluation.of(caller, labels.toString());
  }

  private static Simulation simulation(int employees, int days) {
    return Simulation.of(new SimulationSettings(employees, days, SEED, LAST_DAY));
  }

  private static TenantId tenant(int employees) {
    return new TenantId("bench-" + employees);
  }
}
