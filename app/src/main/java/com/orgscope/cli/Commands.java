package com.orgscope.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Every command, in the order in which help lists them. To read the options of all of them would
 * take longer than most answers do, so only those are read whole whose name was typed; of the
 * others the list above them knows the name and what they are for.
 */
final class Commands {
  private static final List<Class<?>> ALL =
      List.of(
          TenantCommand.class,
          PeopleCommand.class,
          IngestCommand.class,
          ConnectCommand.class,
          SourcesCommand.class,
          UsageCommand.class,
          CategoryCommand.class,
          OverrideCommand.class,
          EraseCommand.class,
          PoliciesCommand.class,
          VocabularyCommand.class,
          ApplicationsCommand.class,
          NightlyCommand.class,
          EvaluateCommand.class,
          DriftCommand.class,
          AssumptionsCommand.class,
          ReleaseCommand.class,
          RecommendationsCommand.class,
          BudgetCommand.class,
          KillCommand.class,
          VerifyCommand.class,
          DemoCommand.class,
          SimulateCommand.class,
          ServeCommand.class,
          SignInCommand.class,
          LakeCommand.class,
          DoctorCommand.class,
          ScimCommand.class,
          WebhookCommand.class,
          BenchCommand.class,
          CompletionCommand.class,
          ManCommand.class,
          RehearseCommand.class,
          CommandLine.HelpCommand.class);

  /** Where a text names a line that can be typed, up to the command's name. */
  static final Pattern IN_TEXT =
      Pattern.compile(
          ALL.stream()
              .map(command -> command.getAnnotation(Command.class).name())
              .collect(
                  Collectors.joining(
                      "|", "(?<![\\w./-])(?:\\./)?orgscope(?= (?:", ")(?![\\w-]))")));

  /** They write about all others. */
  private static final Set<String> ABOUT_ALL = Set.of("completion", "man");

  private final Predicate<String> whole;

  private Commands(Predicate<String> whole) {
    this.whole = whole;
  }

  static Commands whole() {
    return new Commands(name -> true);
  }

  /** Whole are those that a line with these words could mean. */
  static Commands of(String[] words) {
    Set<String> typed = new HashSet<>(List.of(words));
    // Such a word names a file with more words.
    boolean more = typed.stream().anyMatch(word -> word.startsWith("@"));
    return more || ABOUT_ALL.stream().anyMatch(typed::contains)
        ? whole()
        : new Commands(typed::contains);
  }

  void addTo(CommandLine root) {
    for (Class<?> each : ALL) {
      Command words = each.getAnnotation(Command.class);
      if (whole.test(words.name())) {
        root.addSubcommand(each);
      } else {
        root.addSubcommand(words.name(), named(words));
      }
    }
  }

  private static CommandSpec named(Command words) {
    CommandSpec spec = CommandSpec.create().name(words.name());
    spec.usageMessage().description(words.description()).hidden(words.hidden());
    return spec;
  }

  /** Whether of this command no more is known than its name. */
  static boolean onlyNamed(CommandSpec command) {
    return command.userObject() == null;
  }
}
