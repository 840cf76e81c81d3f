package com.orgscope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands and options in your shell.",
      "In ~/.bashrc or ~/.zshrc: eval \"$(orgscope completion bash)\"; in fish: orgscope completion",
      "fish | source."
    })
final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh|fish", description = "Which shell.")
  private Shell shell = Shell.bash;

  /** The shells we speak to. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    String script =
        switch (shell) {
          // The script asks which of the two runs it.
          case bash, zsh -> AutoComplete.bash("orgscope", root);
          case fish -> fish(root);
        };
    session.terminal().out().print(script);
    session.terminal().out().flush();
    return OrgscopeCommand.DONE;
  }

  private static String fish(CommandLine root) {
    List<String> lines = new ArrayList<>();
    lines.add("complete -c orgscope -f");
    fish(root.getCommandSpec(), "__fish_use_subcommand", lines);
    return String.join("\n", lines) + "\n";
  }

  /**
   * @param where the condition under which fish offers this command's words
   */
  private static void fish(CommandSpec command, String where, List<String> lines) {
    String condition = "complete -c orgscope -n '" + where + "'";
    for (OptionSpec option : command.options()) {
      String name = option.longestName().replaceFirst("^--", "");
      String value = option.arity().max() > 0 ? " -r" : "";
      lines.add(condition + " -l " + name + value + " -d " + quoted(option.description()));
    }
    List<String> below = new ArrayList<>();
    command
        .subcommands()
        .forEach((name, child) -> {
          if (!child.getCommandSpec().usageMessage().hidden()) {
            below.add(name);
            lines.add(
                condition
                    + " -a "
                    + name
                    + " -d "
                    + quoted(child.getCommandSpec().usageMessage().header()));
          }
        });
    for (String name : below) {
      CommandSpec child = Objects.requireNonNull(command.subcommands().get(name)).getCommandSpec();
      String seen = "__fish_seen_subcommand_from " + name;
      String deeper = where.equals("__fish_use_subcommand") ? seen : where + "; and " + seen;
      fish(child, deeper, lines);
    }
  }

  private static String quoted(String[] words) {
    String text = String.join(" ", words).replace("%%", "%");
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
