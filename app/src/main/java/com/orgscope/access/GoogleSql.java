package com.orgscope.access;

import com.orgscope.kernel.PersonKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Values and names as GoogleSQL text. */
final class GoogleSql {
  private static final char DELETE = 0x7f;

  private GoogleSql() {}

  /** A string, whatever stands in it. */
  static String text(String value) {
    StringBuilder quoted = new StringBuilder("'");
    value
        .codePoints()
        .forEach(c -> {
          if (c == '\'' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
          } else if (c < ' ' || c == DELETE) {
            quoted.append("\\x%02x".formatted(c));
          } else {
            quoted.appendCodePoint(c);
          }
        });
    return quoted.append('\'').toString();
  }

  static String texts(Collection<String> values) {
    return values.stream().map(GoogleSql::text).collect(Collectors.joining(", "));
  }

  static String bytes(byte[] value) {
    return "FROM_HEX('" + HexFormat.of().formatHex(value) + "')";
  }

  /** The name of a thing in a data set; each part is checked where it comes in. */
  static String path(String... parts) {
    return Arrays.stream(parts).collect(Collectors.joining("`.`", "`", "`"));
  }

  /** The 16 bytes that the lake's files hold of a key; BigQuery has no UUID. */
  static byte[] bytes(PersonKey key) {
    return ByteBuffer.allocate(16)
        .putLong(key.value().getMostSignificantBits())
        .putLong(key.value().getLeastSignificantBits())
        .array();
  }

  /** As a line of JSON holds bytes that are loaded. */
  static String base64(byte[] value) {
    return Base64.getEncoder().encodeToString(value);
  }
}
