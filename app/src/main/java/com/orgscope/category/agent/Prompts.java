package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.trial.Version;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Sha256;
import com.orgscope.llm.Schema;
import com.orgscope.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The released prompts, filled in for one company. What fills them depends on the company alone, so
 * the system text of a night is one text, and providers keep it in their cache. A prompt that was
 * released is never changed; the test of {@code released.tsv} sees to it.
 */
public final class Prompts {
  public static final String AGENT = "work_categorizer";

  /** What a company is asked with that promoted nothing else. */
  public static final Version USUAL = new Version("v2", null);

  /** The shape of an answer and its examples are the same for all of them so far. */
  private static final String CATEGORIZE = "categorize.v1";

  private static final int TYPICAL_FUNCTIONS = 5;
  private static final int HASH_SHOWN = 12;

  private final String system;
  private final Schema answer;
  private final Schema turn;
  private final String investigation;
  private final String name;
  private final UnaryOperator<String> functionName;
  private final @Nullable String model;

  /** Texts that were released together. */
  private enum Released {
    V1("categorize.v1", "investigate.v1"),
    /** Asks back about one thing more. */
    V2("categorize.v1", "investigate.v2"),
    /** Says how much little use counts. Nobody is asked with it but on trial. */
    V3("categorize.v2", "investigate.v2");

    private final String categorize;
    private final String investigate;

    Released(String categorize, String investigate) {
      this.categorize = categorize;
      this.investigate = investigate;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Released named(String version) {
      return Arrays.stream(values())
          .filter(one -> one.word().equals(version))
          .findFirst()
          .orElseThrow(() ->
              Failure.operator(
                  "there is no prompt '%s': it is one of %s".formatted(version, versions())));
    }
  }

  /** With the usual version. */
  Prompts(
      Taxonomy taxonomy,
      Benchmarks benchmarks,
      UnaryOperator<String> functionName,
      TenantText text,
      List<String> corrections) {
    this(USUAL, taxonomy, benchmarks, functionName, text, corrections);
  }

  /**
   * @param functionName how people call a function, by its id
   * @param text decides which of the company's own words may be told
   * @param corrections what people set right, one line each; may be empty
   */
  Prompts(
      Version version,
      Taxonomy taxonomy,
      Benchmarks benchmarks,
      UnaryOperator<String> functionName,
      TenantText text,
      List<String> corrections) {
    Released released = Released.named(version.prompt());
    this.functionName = functionName;
    this.model = version.model();
    system =
        resource(released.categorize + ".md")
            .replace("{{categories}}", categories(taxonomy, benchmarks, text))
            .replace("{{industry}}", taxonomy.industry())
            .replace("{{lines}}", lines(benchmarks))
            .replace("{{examples}}", examples(taxonomy))
            .replace("{{corrections}}", corrected(corrections))
            .strip();
    answer = schema("categorize", CATEGORIZE, benchmarks);
    turn = schema("investigate", released.investigate, benchmarks);
    investigation = resource(released.investigate + ".md").strip();
    name =
        AGENT
            + "."
            + version.prompt()
            + "@"
            + hash(system + answer.json() + investigation + turn.json());
  }

  /** Names the prompt and, by its hash, every word of it. */
  String name() {
    return name;
  }

  String system() {
    return system;
  }

  /** Which model the first provider uses; null for the one in the settings. */
  @Nullable String model() {
    return model;
  }

  /** Every version that there is, the oldest first. */
  public static List<String> versions() {
    return Arrays.stream(Released.values()).map(Released::word).toList();
  }

  /** The shape of a first answer. */
  Schema answer() {
    return answer;
  }

  /** The shape of a turn in which a model may also ask back. */
  Schema turn() {
    return turn;
  }

  /** The text of the first question about a group. */
  String question(Cohort cohort) {
    StringBuilder text = new StringBuilder("Facts\n");
    cohort.facts().forEach(fact -> text.append(fact.line()).append('\n'));
    return text.toString();
  }

  /** What is added when an answer was refused. */
  public static String faults(List<String> faults) {
    return "\nYour answer could not be used:\n"
        + faults.stream().map(fault -> "- " + fault + "\n").collect(Collectors.joining())
        + "Answer again, without these faults.\n";
  }

  /** What is added when a model may ask back. */
  String investigation(int questionsLeft) {
    return "\n"
        + investigation.replace(
            "{{left}}",
            questionsLeft > 0
                ? "You may still ask " + questionsLeft + " times."
                : "You cannot ask any more: answer now.")
        + "\n";
  }

  /** How a prompt tells what somebody set right: the shared habits, from what, to what. */
  static String correction(Cohort cohort, String from, String to) {
    return cohort.facts().stream().map(SharedFact::named).collect(Collectors.joining(", "))
        + ": not "
        + from
        + " but "
        + to;
  }

  private static String categories(Taxonomy taxonomy, Benchmarks benchmarks, TenantText text) {
    return benchmarks.categories().stream()
        .map(category -> {
          String own = taxonomy.ownName(category);
          boolean tell = !own.equals(category) && text.tellable(own);
          String called = tell ? " (here called \"" + own + "\")" : "";
          String people =
              taxonomy.roles(category).stream()
                  .filter(text::tellable)
                  .map(role -> '"' + role + '"')
                  .collect(Collectors.joining(", "));
          return "- "
              + category
              + called
              + (people.isEmpty() ? "" : " (people here: " + people + ")")
              + ": "
              + subCategories(taxonomy, category);
        })
        .collect(Collectors.joining("\n"));
  }

  private static String subCategories(Taxonomy taxonomy, String category) {
    return String.join(", ", taxonomy.subCategories(category));
  }

  private String lines(Benchmarks benchmarks) {
    List<Benchmarks.Line> lines = benchmarks.lines();
    return IntStream.range(0, lines.size())
        .mapToObj(l ->
            "- %s, %s: %s"
                .formatted(
                    benchmarks.categories().get(lines.get(l).category()),
                    lines.get(l).subCategory(),
                    benchmarks.typical(l, TYPICAL_FUNCTIONS).stream()
                        .map(functionName)
                        .collect(Collectors.joining(", "))))
        .collect(Collectors.joining("\n"));
  }

  private static String examples(Taxonomy taxonomy) {
    return Table.read(Prompts.class, CATEGORIZE + ".examples.tsv").rows().stream()
        .filter(row -> row.get(0).equals("all") || taxonomy.industries().contains(row.get(0)))
        .map(row -> row.get(1).replace("; ", "\n") + "\n" + row.get(2))
        .collect(Collectors.joining("\n\n"));
  }

  private static String corrected(List<String> corrections) {
    return corrections.isEmpty()
        ? ""
        : "\nWhat people of this company set right\n" + String.join("\n", corrections);
  }

  private static Schema schema(String name, String resource, Benchmarks benchmarks) {
    String allowed = JsonMapper.shared().writeValueAsString(benchmarks.categories());
    return new Schema(
        name, resource(resource + ".schema.json").replace("[\"{{categories}}\"]", allowed));
  }

  private static String resource(String file) {
    return resource(Prompts.class, file);
  }

  /** The text of a released prompt, or of its schema, that lies beside a class. */
  public static String resource(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no prompt " + file + " beside " + beside.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_SHOWN);
  }

  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.of(bytes));
  }
}
