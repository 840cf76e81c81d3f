package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row a result set stands at. */
final class ResultRow implements Row {
  private final ResultSet result;
  private final Map<String, Integer> places = new HashMap<>();

  ResultRow(ResultSet result) throws SQLException {
    this.result = result;
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      places.put(result.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT), i);
    }
  }

  @Override
  public String getString(String column) {
    return value(column).toString();
  }

  @Override
  public @Nullable String getStringOrNull(String column) {
    Object value = valueOrNull(column);
    return value == null ? null : value.toString();
  }

  @Override
  public long getLong(String column) {
    return typed(column, Number.class).longValue();
  }

  @Override
  public double getDouble(String column) {
    return typed(column, Number.class).doubleValue();
  }

  @Override
  public boolean getBoolean(String column) {
    return typed(column, Boolean.class);
  }

  @Override
  public PersonKey getPerson(String column) {
    return new PersonKey(typed(column, UUID.class));
  }

  @Override
  public LocalDate getDate(String column) {
    return typed(column, LocalDate.class);
  }

  @Override
  public Instant getInstant(String column) {
    Object value = value(column);
    return switch (value) {
      case OffsetDateTime time -> time.toInstant();
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      case java.sql.Timestamp time -> time.toLocalDateTime().toInstant(ZoneOffset.UTC);
      default -> throw wrong(column, value);
    };
  }

  @Override
  public boolean isNull(String column) {
    return valueOrNull(column) == null;
  }

  private <T> T typed(String column, Class<T> type) {
    Object value = value(column);
    if (!type.isInstance(value)) {
      throw wrong(column, value);
    }
    return type.cast(value);
  }

  private Object value(String column) {
    Object value = valueOrNull(column);
    if (value == null) {
      throw Failure.bug("column " + column + " is null", null);
    }
    return value;
  }

  private @Nullable Object valueOrNull(String column) {
    Integer place = places.get(column);
    if (place == null) {
      throw Failure.bug("the answer has no column " + column, null);
    }
    try {
      return result.getObject(place);
    } catch (SQLException e) {
      throw Failure.bug("cannot read column " + column, e);
    }
  }

  private static Failure wrong(String column, Object value) {
    return Failure.bug("column " + column + " is a " + value.getClass().getSimpleName(), null);
  }
}
