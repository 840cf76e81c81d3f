package com.orgscope.lake;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Values as SQL text, where DuckDB takes no parameter (file lists, {@code COPY}). Each is written
 * from its type and never from a caller's words.
 */
final class Literals {
  private Literals() {}

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  static String of(TenantId tenant) {
    return text(tenant.value());
  }

  static String of(LocalDate day) {
    return "DATE '" + day + "'";
  }

  static String of(Instant instant) {
    return "TIMESTAMPTZ '" + instant + "'";
  }

  static String of(PersonKey person) {
    return "'" + person.value() + "'::UUID";
  }

  static String paths(Collection<Path> files) {
    return files.stream().map(f -> text(f.toString())).collect(Collectors.joining(", ", "[", "]"));
  }
}
