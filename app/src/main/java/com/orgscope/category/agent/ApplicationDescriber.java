package com.orgscope.category.agent;

import com.orgscope.category.ApplicationQuestions;
import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.category.ModelUsage;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Version;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.llm.ModelRequest;
import com.orgscope.llm.ModelResponse;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswer.Frequency;
import com.orgscope.usage.ApplicationAnswer.Said;
import com.orgscope.usage.ApplicationAnswer.Sureness;
import com.orgscope.usage.ApplicationAnswers;
import com.orgscope.usage.ApplicationAnswers.Answered;
import com.orgscope.usage.Applications;
import com.orgscope.usage.Mentions;
import com.orgscope.usage.UnknownApplication;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a model what an application is for, by its label and the industry alone: one call an
 * application, so that no answer depends on its neighbours. What comes back is kept for good; an
 * answer with faults is asked for once more with the list of them, and then counts as not knowing.
 */
@Component
final class ApplicationDescriber implements ApplicationQuestions {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final int TRIES = 2;
  private static final int ANSWER_TOKENS = 300;

  private final WordsPreview.Asking asking;
  private final ApplicationAnswers answers;
  private final Applications applications;
  private final Taxonomies taxonomies;
  private final Forecast forecast;
  private final DescriberTrial trial;
  private final InstantSource clock;

  ApplicationDescriber(
      WordsPreview.Asking asking,
      ApplicationAnswers answers,
      Applications applications,
      Taxonomies taxonomies,
      Forecast forecast,
      DescriberTrial trial,
      InstantSource clock) {
    this.asking = asking;
    this.answers = answers;
    this.applications = applications;
    this.taxonomies = taxonomies;
    this.forecast = forecast;
    this.trial = trial;
    this.clock = clock;
  }

  @Override
  public Asked ask(Caller system, LocalDate asOf) {
    Taxonomy taxonomy = taxonomies.of(system);
    DescribePrompt prompt = new DescribePrompt(taxonomy, applications.functions());
    Round round = new Round(system, taxonomy, prompt, trial.inForce(system));
    List<String> due = due(system, asOf, prompt);
    AtOnce.each(
        due,
        asking.settings().of(system.tenant()).maxConcurrentQuestions(),
        asking.models().announce(system.tenant(), due.size()),
        round::about);
    Optional<Trial> tried = trial.running(system).filter(running -> asking.models().anybody());
    if (tried.isEmpty()) {
      return round.asked();
    }
    Round before = new Round(system, taxonomy, prompt, tried.get().before());
    Round candidate = new Round(system, taxonomy, prompt, tried.get().candidate());
    List<String> labels = trial.labels(system, tried.get(), asOf);
    trial.keep(system, tried.get(), asOf, before.said(labels), candidate.said(labels));
    return round.asked().with(before.asked().spent()).with(candidate.asked().spent());
  }

  @Override
  public Outlook outlook(Caller system, LocalDate asOf) {
    Taxonomy taxonomy = taxonomies.of(system);
    DescribePrompt prompt = new DescribePrompt(taxonomy, applications.functions());
    Outlook outlook =
        new Round(system, taxonomy, prompt, trial.inForce(system))
            .outlook(due(system, asOf, prompt));
    Optional<Trial> tried = trial.running(system).filter(running -> asking.models().anybody());
    if (tried.isEmpty()) {
      return outlook;
    }
    List<String> labels = trial.labels(system, tried.get(), asOf);
    return outlook
        .and(new Round(system, taxonomy, prompt, tried.get().before()).outlook(labels))
        .and(new Round(system, taxonomy, prompt, tried.get().candidate()).outlook(labels));
  }

  @Override
  public Letters letters(String industry, String label) {
    DescribePrompt prompt =
        new DescribePrompt(Taxonomy.forIndustry(industry), applications.functions());
    return new Letters(
        bytes(prompt.system()) + bytes(prompt.schema().json()),
        bytes(DescribePrompt.question(label)));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** What may be asked and was not; nothing where nobody can be asked. */
  private List<String> due(Caller system, LocalDate asOf, DescribePrompt prompt) {
    return asking.models().anybody()
        ? answers
            .unknown(system, asOf, asking.settings().of(system.tenant()).k(), prompt.name())
            .stream()
            .filter(each -> each.state() == UnknownApplication.State.MAY_BE_ASKED)
            .map(UnknownApplication::label)
            .toList()
        : List.of();
  }

  /** The questions of one night. */
  private final class Round {
    private final Caller caller;
    private final Taxonomy taxonomy;
    private final DescribePrompt prompt;
    private final WaitBudget patience;
    private final Version version;
    private final Prose prose = new Prose(new Mentions(List.of()), List.of());
    private final List<UUID> traces = new ArrayList<>();
    private int answered;
    private int known;
    private int calls;
    private int remembered;
    private long costNano;

    Round(Caller caller, Taxonomy taxonomy, DescribePrompt prompt, Version version) {
      AgentSettings agreed = asking.settings().of(caller.tenant());
      this.patience =
          new WaitBudget(agreed.maxProviderWaits(), agreed.providerWait(), MonotonicTime.SYSTEM);
      this.version = version;
      this.caller = caller;
      this.taxonomy = taxonomy;
      this.prompt = prompt;
    }

    void about(String label) {
      MeteredModels account =
          new MeteredModels(asking.models(), patience, BatchSubmission.Paid.NOTHING);
      ApplicationAnswer answer = answer(label, account);
      if (answer != null) {
        answers.keep(caller, List.of(new Answered(label, taxonomy.industry(), answer)));
      }
      count(answer, account.spent());
    }

    Outlook outlook(List<String> labels) {
      return forecast.of(
          labels.stream().map(label -> question(DescribePrompt.question(label))).toList(), 0);
    }

    /**
     * What is said at the first question, by label; nothing is kept. Of what another model said in
     * its place, or nobody, there is none.
     */
    Map<String, String> said(List<String> labels) {
      Map<String, String> said = new ConcurrentHashMap<>();
      AtOnce.each(
          labels,
          asking.settings().of(caller.tenant()).maxConcurrentQuestions(),
          asking.models().announce(caller.tenant(), labels.size()),
          label -> firstFunction(label).ifPresent(function -> said.put(label, function)));
      return new TreeMap<>(said);
    }

    private Optional<String> firstFunction(String label) {
      MeteredModels account =
          new MeteredModels(asking.models(), patience, BatchSubmission.Paid.NOTHING);
      ModelResponse response = account.ask(question(DescribePrompt.question(label)));
      count(null, account.spent());
      if (!(response instanceof ModelResponse.Given given) || Interview.insteadOf(given) != null) {
        return Optional.empty();
      }
      JsonNode told = JSON.readTree(given.json());
      return faults(told).isEmpty()
          ? Optional.of(
              texts(told, "functions").stream().findFirst().orElse(DescriberTrial.UNKNOWN))
          : Optional.empty();
    }

    private synchronized void count(@Nullable ApplicationAnswer answer, ModelUsage spent) {
      answered += answer == null ? 0 : 1;
      known += answer == null || answer.functions().isEmpty() ? 0 : 1;
      traces.addAll(spent.traces());
      calls += spent.calls();
      remembered += spent.remembered();
      costNano += spent.costNano();
    }

    synchronized Asked asked() {
      return new Asked(answered, known, new ModelUsage(traces, calls, remembered, costNano));
    }

    /** Null where nobody answered. */
    private @Nullable ApplicationAnswer answer(String label, MeteredModels account) {
      String question = DescribePrompt.question(label);
      String text = question;
      String model = null;
      for (int tries = 0; tries < TRIES; tries++) {
        ModelResponse response = account.ask(question(text));
        if (response instanceof ModelResponse.None none) {
          // Who will not say, or only in a shape of its own, does not know.
          return none.why() == ModelResponse.Why.REFUSED ? unknown(model) : null;
        }
        ModelResponse.Given given = (ModelResponse.Given) response;
        model = given.model();
        JsonNode told = JSON.readTree(given.json());
        List<String> faults = faults(told);
        if (faults.isEmpty()) {
          return read(told, said(model));
        }
        text = question + Prompts.faults(faults);
      }
      return unknown(model);
    }

    private ApplicationAnswer read(JsonNode told, Said who) {
      List<String> functions = texts(told, "functions");
      Map<String, Frequency> kinds = new LinkedHashMap<>();
      for (Frequency frequency : Frequency.values()) {
        texts(told, frequency.wireName()).forEach(kind -> kinds.put(kind, frequency));
      }
      return new ApplicationAnswer(
          functions,
          Sureness.valueOf(told.path("sure").asString("").toUpperCase(Locale.ROOT)),
          kinds,
          prose.why(
              told.path("why").asString(""),
              functions.stream().map(applications::functionName).toList(),
              kinds.keySet()),
          who);
    }

    private ApplicationAnswer unknown(@Nullable String model) {
      return new ApplicationAnswer(List.of(), Sureness.UNKNOWN, Map.of(), "", said(model));
    }

    ModelRequest question(String user) {
      return new ModelRequest(
          caller.tenant(),
          DescribePrompt.AGENT,
          "describe",
          prompt.name(),
          version.model(),
          null,
          prompt.system(),
          user,
          prompt.schema(),
          ANSWER_TOKENS,
          null);
    }

    private Said said(@Nullable String model) {
      return new Said(
          By.MODEL, model, prompt.name(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
  }

  /** What the schema cannot say; in words that a model can act on. */
  static List<String> faults(JsonNode said) {
    List<String> faults = new ArrayList<>();
    List<String> functions = texts(said, "functions");
    boolean unknown = said.path("sure").asString("").equals(Sureness.UNKNOWN.wireName());
    if (unknown != functions.isEmpty()) {
      faults.add("\"sure\" is \"unknown\" exactly when \"functions\" is empty");
    }
    if (functions.stream().distinct().count() < functions.size()) {
      faults.add("a function stands there twice");
    }
    List<String> kinds = new ArrayList<>();
    for (Frequency frequency : Frequency.values()) {
      kinds.addAll(texts(said, frequency.wireName()));
    }
    if (kinds.stream().distinct().count() < kinds.size()) {
      faults.add("a kind of work stands in two lists, or twice in one");
    }
    if (unknown && !kinds.isEmpty()) {
      faults.add("what is unknown has no kinds of work");
    }
    return faults;
  }

  private static List<String> texts(JsonNode said, String field) {
    return said.path(field).valueStream().map(value -> value.asString("")).toList();
  }
}
