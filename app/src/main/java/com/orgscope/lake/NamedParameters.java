package com.orgscope.lake;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {@code $name}s, which DuckDB's driver does not know, turned into numbered ones. */
final class NamedParameters {
  /** Strings, quoted names and comments are passed over. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"|--[^\\n]*+|/\\*(?s:.*?)\\*/"
              + "|\\$([A-Za-z_][A-Za-z0-9_]*+)");

  private final List<String> names = new ArrayList<>();
  private final String sql;

  NamedParameters(String text) {
    StringBuilder numbered = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String name = token.group(1);
      token.appendReplacement(
          numbered, Matcher.quoteReplacement(name == null ? token.group() : "$" + number(name)));
    }
    token.appendTail(numbered);
    this.sql = numbered.toString();
  }

  /** The text with {@code $1}, {@code $2}… */
  String sql() {
    return sql;
  }

  void bind(PreparedStatement statement, Map<String, ?> values) throws SQLException {
    for (int i = 0; i < names.size(); i++) {
      Object value = values.get(names.get(i));
      if (value == null) {
        throw Failure.bug("the question wants a value for $" + names.get(i), null);
      }
      if (value instanceof Collection<?> list) {
        Connection connection = statement.getConnection();
        Object[] items = list.stream().map(NamedParameters::plain).toArray();
        statement.setArray(i + 1, connection.createArrayOf(typeOf(items), items));
      } else {
        statement.setObject(i + 1, plain(value));
      }
    }
  }

  private int number(String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
    return names.indexOf(name) + 1;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case PersonKey person -> person.value();
      case TenantId tenant -> tenant.value();
      case AppId app -> app.value();
      case Enum<?> constant -> constant.name();
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case String text -> text;
      case Integer number -> number;
      case Long number -> number;
      case Double number -> number;
      case Boolean truth -> truth;
      case LocalDate day -> day;
      case UUID uuid -> uuid;
      default -> throw Failure.bug("no parameter of type " + value.getClass().getName(), null);
    };
  }

  private static String typeOf(Object[] items) {
    Object first = items.length == 0 ? "" : items[0];
    return switch (first) {
      case Integer _ -> "BIGINT";
      case Long _ -> "BIGINT";
      case Double _ -> "DOUBLE";
      case Boolean _ -> "BOOLEAN";
      case LocalDate _ -> "DATE";
      case UUID _ -> "UUID";
      case String _ -> "VARCHAR";
      default -> "TIMESTAMPTZ";
    };
  }
}
