package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.Orgscope;
import com.orgscope.replay.ChangedPolicy;
import com.orgscope.signin.EmergencyAccess;
import com.orgscope.signin.ServiceAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What commands say of themselves: in help, completion and the manual page. */
class HelpTest {
  @TempDir private Path home = Path.of("");

  @Test
  void every_list_shows_whole_first_sentences_and_every_help_the_whole_description() {
    for (CommandSpec command : commands()) {
      String help = flat(command.commandLine().getUsageMessage());
      String whole = String.join(" ", command.usageMessage().description()).replace("%%", "%");
      assertThat(whole).as(command.qualifiedName()).isNotBlank().matches(".*[.:)].*");
      assertThat(help).contains(flat(whole));
      if (command.parent() != null) {
        String first = HelpTexts.firstSentence(whole);
        assertThat(flat(command.parent().commandLine().getUsageMessage()))
            .as("the list that %s stands in", command.qualifiedName())
            .contains(flat(first));
        assertThat(first).as(command.qualifiedName()).matches(".*[.)1]");
      }
    }
  }

  @Test
  void every_option_says_what_it_is_for() {
    for (CommandSpec command : commands()) {
      for (OptionSpec option : command.options()) {
        assertThat(String.join("", option.description()))
            .as("%s %s", command.qualifiedName(), option.longestName())
            .isNotBlank()
            .doesNotStartWith("(default");
      }
    }
  }

  /** One past each bound is refused with the words that stand in help. */
  @Test
  void every_bound_of_a_number_is_in_help_and_is_the_one_that_holds() {
    Map<String, Integer> bounds = new TreeMap<>();
    for (CommandSpec command : commands()) {
      for (OptionSpec option : command.options()) {
        String said = flat(String.join(" ", option.description()));
        String range = Words.rangeInHelp(command, option);
        if (range.isEmpty()) {
          assertThat(said).doesNotContainPattern("\\d at most|number from|from 1 to");
          continue;
        }
        Integer most = Objects.requireNonNull(Words.range(command, option).most());
        bounds.put(command.qualifiedName(" ") + " " + option.longestName(), most);
        assertThat(flat(command.commandLine().getUsageMessage()))
            .as(command.qualifiedName(" "))
            .contains(range.strip());
        Words.checkNumber(command, option, most);
        assertThatThrownBy(() -> Words.checkNumber(command, option, most + 1))
            .hasMessageContaining(range.replace(".", "").replace("A number", "").strip());
      }
    }
    assertThat(bounds)
        .containsEntry("orgscope service-accounts create --days", ServiceAccounts.MOST_DAYS)
        .containsEntry("orgscope emergency-access propose --hours", EmergencyAccess.MOST_HOURS)
        .containsEntry(
            "orgscope policies replay --remember-days", ChangedPolicy.MOST_REMEMBERED_DAYS)
        .containsEntry("orgscope policies replay --days", 36_600)
        .containsEntry("orgscope simulate --days", 3_660)
        .containsEntry("orgscope demo --employees", 1_000_000)
        .containsEntry("orgscope serve --port", 65_535);
  }

  @Test
  void only_what_was_typed_is_read_whole_and_nobody_can_tell() {
    CommandSpec whole =
        OrgscopeCommand.specification(Commands.whole(Orgscope.APPLICATION.beside()));
    CommandSpec none =
        OrgscopeCommand.specification(
            Commands.of(Orgscope.APPLICATION.beside(), new String[] {"--help"}));
    assertThat(none.commandLine().getUsageMessage())
        .isEqualTo(whole.commandLine().getUsageMessage());
    assertThat(none.subcommands().values())
        .allMatch(command -> Commands.onlyNamed(command.getCommandSpec()));
    whole
        .subcommands()
        .forEach((name, command) -> {
          if (name.equals("man") || name.equals("completion")) {
            return;
          }
          CommandSpec typed =
              OrgscopeCommand.specification(
                  Commands.of(Orgscope.APPLICATION.beside(), new String[] {"--home", "x", name}));
          assertThat(typed.subcommands().keySet()).isEqualTo(whole.subcommands().keySet());
          typed
              .subcommands()
              .forEach((other, known) ->
                  assertThat(Commands.onlyNamed(known.getCommandSpec()))
                      .as("%s, when %s was typed", other, name)
                      .isEqualTo(!other.equals(name)));
          assertThat(typed.subcommands().get(name))
              .satisfies(
                  one -> assertThat(one.getUsageMessage()).isEqualTo(command.getUsageMessage()));
        });
  }

  @Test
  void a_wrong_word_is_compared_with_every_command() {
    for (List<String> line : List.of(List.of("buget"), List.of("buget", "tenant"))) {
      assertThat(CommandLineRun.of(home, line.toArray(String[]::new)).err())
          .contains("did you mean budget", "'orgscope buget'", "'orgscope --help'");
    }
    assertThat(CommandLineRun.of(home, "tenant", "creat").err())
        .contains("did you mean create", "'orgscope tenant --help'");
    assertThat(CommandLineRun.of(home, "demo", "frob").err()).contains("'orgscope demo --help'");
    assertThat(
            OrgscopeCommand.specification(
                    Commands.of(Orgscope.APPLICATION.beside(), new String[] {"@words"}))
                .subcommands())
        .as("words may come from a file")
        .allSatisfy(
            (name, command) -> assertThat(Commands.onlyNamed(command.getCommandSpec())).isFalse());
  }

  @Test
  void the_manual_page_has_every_command_and_option() {
    String page = CommandLineRun.of(home, "man").out().replace("\\-", "-");
    for (CommandSpec command : commands()) {
      if (command.parent() != null) {
        assertThat(page).contains(".SS " + command.qualifiedName(" ") + "\n");
      }
      for (OptionSpec option : command.options()) {
        assertThat(page).contains("\\fB" + option.longestName() + "\\fR");
      }
    }
    assertThat(page).startsWith(".TH ORGSCOPE 1").doesNotContain("${");
  }

  @Test
  void each_shell_gets_a_script_with_every_command() {
    for (String shell : List.of("bash", "zsh", "fish")) {
      CommandLineRun run = CommandLineRun.of(home, "completion", shell);
      assertThat(run.exit()).isEqualTo(OrgscopeCommand.DONE);
      for (CommandSpec command : commands()) {
        if (command.parent() != null) {
          assertThat(run.out()).as(shell).contains(command.name());
        }
      }
      assertThat(run.out()).doesNotContain("${DEFAULT");
    }
    assertThat(CommandLineRun.of(home, "completion", "csh").exit())
        .isEqualTo(OrgscopeCommand.WRONG_USAGE);
  }

  @Test
  void the_version_is_one_line() {
    CommandLineRun run = CommandLineRun.of(home, "--version");
    assertThat(run.exit()).isEqualTo(OrgscopeCommand.DONE);
    assertThat(run.out()).matches("orgscope \\S+ \\(Java 25\\)\\R");
  }

  @Test
  void what_is_only_said_makes_no_home() {
    for (String line : List.of("--help", "--version", "man", "completion bash", "help ingest")) {
      CommandLineRun.of(home.resolve("new"), line.split(" "));
    }
    assertThat(Files.exists(home.resolve("new"))).isFalse();
  }

  /** A word that cannot be read is refused in our words, whatever the option takes. */
  @Test
  void no_option_answers_nonsense_with_the_name_of_a_class() {
    Set<String> tried = new HashSet<>();
    for (CommandSpec command : commands()) {
      for (OptionSpec option : command.options()) {
        if (option.arity().max() > 0
            && !option.type().equals(String.class)
            && tried.add(option.longestName() + option.type())) {
          List<String> line = new ArrayList<>(List.of(command.qualifiedName(" ").split(" ")));
          line.removeFirst();
          line.addAll(List.of(option.longestName(), "§\0"));
          CommandLineRun run = CommandLineRun.of(home, line.toArray(String[]::new));
          assertThat(run.err())
              .as("%s", line)
              .doesNotContain("Exception", "java.", "com.orgscope", "cannot convert");
          assertThat(run.exit()).as("%s", line).isEqualTo(OrgscopeCommand.WRONG_USAGE);
        }
      }
    }
    assertThat(tried).hasSizeGreaterThan(25);
  }

  /** Of every command a line that is right, as far as can be said without a home. */
  private static List<String> right(CommandSpec command) {
    List<String> line = new ArrayList<>(List.of(command.qualifiedName(" ").split(" ")));
    line.removeFirst();
    for (OptionSpec option : command.options()) {
      if (option.required()) {
        line.addAll(List.of(option.longestName(), word(option)));
      }
    }
    command.positionalParameters().stream()
        .filter(parameter -> parameter.arity().min() > 0)
        .forEach(parameter -> line.add(word(parameter)));
    return line;
  }

  private static String word(ArgSpec argument) {
    Object[] words = argument.type().getEnumConstants();
    if (words != null) {
      return words[0].toString();
    }
    return argument.type() == String.class || argument.type() == Path.class ? "okta" : "7";
  }

  private List<CommandSpec> leaves() {
    return commands().stream()
        .filter(command -> command.parent() != null && command.subcommands().isEmpty())
        .toList();
  }

  /** The parser's own words are for those who know it. */
  private static void saidInOurWords(List<String> line, CommandLineRun run) {
    assertThat(run.exit()).as("%s: %s", line, run).isEqualTo(OrgscopeCommand.WRONG_USAGE);
    assertThat(run.err())
        .as("%s", line)
        .doesNotContain(
            "Missing required",
            "Unmatched argument",
            "Unknown option",
            "Invalid value",
            "Expected parameter",
            "should be specified only once",
            "Exception")
        .contains("--help' for how it is used");
    assertThat(run.err().lines()).as("%s", line).hasSize(1);
  }

  /** Whatever is wrong with a line, it ends with 2 before there is a home, in our words. */
  @Test
  void a_wrong_line_ends_with_two_for_every_command() {
    Path none = home.resolve("none");
    int numbers = 0;
    for (CommandSpec command : leaves()) {
      List<String> right = right(command);
      List<List<String>> wrong = new ArrayList<>();
      wrong.add(with(right, "--no-such-option"));
      wrong.add(with(right, "--home"));
      for (OptionSpec option : command.options()) {
        if (option.required()) {
          List<String> without = new ArrayList<>(right);
          int at = without.indexOf(option.longestName());
          without.remove(at + 1);
          without.remove(at);
          wrong.add(without);
          if (!option.isMultiValue()) {
            wrong.add(with(right, option.longestName(), word(option)));
          }
        }
        if (Number.class.isAssignableFrom(boxed(option.type()))
            && !option.longestName().equals("--seed")
            && !option.required()) {
          wrong.add(with(right, option.longestName(), "-1"));
          numbers++;
        }
      }
      if (command.positionalParameters().stream().anyMatch(p -> p.arity().min() > 0)) {
        wrong.add(right.subList(0, right.size() - 1));
      }
      for (List<String> line : wrong) {
        saidInOurWords(line, CommandLineRun.asTyped(none, line.toArray(String[]::new)));
      }
    }
    for (String line :
        new String[] {
          "tenant",
          "bench",
          "demo --port 70000",
          "demo --employees 9",
          "serve --roles sleep",
          "simulate --industry piracy --out x",
          "usage --tenant a --login b --days 0",
          "lake retention --tenant a --event-days soon",
          "budget --tenant a --limit -1",
          "webhook secret --tenant a --source entra",
          "kill",
          "ingest",
          "recommendations",
          "assumptions",
          "assumptions set --tenant a x --low 3 --typical 2 --high 1 --source s",
        }) {
      saidInOurWords(List.of(line), CommandLineRun.asTyped(none, line.split(" ")));
    }
    assertThat(numbers).isGreaterThan(20);
    assertThat(Files.exists(none)).isFalse();
  }

  private static Class<?> boxed(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }

  private static List<String> with(List<String> line, String... more) {
    List<String> all = new ArrayList<>(line);
    all.addAll(List.of(more));
    return all;
  }

  @Test
  void a_line_that_is_right_without_a_home_ends_with_one() {
    int tried = 0;
    for (String line :
        new String[] {
          "usage --tenant a --login b",
          "budget --tenant a",
          "tenant list",
          "nightly --tenant a",
          "lake retention --tenant a --event-days never",
          "release --tenant a",
          "doctor"
        }) {
      CommandLineRun run = CommandLineRun.asTyped(home.resolve("none"), line.split(" "));
      assertThat(run.exit()).as(line).isEqualTo(OrgscopeCommand.FAILED);
      tried++;
    }
    assertThat(tried).isPositive();
    assertThat(CommandLineRun.of(home, "--help").out())
        .contains("it could not be done", "the command line is wrong");
  }

  @Test
  void a_script_is_told_the_same_line_to_type_as_a_person() {
    Path none = home.resolve("none");
    for (String line : new String[] {"budget --tenant a", "doctor", "dance", "usage --tenant a"}) {
      String[] words = line.split(" ");
      String[] json = with(List.of(words), "--format", "json").toArray(String[]::new);
      String told = CommandLineRun.asTyped(none, words).err();
      JsonNode problem = JsonMapper.shared().readTree(CommandLineRun.asTyped(none, json).out());
      assertThat(flat(told)).as(line).contains(flat(problem.path("detail").asString()));
    }
  }

  @Test
  void lines_to_type_in_the_docs_can_be_typed() throws IOException {
    CommandSpec root = OrgscopeCommand.specification(Commands.whole(Orgscope.APPLICATION.beside()));
    String wrapper = Files.readString(Path.of("../orgscope"));
    Set<String> lines = linesInDocs(root.subcommands().keySet());
    assertThat(lines).hasSizeGreaterThan(30);
    for (String line : lines) {
      CommandSpec command = root;
      for (String word : line.split(" ")) {
        CommandLine below = command.subcommands().get(word);
        boolean ofWrapper = line.matches("(?:test|dev|format)\\b.*");
        if (ofWrapper && !word.matches("test|dev|format|--.*")) {
          continue; // The name of a test, or what Maven gets.
        } else if (ofWrapper) {
          assertThat(wrapper).as(line).contains("= " + word + " ]");
        } else if (word.startsWith("--")) {
          assertThat(command.optionsMap()).as(line).containsKey(word);
        } else if (below != null) {
          command = below.getCommandSpec();
        } else {
          assertThat(command.subcommands().isEmpty() || !command.positionalParameters().isEmpty())
              .as("there is no %s of '%s'", word, line)
              .isTrue();
        }
      }
    }
  }

  /** From the command's name on. What begins with one stands without the program in some places. */
  private static Set<String> linesInDocs(Set<String> commands) throws IOException {
    List<Path> docs = new ArrayList<>(List.of(Path.of("../README.md"), Path.of("../SECURITY.md")));
    try (Stream<Path> more = Files.list(Path.of("../docs"))) {
      more.filter(path -> path.toString().endsWith(".md")).forEach(docs::add);
    }
    Pattern line =
        Pattern.compile(
            "(?:(?m:^)|`|\\(|; )(?:\\./orgscope|orgscope) ([a-z][^`\\n]*)|`((?:"
                + String.join("|", commands)
                + ") [^`\\n]*)`");
    Set<String> lines = new TreeSet<>();
    for (Path doc : docs) {
      Matcher found = line.matcher(Files.readString(doc));
      while (found.find()) {
        String whole = found.group(1) == null ? found.group(2) : found.group(1);
        lines.add(whole.replaceFirst("(  | #| \\||;|\\)).*", "").strip());
      }
    }
    return lines;
  }

  private List<CommandSpec> commands() {
    List<CommandSpec> all = new ArrayList<>();
    collect(OrgscopeCommand.specification(Commands.whole(Orgscope.APPLICATION.beside())), all);
    assertThat(all).hasSizeGreaterThan(40);
    return all;
  }

  private static void collect(CommandSpec command, List<CommandSpec> all) {
    if (!command.usageMessage().hidden() && !command.name().equals("help")) {
      all.add(command);
      for (CommandLine below : command.subcommands().values()) {
        collect(below.getCommandSpec(), all);
      }
    }
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
