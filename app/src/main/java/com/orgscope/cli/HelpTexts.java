package com.orgscope.cli;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Makes every command's help whole. Its description is one text, however it was wrapped in the
 * source, and its first sentence stands in the list of the command above it.
 */
final class HelpTexts {
  /** What means the same wherever it stands. */
  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("--tenant", "The client company, by its id."),
          Map.entry("--login", "A login somebody has or had."),
          Map.entry("--source", "Whose events they are."),
          Map.entry("--reason", "Why, in words; it is written down."),
          Map.entry("--category", "A category, by the company's name for it."),
          Map.entry("--days", "How many days."),
          Map.entry("--employees", "How many people."),
          Map.entry("--seed", "The same seed gives the same again."),
          Map.entry("--out", "The folder to write to."),
          Map.entry("--id", "Its id, as the list shows it."),
          Map.entry("--port", "The port to listen on."),
          Map.entry("--tenants", "How many client companies."),
          Map.entry("--rounds", "How many rounds are measured."),
          Map.entry("--kills", "How many processes are killed."),
          Map.entry("--rate", "How many events a second."),
          Map.entry("--seconds", "For how long."),
          Map.entry("--questions", "How many questions."),
          Map.entry("--latency", "How long the model takes for one."),
          Map.entry("--payloads", "How many payloads."),
          Map.entry("--hot-days", "For how many days rows stay quick to read."),
          Map.entry("--low", "The least that is likely."),
          Map.entry("--typical", "What is usual."),
          Map.entry("--high", "The most that is likely."),
          Map.entry("--replay", "Reads them again, after a mend."));

  private HelpTexts() {}

  static void complete(CommandLine command) {
    Map<String, String> words = new HashMap<>();
    describe(command.getCommandSpec(), words);
    command.setResourceBundle(new Descriptions(words));
    makeWhole(command);
  }

  private static void makeWhole(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    UsageMessageSpec usage = spec.usageMessage();
    if (spec.name().equals("help")) {
      usage.description("Shows how a command is used.");
    }
    String whole = String.join(" ", usage.description());
    if (!whole.isEmpty()) {
      usage.description(escaped(whole));
      usage.header(escaped(firstSentence(whole)));
    }
    if (Commands.onlyNamed(spec)) {
      return;
    }
    // The header is for lists; a command's own help has the whole text.
    command.setHelpSectionKeys(
        command.getHelpSectionKeys().stream()
            .filter(key -> !key.equals(UsageMessageSpec.SECTION_KEY_HEADER))
            .toList());
    if (spec.findOption("--help") == null) {
      // An inherited one would meet help's own.
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .type(boolean.class)
              .description("Show how it is used.")
              .build());
    }
    command.getSubcommands().values().forEach(HelpTexts::makeWhole);
  }

  static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String escaped(String text) {
    return text.replace("%", "%%");
  }

  /**
   * Words for options that have none of their own or whose number has bounds, by the key under
   * which picocli asks.
   */
  private static void describe(CommandSpec spec, Map<String, String> words) {
    for (OptionSpec option : spec.options()) {
      String usual = USUAL.get(option.longestName());
      String said = String.join(" ", option.description());
      boolean isUsual = usual != null && (said.isEmpty() || said.startsWith("(default"));
      String range = Words.rangeInHelp(spec, option);
      if (isUsual || !range.isEmpty()) {
        words.put(
            spec.qualifiedName(".") + "." + option.longestName().substring(2),
            escaped(((isUsual ? usual + " " : "") + said).strip() + range));
      }
    }
    spec.subcommands().values().forEach(below -> describe(below.getCommandSpec(), words));
  }

  /** What picocli looks descriptions up in. */
  private static final class Descriptions extends ResourceBundle {
    private final Map<String, String> words;

    Descriptions(Map<String, String> words) {
      this.words = words;
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
      return words.get(key);
    }

    @Override
    public Enumeration<String> getKeys() {
      return Collections.enumeration(words.keySet());
    }
  }
}
