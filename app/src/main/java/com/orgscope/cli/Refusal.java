package com.orgscope.cli;

import com.orgscope.cli.OrgscopeCommand.Format;
import com.orgscope.cli.OrgscopeCommand.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A problem as it is told: a sentence on standard error, and to scripts a document as well. */
record Refusal(Problem problem) {

  /** Of a command line that was typed wrong. */
  static Refusal of(ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String detail = String.valueOf(wrong.getMessage());
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      detail += " (did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?)";
    }
    return new Refusal(
        Problem.wrongUsage(detail, "See '" + command + " --help' for how it is used."));
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
      new Answer(Format.json, terminal.out()).give(problem, out -> {});
    }
    return problem.exit();
  }
}
