package com.orgscope.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a line, in our words: the one place where the parser's become ours. */
final class WrongWords {
  /** How the parser begins of an option that stands there without its value. */
  private static final List<String> NO_VALUE =
      List.of("Missing required parameter for option", "Expected parameter");

  private static final String NO_COMMAND = "Missing required subcommand";

  /** How it begins of a value that cannot be read; behind the colon stands why. */
  private static final String NO_SUCH_VALUE = "Invalid value for ";

  private WrongWords() {}

  static String said(ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage());
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched, command);
    }
    if (wrong instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + " is given twice";
    }
    if (wrong instanceof MissingParameterException missing) {
      return missing(message, missing.getMissing());
    }
    if (message.startsWith(NO_COMMAND)) {
      return command.qualifiedName(" ") + " needs one of " + below(command);
    }
    ArgSpec argument = wrong.getArgSpec();
    return argument != null && message.startsWith(NO_SUCH_VALUE)
        ? unreadable(message, argument, wrong.getValue())
        : message;
  }

  /** A required option that a command asks for itself. */
  static String missing(String option) {
    return option + " is missing";
  }

  private static String missing(String message, List<ArgSpec> missing) {
    if (NO_VALUE.stream().anyMatch(message::startsWith)) {
      return missing.stream().map(WrongWords::name).collect(Collectors.joining(", "))
          + " stands without its value";
    }
    return missing.stream().map(WrongWords::written).collect(Collectors.joining(" and "))
        + (missing.size() == 1 ? " is missing" : " are missing");
  }

  private static String unknown(UnmatchedArgumentException unmatched, CommandSpec command) {
    String word = unmatched.getUnmatched().isEmpty() ? "" : unmatched.getUnmatched().getFirst();
    String near =
        unmatched.getSuggestions().isEmpty()
            ? ""
            : " (did you mean " + unmatched.getSuggestions().getFirst() + "?)";
    String whose = "'" + command.qualifiedName(" ") + "'";
    if (word.startsWith("-")) {
      return whose + " has no option '" + word + "'" + near;
    }
    return command.subcommands().isEmpty()
        ? whose + " takes no word such as '" + word + "'" + near
        : "there is no command '" + command.qualifiedName(" ") + " " + word + "'" + near;
  }

  private static String unreadable(String message, ArgSpec argument, @Nullable Object value) {
    Object[] words = argument.type().getEnumConstants();
    if (words != null) {
      return name(argument)
          + " is one of "
          + Stream.of(words)
              .map(word -> word.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "))
          + ", not '"
          + Objects.requireNonNullElse(value, "")
          + "'";
    }
    int why = message.indexOf(": ");
    return name(argument) + ": " + (why < 0 ? message : message.substring(why + 2));
  }

  private static String below(CommandSpec command) {
    return command.subcommands().keySet().stream()
        .filter(name -> !name.equals("help"))
        .collect(Collectors.joining(", "));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String written(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : argument.paramLabel();
  }
}
