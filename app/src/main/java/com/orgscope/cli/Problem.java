package com.orgscope.cli;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Kind;
import com.orgscope.kernel.Home;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.validation.FieldError;

/**
 * Why a command did not do it, for people and for scripts; in JSON its fields are those of RFC 9457
 * and what to do about it. Where a framework or the operating system failed, a sentence of ours
 * names the thing and the way out.
 *
 * @param exit what the process ends with
 */
record Problem(String type, String title, String detail, String whatToDo, int exit) {
  private static final String TYPE = "urn:orgscope:problem:";
  private static final Set<String> SECRETS = Set.of("key", "secret", "password", "url", "token");

  static Problem wrongUsage(String detail, String whatToDo) {
    return new Problem(
        TYPE + "wrong-usage", "Wrong usage", detail, whatToDo, OrgscopeCommand.WRONG_USAGE);
  }

  /** Of whatever was thrown. */
  static Problem of(Throwable thrown, Home home) {
    List<Throwable> causes = causes(thrown);
    for (Throwable cause : causes) {
      if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
        return operator(
            "disk-full",
            "The disk is full",
            "the disk that holds " + home.path() + " is full",
            "Free some space on it, or move the home to a larger disk and name it with --home.");
      }
    }
    return causes.stream()
        .filter(cause ->
            cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException)
        .map(Problem::known)
        .findFirst()
        .or(() -> failure(causes).filter(failure -> failure.kind() != Kind.BUG).map(Problem::of))
        .or(() -> causes.stream().map(Problem::known).filter(Objects::nonNull).findFirst())
        .orElseGet(() -> bug(failure(causes).<Throwable>map(f -> f).orElse(thrown)));
  }

  private static Optional<Failure> failure(List<Throwable> causes) {
    return causes.stream().filter(Failure.class::isInstance).map(Failure.class::cast).findFirst();
  }

  private static Problem bug(Throwable thrown) {
    return new Problem(
        TYPE + "bug",
        "A mistake of ours",
        "this is a mistake of ours: " + thrown,
        "Run it again with --debug to see where, and report it.",
        OrgscopeCommand.FAILED);
  }

  private static Problem of(Failure failure) {
    String detail = WayOut.of(String.valueOf(failure.getMessage()), failure.remedy());
    return switch (failure.kind()) {
      case OPERATOR ->
          operator(
              "operator",
              "Something is needed from you",
              detail,
              "Do what the detail asks for, then run the command again.");
      case POISON ->
          operator(
              "input",
              "The input cannot be used",
              detail,
              "Mend the input, then run the command again.");
      case RETRY ->
          operator("try-again", "It may work later", detail, "Run the command again in a moment.");
      case BUG -> bug(failure);
    };
  }

  private static @Nullable Problem known(Throwable cause) {
    return switch (cause) {
      case PortInUseException taken ->
          operator(
              "port",
              "A port is in use",
              "port " + taken.getPort() + " is in use",
              "Stop what listens there, or choose another port with --port.");
      case BindException bad -> setting(bad);
      case AccessDeniedException denied ->
          operator(
              "rights",
              "No rights",
              "you have no rights to use " + denied.getFile(),
              "Give your account rights to it, or name another file or --home.");
      case NoSuchFileException missing ->
          operator(
              "no-such-file",
              "A file is missing",
              "there is no file " + missing.getFile(),
              "Check how it is spelt.");
      case FileSystemException file ->
          operator(
              "file",
              "A file cannot be used",
              file.getFile() + " cannot be used: " + said(file),
              "Check that it is what its name says, or name another.");
      case ReadOnlyFileSystemException readOnly ->
          operator(
              "rights",
              "Nothing can be written",
              "the file system can only be read",
              "Name a folder that can be written with --home.");
      default -> null;
    };
  }

  private static String said(FileSystemException file) {
    String reason = file.getReason();
    return reason == null ? "it is not what was expected there" : reason;
  }

  /** A setting's value is told, unless it may be a secret. */
  private static Problem setting(BindException bad) {
    String name = bad.getName().toString();
    String given = bad.getProperty() == null ? "" : String.valueOf(bad.getProperty().getValue());
    String why = "it is no " + kind(bad.getTarget().getType().resolve(Object.class));
    for (Throwable cause : causes(bad)) {
      if (cause instanceof BindValidationException invalid
          && !invalid.getValidationErrors().getAllErrors().isEmpty()
          && invalid.getValidationErrors().getAllErrors().getFirst() instanceof FieldError error) {
        name = bad.getName() + "." + dashed(error.getField());
        given = String.valueOf(error.getRejectedValue());
        why = "it " + error.getDefaultMessage();
      }
    }
    Throwable refused = bad.getProperty() == null ? causes(bad).getLast() : bad;
    if (refused instanceof IllegalArgumentException) {
      // Settings that do not go together, or below what is promised, name themselves.
      return operator(
          "setting",
          "A setting is wrong",
          String.valueOf(refused.getMessage()),
          "Correct it, or take it out of the environment to have the usual value.");
    }
    String last = name.toLowerCase(Locale.ROOT);
    String value = SECRETS.stream().anyMatch(last::contains) ? "" : " is '" + given + "', and";
    return operator(
        "setting",
        "A setting is wrong",
        "the setting " + variable(name) + " (" + name + ")" + value + " cannot be used: " + why,
        "Correct it, or take it out of the environment to have the usual value.");
  }

  private static String kind(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "int", "Integer", "long", "Long" -> "whole number";
      case "double", "Double", "BigDecimal" -> "number";
      case "boolean", "Boolean" -> "true or false";
      case "Duration" -> "time such as 30s, 5m or 6h";
      case "DataSize" -> "size such as 64MB";
      case "URI", "URL" -> "address such as https://example.com";
      default ->
          type.isEnum()
              ? "one of "
                  + String.join(
                      ", ",
                      Arrays.stream(type.getEnumConstants())
                          .map(one -> one.toString().toLowerCase(Locale.ROOT))
                          .toList())
              : type.getSimpleName();
    };
  }

  private static String dashed(String field) {
    return field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** How the environment spells a setting. */
  private static String variable(String setting) {
    return setting.replace("-", "").replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static Problem operator(String type, String title, String detail, String whatToDo) {
    return new Problem(TYPE + type, title, detail, whatToDo, OrgscopeCommand.FAILED);
  }

  private static List<Throwable> causes(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  /** With every line to type as it has to be typed to mean this home. */
  Problem on(Path typed) {
    return new Problem(type, title, NextStep.on(typed, detail), NextStep.on(typed, whatToDo), exit);
  }

  /** As people read it. */
  String sentence() {
    boolean told = type.endsWith(":operator") || type.endsWith(":input");
    if (told) {
      return detail;
    }
    return detail + (detail.endsWith(".") ? " " : ". ") + whatToDo;
  }
}
