package com.orgscope.cli;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** How the words of a command line are read, and what is said of one that cannot be. */
final class Words {
  /** Options that take any number. */
  private static final Set<String> ANY = Set.of("--seed");

  /** Options for which nothing is something: a sum, a share, or what is left out. */
  private static final Set<String> FROM_ZERO =
      Set.of(
          "--low",
          "--typical",
          "--high",
          "--delta",
          "--release-epsilon",
          "--yearly-epsilon",
          "--limit",
          "--total-limit",
          "--port",
          "--hot-days",
          "--latency",
          "--questions",
          "--seeds",
          "--unknown",
          "--session-hours",
          "--task-index",
          "--mean",
          "--deviation",
          "--planned-error");

  private static final Set<String> FROM_ZERO_HERE =
      Set.of("orgscope bench agent --employees", "orgscope experiment plan --lift");

  private static final Map<String, Integer> MOST =
      Map.of("--port", 65_535, "--unknown", 1, "--days", 36_600, "--session-hours", 8_760);

  private Words() {}

  /**
   * Refuses numbers that no command could do anything with, before any of them begins.
   *
   * @throws ParameterException if there is one
   */
  static void checkNumbers(ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      for (OptionSpec option : at.matchedOptions()) {
        if (option.getValue() instanceof Number number) {
          checkNumber(at.commandSpec(), option, number.doubleValue());
        }
      }
    }
  }

  static void checkNumber(CommandSpec command, OptionSpec option, double number) {
    String name = option.longestName();
    Range range = range(command, option);
    boolean fits = number >= range.least && (range.most == null || number <= range.most);
    if (!fits && !ANY.contains(name)) {
      throw new ParameterException(command.commandLine(), name + " is a number " + range);
    }
  }

  /**
   * What an option's number may be.
   *
   * @param most null where there is no such bound
   */
  record Range(int least, @Nullable Integer most) {
    @Override
    public String toString() {
      return most == null ? "of at least " + least : "from " + least + " to " + most;
    }
  }

  static Range range(CommandSpec command, OptionSpec option) {
    if (option.userObject() instanceof AnnotatedElement declared) {
      Bounds own = declared.getAnnotation(Bounds.class);
      if (own != null) {
        return new Range(own.least(), own.most());
      }
    }
    String name = option.longestName();
    boolean zero =
        FROM_ZERO.contains(name)
            || FROM_ZERO_HERE.contains(command.qualifiedName(" ") + " " + name);
    return new Range(zero ? 0 : 1, MOST.get(name));
  }

  /** What help says of an option's bounds; empty where it has none, or takes no number. */
  static String rangeInHelp(CommandSpec command, OptionSpec option) {
    Class<?> type = option.typeInfo().getType();
    boolean isNumber =
        type.isPrimitive() ? type != boolean.class : Number.class.isAssignableFrom(type);
    Integer most = isNumber ? range(command, option).most : null;
    return most == null ? "" : " A number %s.".formatted(range(command, option));
  }

  static void register(CommandLine to) {
    register(to, TenantId.class, TenantId::new, "is no tenant id");
    register(to, LocalDate.class, LocalDate::parse, "is no date such as 2026-01-31");
    register(
        to, UUID.class, UUID::fromString, "is no id such as 01234567-89ab-4cde-8f01-23456789abcd");
    register(to, ZoneId.class, ZoneId::of, "is no time zone such as Europe/Berlin");
    register(
        to,
        Currency.class,
        text -> Currency.getInstance(text.toUpperCase(Locale.ROOT)),
        "is no currency: write its code, such as EUR");
    register(to, Path.class, Path::of, "is no name of a file");
    register(to, BigDecimal.class, BigDecimal::new, "is no number");
    for (Class<?> whole : new Class<?>[] {int.class, Integer.class}) {
      register(to, cast(whole), Integer::valueOf, "is no whole number");
    }
    for (Class<?> whole : new Class<?>[] {long.class, Long.class}) {
      register(to, cast(whole), Long::valueOf, "is no whole number");
    }
    for (Class<?> number : new Class<?>[] {double.class, Double.class}) {
      register(to, cast(number), Double::valueOf, "is no number");
    }
  }

  @SuppressWarnings("unchecked")
  private static Class<Object> cast(Class<?> type) {
    return (Class<Object>) type;
  }

  private static <T> void register(
      CommandLine to, Class<T> type, ITypeConverter<? extends T> reader, String otherwise) {
    to.registerConverter(
        type,
        word -> {
          try {
            return reader.convert(word);
          } catch (Failure e) {
            throw new TypeConversionException(e.getMessage());
          } catch (RuntimeException e) {
            throw new TypeConversionException("'" + word + "' " + otherwise);
          }
        });
  }
}
