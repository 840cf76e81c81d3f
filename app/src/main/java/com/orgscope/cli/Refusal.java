package com.orgscope.cli;

import com.orgscope.cli.OrgscopeCommand.Format;
import com.orgscope.cli.OrgscopeCommand.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A problem as it is told: a sentence on standard error, and to scripts a document as well. */
record Refusal(Problem problem) {

  /** Of a command line that was typed wrong. */
  static Refusal of(ParameterException wrong) {
    return of(wrong.getCommandLine(), WrongWords.said(wrong));
  }

  static Refusal of(CommandLine command, String detail) {
    String name = command.getCommandSpec().qualifiedName();
    return new Refusal(Problem.wrongUsage(detail, "See '" + name + " --help' for how it is used."));
  }

  /** Whether a script reads along, told from a line that could not be parsed. */
  static boolean wantsJson(String[] args) {
    List<String> words = List.of(args);
    int option = words.lastIndexOf("--format");
    String value = option >= 0 && option + 1 < words.size() ? words.get(option + 1) : "";
    return value.toLowerCase(Locale.ROOT).equals("json")
        || words.stream().anyMatch(word -> word.equalsIgnoreCase("--format=json"));
  }

  int told(Session session, Format format) {
    session.endProgress();
    if (session.stopped()) {
      // The work was stopped in its middle; what broke by that is nobody's mistake.
      return OrgscopeCommand.FAILED;
    }
    return told(session.terminal(), format, session.homeAsTyped());
  }

  int told(Terminal terminal, Format format) {
    return told(terminal, format, Path.of(".orgscope"));
  }

  private int told(Terminal terminal, Format format, Path home) {
    String sentence = NextStep.on(home, problem.sentence());
    terminal.err().println("orgscope: " + CleanOutput.inOneLine(sentence));
    if (format == Format.json) {
      new Answer(Format.json, terminal.out()).give(problem.on(home), out -> {});
    }
    return problem.exit();
  }
}
