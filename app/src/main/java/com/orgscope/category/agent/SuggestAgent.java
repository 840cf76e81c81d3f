package com.orgscope.category.agent;

import com.orgscope.category.Change;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Setup;
import com.orgscope.category.Suggester;
import com.orgscope.category.Suggestion;
import com.orgscope.llm.Answer;
import com.orgscope.llm.Models;
import com.orgscope.llm.Question;
import com.orgscope.llm.Schema;
import com.orgscope.usage.Applications;
import com.orgscope.usage.Mentions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
  private final AgentSettings settings;
  private final String system = Prompts.resource(VERSION + ".md").strip();
  private final Schema schema = new Schema(PURPOSE, Prompts.resource(VERSION + ".schema.json"));
  private final String prompt;

  @Autowired
  SuggestAgent(Models models, Applications applications, AgentSettings settings) {
    this(models, applications::functionName, settings);
  }

  /**
   * @param functionName how people call a function, by its id
   */
  SuggestAgent(Models models, UnaryOperator<String> functionName, AgentSettings settings) {
    this.models = models;
    this.functionName = functionName;
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
      return new Nothing(null, true, List.of());
    }
    SuggestVerification verification =
        new SuggestVerification(request.choices(), new Prose(new Mentions(request.applications())));
    List<String> refused = new ArrayList<>();
    String user = user(request);
    String text = user;
    for (int tries = 0; tries < TRIES; tries++) {
      Answer answer = models.ask(question(request, text));
      if (answer instanceof Answer.None none) {
        boolean again = none.why() != Answer.Why.REFUSED;
        return new Nothing("no model answered: " + Interview.words(none), again, refused);
      }
      Answer.Given given = (Answer.Given) answer;
      List<Suggestion> chosen = chosen(given.json());
      List<String> faults = verification.faults(chosen);
      if (faults.isEmpty()) {
        Origin origin = new Origin(given.model(), prompt, Interview.insteadOf(given));
        return new Said(verification.named(chosen), origin, refused);
      }
      refused.add(String.join("; ", faults));
      text = user + Prompts.faults(faults);
    }
    return new Nothing("the model's answers were refused: " + refused.getLast(), false, refused);
  }

  private static List<Suggestion> chosen(String json) {
    return JSON.readTree(json)
        .path("changes")
        .valueStream()
        .map(c -> new Suggestion(c.path("change").asString(""), c.path("reason").asString("")))
        .toList();
  }

  private Question question(Request request, String user) {
    return new Question(
        request.tenant(),
        Prompts.AGENT,
        PURPOSE,
        prompt,
        null,
        request.category() + " " + request.setup().hash(),
        system,
        user,
        schema,
        settings.answerTokens(),
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
    line(text, "sign-ins fail at", setup.failing());
    line(text, "challenges arise at", setup.challenged());
    line(text, "people go to and fro between", setup.pair());
    String twin = setup.twin();
    line(text, "served by two applications", twin == null ? List.of() : List.of(twin));
    text.append("\nChanges\n");
    for (int i = 0; i < request.choices().size(); i++) {
      change(text, SuggestVerification.number(i), request.choices().get(i));
    }
    return text.toString();
  }

  private void line(StringBuilder text, String what, Collection<String> functions) {
    if (!functions.isEmpty()) {
      text.append("- ")
          .append(what)
          .append(": ")
          .append(functions.stream().map(functionName).collect(Collectors.joining(", ")))
          .append('\n');
    }
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
