package com.orgscope.ingest;

/** Finds where brackets close in text that need not be right in any other way. */
final class Brackets {
  private Brackets() {}

  /** Behind the bracket that closes the first one opened; -1 if there is none. */
  static int close(byte[] bytes, int from, int to) {
    int depth = 0;
    byte quote = 0;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"') {
        quote = c;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth <= 0) {
          return depth == 0 ? i + 1 : i;
        }
      } else if (depth == 0 && c == ',') {
        return i;
      }
    }
    return -1;
  }
}
