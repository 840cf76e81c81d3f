package com.orgscope.lake;

import com.orgscope.kernel.PersonKey;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The current row of an answer, by column name; valid only while the row is read. Except where it
 * says so, a null in the column is a mistake in the question and throws.
 */
public interface Row {
  String getString(String column);

  @Nullable String getStringOrNull(String column);

  long getLong(String column);

  double getDouble(String column);

  boolean getBoolean(String column);

  /** Of a UUID column such as {@code actor}. */
  PersonKey getPerson(String column);

  LocalDate getDate(String column);

  /** Of a timestamp column, to the microsecond. */
  Instant getInstant(String column);

  boolean isNull(String column);
}
