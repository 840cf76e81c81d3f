package com.orgscope.recommendation.agent;

import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.ModelUsage;
import com.orgscope.category.agent.AgentSettings;
import com.orgscope.category.agent.BatchSubmission;
import com.orgscope.category.agent.Forecast;
import com.orgscope.category.agent.Interview;
import com.orgscope.category.agent.MeteredModels;
import com.orgscope.category.agent.Prompts;
import com.orgscope.category.agent.WaitBudget;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.ModelRequest;
import com.orgscope.llm.ModelResponse;
import com.orgscope.llm.Models;
import com.orgscope.llm.Schema;
import com.orgscope.prose.WorkProse;
import com.orgscope.recommendation.Change;
import com.orgscope.recommendation.Setup;
import com.orgscope.recommendation.Suggester;
import com.orgscope.recommendation.Suggestion;
import com.orgscope.usage.Applications;
import com.orgscope.usage.Mentions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a model which changes suit a kind of work and a setup. It sees bands and the functions of
 * applications, writes no figure and no name, and chooses from the list it is given; an answer with
 * a fault is refused, asked for once more with the faults, and then given up.
 */
@Component
final class SuggestAgent implements Suggester {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String VERSION = "suggest.v1";
  private static final String PURPOSE = "suggest";
  private static final int TRIES = 2;
  private static final int HASH_SHOWN = 12;

  private final Models models;
  private final UnaryOperator<String> functionName;
  private final Forecast forecast;
  private final AgentSettings settings;
  private final String system = Prompts.resource(SuggestAgent.class, VERSION + ".md").strip();
  private final Schema schema =
      new Schema(PURPOSE, Prompts.resource(SuggestAgent.class, VERSION + ".schema.json"));
  private final String prompt;
  private @Nullable Waiting waiting;

  @Autowired
  SuggestAgent(
      Models models, Applications applications, Forecast forecast, AgentSettings settings) {
    this(models, applications::functionName, forecast, settings);
  }

  /**
   * @param functionName how people call a function, by its id
   */
  SuggestAgent(
      Models models,
      UnaryOperator<String> functionName,
      Forecast forecast,
      AgentSettings settings) {
    this.models = models;
    this.functionName = functionName;
    this.forecast = forecast;
    this.settings = settings;
    byte[] words = (system + schema.json()).getBytes(StandardCharsets.UTF_8);
    this.prompt = VERSION + "@" + Prompts.sha256(words).substring(0, HASH_SHOWN);
  }

  @Override
  public String prompt() {
    return prompt;
  }

  @Override
  public Outcome suggest(Request request) {
    if (!models.anybody()) {
      return new Nothing(null, true, List.of(), ModelUsage.NOTHING);
    }
    try (Models.Announced _ = models.announce(request.tenant(), 1)) {
      return asked(request);
    }
  }

  private Outcome asked(Request request) {
    SuggestVerification verification =
        new SuggestVerification(
            request.choices(),
            new WorkProse(new Mentions(request.applications())),
            request.category());
    MeteredModels account =
        new MeteredModels(models, patience(request), BatchSubmission.Paid.NOTHING);
    List<String> refused = new ArrayList<>();
    String user = user(request);
    String text = user;
    for (int tries = 0; tries < TRIES; tries++) {
      switch (account.ask(question(request, text))) {
        case ModelResponse.None none -> {
          boolean again = none.why() != ModelResponse.Why.REFUSED;
          String because = "no model answered: " + Interview.words(none);
          return new Nothing(because, again, refused, account.spent());
        }
        case ModelResponse.Given given -> {
          List<Suggestion> chosen = chosen(given.json());
          List<String> faults = verification.faults(chosen);
          if (faults.isEmpty()) {
            Origin origin = new Origin(given.model(), prompt, Interview.insteadOf(given));
            return new Said(verification.named(chosen), origin, refused, account.spent());
          }
          refused.add(String.join("; ", faults));
          text = user + Prompts.faults(faults);
        }
      }
    }
    String because = "the model's answers were refused: " + refused.getLast();
    return new Nothing(because, false, refused, account.spent());
  }

  @Override
  public Outlook outlook(List<Request> requests) {
    return models.anybody()
        ? forecast.of(requests.stream().map(r -> question(r, user(r))).toList(), 0)
        : Outlook.NONE;
  }

  /** A run has its own; the last one's is kept, since runs end. */
  private synchronized WaitBudget patience(Request request) {
    Waiting waits = waiting;
    if (waits == null
        || !waits.tenant().equals(request.tenant())
        || !waits.run().equals(request.run())) {
      waits =
          new Waiting(
              request.tenant(),
              request.run(),
              new WaitBudget(
                  settings.maxProviderWaits(), settings.providerWait(), MonotonicTime.SYSTEM));
      waiting = waits;
    }
    return waits.patience();
  }

  private record Waiting(TenantId tenant, String run, WaitBudget patience) {}

  private static List<Suggestion> chosen(String json) {
    return JSON.readTree(json)
        .path("changes")
        .valueStream()
        .map(c -> new Suggestion(c.path("change").asString(""), c.path("reason").asString("")))
        .toList();
  }

  private ModelRequest question(Request request, String user) {
    return new ModelRequest(
        request.tenant(),
        Prompts.AGENT,
        PURPOSE,
        prompt,
        null,
        request.category() + " " + request.setup().hash(),
        system,
        user,
        schema,
        settings.maxAnswerTokens(),
        null);
  }

  private String user(Request request) {
    Setup setup = request.setup();
    StringBuilder text = new StringBuilder();
    text.append("Kind of work: ").append(request.category());
    text.append("\nIndustry: ").append(request.industry());
    text.append("\n\nSetup\n");
    setup.titles().forEach(line -> text.append("- ").append(line).append('\n'));
    text.append("\nWhere it arises\n");
    setup.arising(functionName).forEach(line -> text.append("- ").append(line).append('\n'));
    text.append("\nChanges\n");
    for (int i = 0; i < request.choices().size(); i++) {
      change(text, SuggestVerification.number(i), request.choices().get(i));
    }
    return text.toString();
  }

  private static void change(StringBuilder text, String number, Change change) {
    text.append(number).append(" (works on ").append(change.friction().title()).append("): ");
    text.append(change.summary()).append('\n');
    for (String placeholder : change.friction().placeholders()) {
      text.append("  {").append(number).append('.').append(placeholder).append("} reads: ");
      text.append(reads(placeholder)).append('\n');
    }
  }

  private static String reads(String placeholder) {
    return switch (placeholder) {
      case "failures" -> "so many failed sign-ins a week";
      case "challenges" -> "so many challenges a week";
      case "switches" -> "so many switches a week";
      case "hours" -> "from so many to so many minutes or hours a week";
      case "app" -> "an application's name";
      case "other" -> "the other application's name";
      case "purpose" -> "what both applications are for";
      default -> throw new IllegalArgumentException(placeholder);
    };
  }
}
