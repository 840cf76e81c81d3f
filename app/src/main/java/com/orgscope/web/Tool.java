package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.signin.ApiScope;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tools that an assistant is offered. Each only reads, and says what it is in closed words. */
enum Tool {
  WORK_DISTRIBUTION(
      ApiScope.READ_RELEASE,
      "Where the time of the company goes: people, sign-in hours and money by kind of work, active"
          + " use by function, each with its range.",
      Answer.figures("currency"),
      (desk, caller, cursor) -> desk.distribution(caller)),
  OPPORTUNITIES(
      ApiScope.READ_RELEASE,
      "What could be saved: idle licences, switching, moves between kinds of applications, and"
          + " changes with hours and money, each with its range.",
      Answer.opportunities(),
      (desk, caller, cursor) -> desk.opportunities(caller)),
  WHY_CHANGED(
      ApiScope.READ_RELEASE,
      "How the figures differ from those of the release before, whether that is more than noise,"
          + " and which causes moved the hours of the quarter.",
      Answer.figures("before"),
      (desk, caller, cursor) -> desk.changed(caller)),
  TRUST(
      ApiScope.READ_RELEASE,
      "How far the figures can be trusted: age, the least size of a group, and the privacy that"
          + " the release cost.",
      Answer.trust(),
      (desk, caller, cursor) -> desk.trust(caller)),
  MY_TEAM(
      ApiScope.READ_TEAM,
      "The kind of work of the direct reports of whoever asks, by key and without names, as the"
          + " works-council policy shows it. Each of them reads that their manager looked.",
      Answer.team(),
      (desk, caller, cursor) -> desk.team(caller, cursor)),
  MY_RECORD(
      ApiScope.READ_CONTEST,
      "What is said of the work of whoever asks: kind of work, how sure, and what was said before.",
      Answer.own(),
      (desk, caller, cursor) -> desk.own(caller));

  /** The one argument that there is. */
  static final String CURSOR = "cursor";

  private final ApiScope scope;
  private final String about;
  private final Map<String, Object> answer;
  private final Question question;

  Tool(ApiScope scope, String about, Map<String, Object> answer, Question question) {
    this.scope = scope;
    this.about = about;
    this.answer = answer;
    this.question = question;
  }

  private interface Question {
    Object ask(ToolDesk desk, Caller caller, @Nullable String cursor);
  }

  /** What it answers, as the API would. */
  Object ask(ToolDesk desk, Caller caller, @Nullable String cursor) {
    return question.ask(desk, caller, cursor);
  }

  ApiScope scope() {
    return scope;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Tool> named(String word) {
    return Arrays.stream(values()).filter(tool -> tool.word().equals(word)).findFirst();
  }

  /** As the protocol tells it. */
  McpSchema.Tool told() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("type", "object");
    arguments.put(
        "properties",
        this == MY_TEAM
            ? Map.of(
                CURSOR, Map.of("type", "string", "description", "The next of the answer before"))
            : Map.of());
    arguments.put("additionalProperties", false);
    return McpSchema.Tool.builder(word(), arguments)
        .description(about)
        .outputSchema(answer)
        .annotations(
            McpSchema.ToolAnnotations.builder()
                .readOnlyHint(true)
                .destructiveHint(false)
                .idempotentHint(true)
                .openWorldHint(false)
                .build())
        .build();
  }

  /** Shapes of answers, in JSON Schema. */
  private static final class Answer {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> NUMBER = Map.of("type", "number");
    private static final Map<String, Object> WHOLE = Map.of("type", "integer");
    private static final Map<String, Object> MAYBE_TEXT = Map.of("type", List.of("string", "null"));
    private static final Map<String, Object> MAYBE_NUMBER =
        Map.of("type", List.of("number", "null"));

    private static Map<String, Object> object(Map<String, Object> properties, String... optional) {
      List<String> required =
          properties.keySet().stream()
              .filter(name -> !List.of(optional).contains(name))
              .sorted()
              .toList();
      return Map.of(
          "type",
          "object",
          "properties",
          properties,
          "required",
          required,
          "additionalProperties",
          false);
    }

    private static Map<String, Object> list(Map<String, Object> of) {
      return Map.of("type", "array", "items", of);
    }

    private static Map<String, Object> figure() {
      Map<String, Object> figure = new LinkedHashMap<>();
      figure.put("release", TEXT);
      figure.put("cell", TEXT);
      figure.put("of", list(TEXT));
      figure.put("unit", TEXT);
      figure.put("value", NUMBER);
      figure.put("low", NUMBER);
      figure.put("high", NUMBER);
      figure.put("says", Map.of("type", "string", "enum", List.of("noise", "change")));
      return object(figure, "says");
    }

    private static Map<String, Object> ofRelease() {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("release", TEXT);
      answer.put("published_at", TEXT);
      return answer;
    }

    static Map<String, Object> figures(String beside) {
      Map<String, Object> answer = ofRelease();
      answer.put(beside, MAYBE_TEXT);
      answer.put("figures", list(figure()));
      return object(answer);
    }

    static Map<String, Object> opportunities() {
      Map<String, Object> answer = ofRelease();
      answer.put("currency", TEXT);
      answer.put("figures", list(figure()));
      answer.put(
          "changes",
          list(object(Map.of("id", TEXT, "change", TEXT, "category", TEXT, "state", TEXT))));
      return object(answer);
    }

    static Map<String, Object> trust() {
      Map<String, Object> answer = ofRelease();
      answer.put("age_days", WHOLE);
      answer.put("k", WHOLE);
      answer.put("epsilon", NUMBER);
      answer.put("delta", NUMBER);
      answer.put("withheld", WHOLE);
      answer.put("ranges", WHOLE);
      return object(answer);
    }

    static Map<String, Object> team() {
      Map<String, Object> report =
          Map.of(
              "person", TEXT,
              "standing", TEXT,
              "category", MAYBE_TEXT,
              "confidence", MAYBE_NUMBER,
              "since", MAYBE_TEXT);
      return object(Map.of("all", WHOLE, "reports", list(object(report)), "next", MAYBE_TEXT));
    }

    static Map<String, Object> own() {
      Map<String, Object> earlier =
          Map.of(
              "as_of", TEXT,
              "status", TEXT,
              "category", MAYBE_TEXT,
              "confidence", NUMBER,
              "standing", TEXT);
      return object(
          Map.of(
              "status", MAYBE_TEXT,
              "category", MAYBE_TEXT,
              "confidence", MAYBE_NUMBER,
              "contest", MAYBE_TEXT,
              "history", list(object(earlier))));
    }
  }
}
