package com.orgscope.cli;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line. Answers go to standard output, logs and progress to standard error; 0 is done,
 * 1 failed, 2 wrong usage.
 */
@Command(
    name = "orgscope",
    synopsisSubcommandLabel = "COMMAND",
    description = "Where a company's time and money go, without showing a person.",
    subcommands = {
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
      RehearseCommand.class,
      CommandLine.HelpCommand.class
    })
public final class OrgscopeCommand {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  @Option(
      names = "--home",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      defaultValue = ".orgscope",
      description = "The folder that holds all data (default: ${DEFAULT-VALUE}).")
  Path home = Path.of(".orgscope");

  @Option(
      names = "--format",
      scope = ScopeType.INHERIT,
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to answer: text for people, json for scripts (default: ${DEFAULT-VALUE}).")
  Format format = Format.text;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where a failure came from.")
  boolean debug;

  private OrgscopeCommand() {}

  /** The same wishes on another home. */
  OrgscopeCommand on(Path other) {
    OrgscopeCommand same = new OrgscopeCommand();
    same.home = other;
    same.format = format;
    same.debug = debug;
    return same;
  }

  /**
   * Runs one command line.
   *
   * @param commands the class Spring starts from when a command needs beans
   * @param server the class Spring starts from when pages are served
   * @return the process's exit code
   */
  public static int run(Class<?> commands, Class<?> server, String... args) {
    return run(new Terminal(System.out, System.err), commands, server, args);
  }

  static int run(Terminal terminal, Class<?> commands, Class<?> server, String... args) {
    OrgscopeCommand root = new OrgscopeCommand();
    try (Session session = new Session(commands, server, root, terminal)) {
      return commandLine(root, session, terminal).execute(args);
    }
  }

  private static CommandLine commandLine(OrgscopeCommand root, Session session, Terminal terminal) {
    CommandLine commandLine = new CommandLine(root, new WithSession(session));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.registerConverter(TenantId.class, TenantId::new);
    commandLine.registerConverter(LocalDate.class, OrgscopeCommand::date);
    commandLine.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> failed(exception, command, root.debug));
    explain(commandLine);
    return commandLine;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' is no date such as 2026-01-31");
    }
  }

  /**
   * Gives {@code --help} to every command that has none; an inherited one would meet help's own.
   */
  private static void explain(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .type(boolean.class)
              .description("Show how it is used.")
              .build());
    }
    command.getSubcommands().values().forEach(OrgscopeCommand::explain);
  }

  private static int failed(Exception exception, CommandLine command, boolean debug) {
    PrintWriter err = command.getErr();
    Failure failure = failureIn(exception);
    if (failure == null || failure.kind() == Failure.Kind.BUG) {
      err.println("orgscope: this is a mistake of ours: " + exception);
      err.println("Run it again with --debug to see where, and report it.");
    } else {
      err.println("orgscope: " + failure.getMessage());
    }
    if (debug) {
      exception.printStackTrace(err);
    }
    return FAILED;
  }

  private static @Nullable Failure failureIn(Throwable exception) {
    for (Throwable t = exception; t != null; t = t.getCause()) {
      if (t instanceof Failure failure) {
        return failure;
      }
    }
    return null;
  }

  /** Where answers go, and where everything else goes. */
  record Terminal(PrintStream out, PrintStream err) {}

  /** How an answer is written. */
  enum Format {
    text,
    json
  }

  /** Commands take the session in their constructor; picocli makes everything else itself. */
  private record WithSession(Session session) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (var constructor : type.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Session.class) {
          return type.cast(constructor.newInstance(session));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
