package com.orgscope.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/** The manual page, made of what {@code --help} says, so that it cannot lag behind. */
@Command(
    name = "man",
    description = {
      "Prints the manual page.",
      "Keep it as orgscope.1 in a folder of MANPATH, or read it at once: orgscope man | man -l -"
    })
final class ManCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  ManCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.terminal().out().print(page(spec.root()));
    session.terminal().out().flush();
    return OrgscopeCommand.DONE;
  }

  private static String page(CommandSpec root) {
    StringBuilder page = new StringBuilder();
    page.append(".TH ORGSCOPE 1 \"\" \"orgscope ")
        .append(text(Version.number()))
        .append("\" \"Orgscope\"\n.SH NAME\norgscope \\- ")
        .append(text(String.join(" ", root.usageMessage().description())))
        .append("\n.SH SYNOPSIS\n.B orgscope\n[OPTIONS] COMMAND\n.SH DESCRIPTION\n")
        .append("Answers go to standard output, logs and progress to standard error.\n");
    page.append(".SH OPTIONS\n");
    options(root, List.of(), page);
    page.append(".SH COMMANDS\n");
    commands(root, page);
    page.append(".SH EXIT STATUS\n.TP\n.B 0\ndone\n.TP\n.B 1\nfailed\n.TP\n.B 2\nwrong usage\n");
    return page.toString();
  }

  private static void commands(CommandSpec above, StringBuilder page) {
    List<String> inherited = above.root().options().stream().map(OptionSpec::longestName).toList();
    for (CommandLine each : above.subcommands().values()) {
      CommandSpec command = each.getCommandSpec();
      if (command.usageMessage().hidden()) {
        continue;
      }
      page.append(".SS ").append(text(command.qualifiedName(" "))).append('\n');
      page.append(text(String.join(" ", command.usageMessage().description()))).append('\n');
      for (PositionalParamSpec word : command.positionalParameters()) {
        page.append(".TP\n.I ").append(text(word.paramLabel())).append('\n');
        page.append(described(word.description())).append('\n');
      }
      options(command, inherited, page);
      commands(command, page);
    }
  }

  private static void options(CommandSpec command, List<String> without, StringBuilder page) {
    for (OptionSpec option : command.options()) {
      if (option.hidden() || without.contains(option.longestName())) {
        continue;
      }
      String names =
          List.of(option.names()).stream()
              .map(name -> "\\fB" + text(name) + "\\fR")
              .collect(Collectors.joining(", "));
      String value = option.arity().max() > 0 ? " \\fI" + text(option.paramLabel()) + "\\fR" : "";
      page.append(".TP\n").append(names).append(value).append('\n');
      String usual = option.defaultValue() == null ? "" : option.defaultValue();
      page.append(described(option.description()).replace("${DEFAULT\\-VALUE}", text(usual)))
          .append('\n');
    }
  }

  private static String described(String[] words) {
    String all = String.join(" ", words);
    return all.isEmpty() ? "\\&" : text(all);
  }

  /** In roff, where a backslash, a hyphen and a dot at the start of a line mean something. */
  private static String text(String words) {
    String plain =
        words.replace("%%", "%").replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
