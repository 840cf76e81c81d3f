package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.trial.Version;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Sha256;
import com.orgscope.llm.Schema;
import com.orgscope.usage.WorkFunction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The question about one application: its label and the industry, and nothing else. */
final class DescribePrompt {
  static final String AGENT = "application_describer";

  /** What asks where nothing else was promoted. */
  static final Version USUAL = new Version("v1", null);

  private static final String RELEASED = "describe.v1";
  private static final int HASH_SHOWN = 12;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String system;
  private final Schema schema;
  private final String name;

  DescribePrompt(Taxonomy taxonomy, Collection<WorkFunction> functions) {
    List<String> categories = new Benchmarks(taxonomy).categories();
    system =
        Prompts.resource(DescribePrompt.class, RELEASED + ".md")
            .replace("{{industry}}", taxonomy.industry())
            .replace(
                "{{functions}}",
                functions.stream()
                    .map(function -> "- " + function.id() + ": " + function.name())
                    .collect(Collectors.joining("\n")))
            .replace("{{categories}}", "- " + String.join("\n- ", categories))
            .strip();
    schema =
        new Schema(
            "describe",
            Prompts.resource(DescribePrompt.class, RELEASED + ".schema.json")
                .replace(
                    "[\"{{functions}}\"]",
                    JSON.writeValueAsString(functions.stream().map(WorkFunction::id).toList()))
                .replace("[\"{{categories}}\"]", JSON.writeValueAsString(categories)));
    byte[] every = (system + schema.json()).getBytes(StandardCharsets.UTF_8);
    name = AGENT + ".v1@" + HexFormat.of().formatHex(Sha256.of(every)).substring(0, HASH_SHOWN);
  }

  /**
   * @throws Failure for the operator, if there is none of that version
   */
  static void require(String version) {
    if (!version.equals(USUAL.prompt())) {
      throw Failure.operator(
          "there is no prompt '%s' about applications: it is %s"
              .formatted(version, USUAL.prompt()));
    }
  }

  /** Names the prompt and, by its hash, every word of it. */
  String name() {
    return name;
  }

  String system() {
    return system;
  }

  Schema schema() {
    return schema;
  }

  static String question(String label) {
    return "Label: " + JSON.writeValueAsString(label) + "\n";
  }
}
