package com.orgscope.ingest;

import java.util.regex.Pattern;

/**
 * A broken event without what it says: its punctuation and the keys of its JSON stay, of everything
 * else only the shape, letters as x and digits as 9. So an overview can be read aloud and pasted
 * anywhere; whoever needs the words exports the letters.
 */
final class Redaction {
  /** What providers' keys are made of; anything else in front of a colon may be a name. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z@_][A-Za-z0-9_]{0,39}");

  private Redaction() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char quote = text.charAt(at);
      int end = quote == '"' || quote == '\'' ? closing(text, at) : -1;
      if (end > 0 && isKey(text, at, end)) {
        shown.append(text, at, end + 1);
        at = end + 1;
      } else {
        shown.append(shape(quote));
        at++;
      }
    }
    return shown.toString();
  }

  /** Where the quotation that begins here ends; negative if it does not. */
  private static int closing(String text, int from) {
    for (int at = from + 1; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == text.charAt(from)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isKey(String text, int from, int end) {
    int after = end + 1;
    while (after < text.length() && text.charAt(after) <= ' ') {
      after++;
    }
    return after < text.length()
        && text.charAt(after) == ':'
        && KEY.matcher(text).region(from + 1, end).matches();
  }

  private static char shape(char c) {
    if (Character.isDigit(c)) {
      return '9';
    }
    return c < 0x80 && !Character.isLetter(c) ? c : 'x';
  }
}
