package com.orgscope.demo;

import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.Asked;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedProvider;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.ApplicationAnswer.Frequency;
import com.orgscope.usage.ApplicationAnswer.Sureness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider on this machine that says again what a careful model said of applications, and does
 * not know any other. It speaks of nothing else: what it is asked about people's work it refuses.
 */
public final class RecordedProvider implements AutoCloseable {
  /** What the price list and the answers' origin call it; no model that can be bought. */
  public static final String MODEL = "recorded-answers";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern LABEL = Pattern.compile("^Label: (\".*\")$", Pattern.MULTILINE);

  private final RecordedModel recorded;
  private final String industry;
  private final ScriptedAnthropic provider = new ScriptedAnthropic(this::answer);

  /**
   * @param industry of the company that asks
   */
  public RecordedProvider(RecordedModel recorded, String industry) {
    this.recorded = recorded;
    this.industry = industry;
  }

  /** Settings with which a process asks it, and nobody else, and about applications alone. */
  public List<String> settings() {
    return List.of(
        "orgscope.llm.anthropic.api-key=" + ScriptedProvider.KEY,
        "orgscope.llm.anthropic.base-url=" + provider.url(),
        "orgscope.llm.anthropic.model=" + MODEL,
        "orgscope.llm.openai.api-key=",
        "orgscope.llm.openai.base-url=",
        "orgscope.agent.ask-below-confidence=0");
  }

  @Override
  public void close() {
    provider.close();
  }

  private Act answer(Asked asked) {
    Matcher question = LABEL.matcher(asked.user());
    if (!question.find()) {
      return new Act.Refuses();
    }
    String label = JSON.readValue(question.group(1), String.class);
    return recorded
        .about(label, industry)
        .filter(answer -> answer.sure() != Sureness.UNKNOWN)
        .map(answer -> Act.says(said(answer, asked.body())))
        .orElseGet(() -> Act.says(said(List.of(), Sureness.UNKNOWN, Map.of(), "")));
  }

  /** The answer of then, in the words that this question lets it say. */
  private static String said(ApplicationAnswer answer, JsonNode asked) {
    Set<String> categories = choices(asked, Frequency.MAINLY.wireName());
    Map<String, Frequency> kinds = new LinkedHashMap<>(answer.kinds());
    kinds.keySet().retainAll(categories);
    return said(answer.functions(), answer.sure(), kinds, answer.why());
  }

  private static Set<String> choices(JsonNode asked, String list) {
    return asked
        .findPath(list)
        .path("items")
        .path("enum")
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.toSet());
  }

  private static String said(
      List<String> functions, Sureness sure, Map<String, Frequency> kinds, String why) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("functions", functions);
    document.put("sure", sure.wireName());
    for (Frequency frequency : Frequency.values()) {
      document.put(
          frequency.wireName(),
          kinds.keySet().stream().filter(kind -> kinds.get(kind) == frequency).toList());
    }
    document.put("why", why);
    return JSON.writeValueAsString(document);
  }
}
