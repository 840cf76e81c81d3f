package com.orgscope.cli;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the words of a command line are read, and what is said of one that cannot be. */
final class Words {
  private Words() {}

  static void register(CommandLine to) {
    register(to, TenantId.class, TenantId::new, "is no tenant id");
    register(to, LocalDate.class, LocalDate::parse, "is no date such as 2026-01-31");
    register(to, ZoneId.class, ZoneId::of, "is no time zone such as Europe/Berlin");
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
