package com.orgscope.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * The command line. Answers go to standard output, logs and progress to standard error. It ends
 * with 2 where the line is wrong whatever the home holds, and with 1 where it could not be done.
 */
@Command(
    name = "orgscope",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Where a company's time and money go, without showing a person.",
    exitCodeListHeading = "%nEnds with:%n",
    exitCodeList = {
      "0:it is done",
      "1:it could not be done, or what was checked is not right",
      "2:the command line is wrong"
    })
public final class OrgscopeCommand {
  static final int DONE = CommandContext.DONE;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  @Option(
      names = "--home",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      defaultValue = "${sys:orgscope.home:-${env:ORGSCOPE_HOME:-.orgscope}}",
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

  @Option(names = "--version", versionHelp = true, description = "Show which version this is.")
  boolean version;

  OrgscopeCommand() {}

  /** The same wishes on another home. */
  OrgscopeCommand on(Path other) {
    OrgscopeCommand same = new OrgscopeCommand();
    same.home = other;
    same.format = format;
    same.debug = debug;
    return same;
  }

  /**
   * What there is beside this room.
   *
   * @param commands the class Spring starts from when a command needs beans
   * @param server the class Spring starts from when pages are served
   * @param beside commands of rooms that stand beside the product; each takes a {@link
   *     CommandContext}
   */
  public record Application(Class<?> commands, Class<?> server, List<Class<?>> beside) {
    public Application {
      beside = List.copyOf(beside);
    }
  }

  /**
   * Runs one command line.
   *
   * @return the process's exit code
   */
  public static int run(Application application, String... args) {
    Screen screen = Screen.ofProcess();
    System.setErr(screen.stream());
    Terminal terminal = new Terminal(System.out, screen, Keyboard.ofProcess());
    Stop stop = new Stop(terminal);
    Thread hook = new Thread(stop::now, "stop");
    if (!unlessEnding(() -> Runtime.getRuntime().addShutdownHook(hook))) {
      return FAILED;
    }
    int exit = FAILED;
    try {
      exit = run(terminal, stop, application, args);
    } finally {
      stop.over();
    }
    return unlessEnding(() -> Runtime.getRuntime().removeShutdownHook(hook)) ? exit : FAILED;
  }

  /** False where a signal was faster; the process ends with that one's own code then. */
  private static boolean unlessEnding(Runnable change) {
    try {
      change.run();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  static int run(Terminal terminal, Application application, String... args) {
    return run(terminal, new Stop(terminal), application, args);
  }

  /**
   * @param stop of the command that runs this one, or of its own
   */
  static int run(Terminal terminal, Stop stop, Application application, String... args) {
    OrgscopeCommand root = new OrgscopeCommand();
    try (Session session = new Session(application, root, terminal, stop)) {
      return run(root, session, application, args);
    }
  }

  /**
   * @param session of {@code root}, which may have run another before
   */
  static int run(OrgscopeCommand root, Session session, Application application, String... args) {
    return commandLine(root, session, session.terminal(), Commands.of(application.beside(), args))
        .execute(args);
  }

  /** Every command with its words, for whoever writes about them. */
  static CommandSpec specification(Commands commands) {
    Terminal nowhere =
        new Terminal(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()));
    OrgscopeCommand root = new OrgscopeCommand();
    Session session =
        new Session(
            new Application(OrgscopeCommand.class, OrgscopeCommand.class, List.of()),
            root,
            nowhere,
            new Stop(nowhere));
    return commandLine(root, session, nowhere, commands).getCommandSpec();
  }

  private static CommandLine commandLine(
      OrgscopeCommand root, Session session, Terminal terminal, Commands commands) {
    CommandLine commandLine = new CommandLine(root, new WithSession(session));
    commands.addTo(commandLine);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    // A pipe, TERM=dumb and NO_COLOR get the same as everybody: words.
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    Words.register(commandLine);
    commandLine.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    commandLine.setExecutionStrategy(parsed -> {
      Words.checkNumbers(parsed);
      int exit = new CommandLine.RunLast().execute(parsed);
      if (exit == DONE && root.format == Format.text && !session.stopped()) {
        NextStep.after(parsed).ifPresent(session::tell);
      }
      return exit;
    });
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> failed(exception, command, session, root));
    commandLine.setParameterExceptionHandler((wrong, args) ->
        Refusal.of(wrong).told(terminal, Refusal.wantsJson(args) ? Format.json : Format.text));
    HelpTexts.complete(commandLine);
    return commandLine;
  }

  private static int failed(
      Exception exception, CommandLine command, Session session, OrgscopeCommand root) {
    if (exception instanceof ParameterException wrong) {
      return Refusal.of(wrong).told(session.terminal(), root.format);
    }
    if (exception instanceof WrongLine wrong) {
      String detail = String.valueOf(wrong.getMessage());
      return Refusal.of(command, detail).told(session.terminal(), root.format);
    }
    int exit = new Refusal(Problem.of(exception, session.home())).told(session, root.format);
    if (root.debug && !session.stopped()) {
      StackTrace.print(exception, session.terminal().err());
    }
    return exit;
  }

  /**
   * Where answers go, where everything else goes, and who may be asked.
   *
   * @param keyboard of a person; none answers where there is no terminal
   */
  record Terminal(PrintStream out, Screen screen, Keyboard keyboard) {
    Terminal {
      out = CleanOutput.stream(out);
    }

    /** Without a person. */
    Terminal(PrintStream out, PrintStream err) {
      this(out, new Screen(err, false), Keyboard.NONE);
    }

    PrintStream err() {
      return screen.stream();
    }
  }

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
            && constructor.getParameterTypes()[0].isInstance(session)) {
          return type.cast(constructor.newInstance(session));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
