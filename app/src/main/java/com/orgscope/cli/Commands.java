package com.orgscope.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          CoverageCommand.class,
          UsageCommand.class,
          CategoryCommand.class,
          OverrideCommand.class,
          ReviewCommand.class,
          EraseCommand.class,
          PoliciesCommand.class,
          VocabularyCommand.class,
          ApplicationsCommand.class,
          ContractsCommand.class,
          NightlyCommand.class,
          EvaluateCommand.class,
          ExperimentCommand.class,
          RollbackCommand.class,
          TrialCommand.class,
          DriftCommand.class,
          AssumptionsCommand.class,
          ReleaseCommand.class,
          KeysCommand.class,
          PrivacyCommand.class,
          PolicyCommand.class,
          RecommendationsCommand.class,
          AutomationCommand.class,
          ClaimsCommand.class,
          BudgetCommand.class,
          KillCommand.class,
          AuditCommand.class,
          EgressCommand.class,
          VerifyCommand.class,
          ServeCommand.class,
          SignInCommand.class,
          IdentityCommand.class,
          EmergencyAccessCommand.class,
          ServiceAccountsCommand.class,
          McpCommand.class,
          AccessCommand.class,
          LakeCommand.class,
          DoctorCommand.class,
          ScimCommand.class,
          WebhookCommand.class,
          CompletionCommand.class,
          ManCommand.class,
          RehearseCommand.class,
          CommandLine.HelpCommand.class);

  /** Before which of these help lists a command that stands beside the product. */
  private static final Map<String, String> PLACES =
      Map.of("demo", "serve", "simulate", "serve", "bench", "completion");

  /** Where a text names a line that can be typed, up to the command's name. */
  static final Pattern IN_TEXT =
      Pattern.compile(
          Stream.concat(ALL.stream().map(Commands::name), PLACES.keySet().stream())
              .collect(
                  Collectors.joining(
                      "|", "(?<![\\w./-])(?:\\./)?orgscope(?= (?:", ")(?![\\w-]))")));

  /** They write about all others. */
  private static final Set<String> ABOUT_ALL = Set.of("completion", "man");

  private final List<Class<?>> beside;
  private final Predicate<String> whole;

  private Commands(List<Class<?>> beside, Predicate<String> whole) {
    this.beside = beside;
    this.whole = whole;
  }

  static Commands whole(List<Class<?>> beside) {
    return new Commands(beside, name -> true);
  }

  /** Whole are those that a line with these words could mean. */
  static Commands of(List<Class<?>> beside, String... words) {
    Set<String> typed = new HashSet<>(List.of(words));
    // Such a word names a file with more words.
    boolean more = typed.stream().anyMatch(word -> word.startsWith("@"));
    return more || ABOUT_ALL.stream().anyMatch(typed::contains)
        ? whole(beside)
        : new Commands(beside, typed::contains);
  }

  void addTo(CommandLine root) {
    for (Class<?> own : ALL) {
      beside.stream()
          .filter(other -> name(own).equals(PLACES.get(name(other))))
          .forEach(other -> add(other, root));
      add(own, root);
    }
  }

  private void add(Class<?> each, CommandLine root) {
    Command words = each.getAnnotation(Command.class);
    if (whole.test(words.name())) {
      root.addSubcommand(each);
    } else {
      root.addSubcommand(words.name(), named(words));
    }
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
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
