package com.orgscope.ingest;

import com.orgscope.directory.LinkedIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells whether a text is about somebody, broken as it may be: it has a word they are called by, or
 * something that is an id or login of theirs. Nothing is parsed, since what lies in a dead letter
 * died before anybody knew where its actor stands; JSON's escapes are undone, however deep.
 */
final class Mentions {
  private static final int PIECE = 1 << 16;

  /** Words and ids that are shorter are in every letter. */
  private static final int SHORTEST = 4;

  private static final int LONGEST_ID = 128;

  /** Characters of an escape in JSON: a backslash, a u and four digits. */
  private static final int ESCAPE = 6;

  /** Ids that are hashed for one letter. A delivery of 256 MB has two or three million. */
  private static final int MOST_IDS = 5_000_000;

  /** What is known to lead to nobody of these, as the names of fields; then it begins anew. */
  private static final int REMEMBERED = 50_000;

  private static final Pattern ESCAPED = Pattern.compile("\\\\+u([0-9a-fA-F]{4})");

  /** What an id may have besides letters and digits. */
  private static final String OF_IDS = "@._-+'%~$!*";

  private final Set<String> words;
  private final LinkedIds ids;
  private final String provider;
  private final int carried;
  private final Set<String> nobody = new HashSet<>();
  private int hashed;

  /**
   * @param provider "okta", "google", "entra": whose ids stand in the texts
   */
  Mentions(Set<String> words, LinkedIds ids, String provider) {
    this.words =
        words.stream()
            .filter(word -> word.length() >= SHORTEST)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    this.ids = ids;
    this.provider = provider;
    int longest = this.words.stream().mapToInt(String::length).max().orElse(0);
    carried = ESCAPE * (1 + Math.max(longest, LONGEST_ID));
  }

  /**
   * Looks through a text piece by piece, each with the end of the one before.
   *
   * @return true too if there is more in it than is looked up
   */
  boolean in(InputStream text) throws IOException {
    hashed = 0;
    Reader reader = new InputStreamReader(text, StandardCharsets.UTF_8);
    char[] piece = new char[PIECE];
    String before = "";
    while (true) {
      int length = read(reader, piece);
      boolean last = length < piece.length;
      String all = before + new String(piece, 0, length);
      if (isIn(all, !before.isEmpty(), last)
          || (all.indexOf('\\') >= 0 && isIn(plain(all), !before.isEmpty(), last))) {
        return true;
      }
      if (last) {
        return hashed > MOST_IDS;
      }
      before = all.substring(Math.max(0, all.length() - carried));
    }
  }

  private static int read(Reader reader, char[] piece) throws IOException {
    int length = 0;
    while (length < piece.length) {
      int more = reader.read(piece, length, piece.length - length);
      if (more < 0) {
        break;
      }
      length += more;
    }
    return length;
  }

  private static String plain(String text) {
    String letters =
        ESCAPED
            .matcher(text)
            .replaceAll(escape ->
                Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(escape.group(1), 16))));
    return letters.replace("\\", "");
  }

  private boolean isIn(String text, boolean begunBefore, boolean last) {
    String folded = text.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(folded::contains) || hasId(text, begunBefore, last);
  }

  /** What touches an end that is none was looked at with the piece before, or will be. */
  private boolean hasId(String text, boolean begunBefore, boolean last) {
    int at = 0;
    while (at < text.length()) {
      int start = at;
      while (at < text.length() && isOfId(text.charAt(at))) {
        at++;
      }
      boolean whole = (start > 0 || !begunBefore) && (at < text.length() || last);
      if (whole && at - start <= LONGEST_ID && isTheirs(text, start, at)) {
        return true;
      }
      at++;
    }
    return false;
  }

  private static boolean isOfId(char c) {
    return Character.isLetterOrDigit(c) || OF_IDS.indexOf(c) >= 0;
  }

  /** As it stands, and without quotes and full stops around it. */
  private boolean isTheirs(String text, int start, int stop) {
    if (stop - start < SHORTEST) {
      return false;
    }
    int from = start;
    int to = stop;
    while (from < to && !Character.isLetterOrDigit(text.charAt(from))) {
      from++;
    }
    while (to > from && !Character.isLetterOrDigit(text.charAt(to - 1))) {
      to--;
    }
    boolean bare = to - from < stop - start && to - from >= SHORTEST;
    return isTheirs(text.substring(start, stop)) || (bare && isTheirs(text.substring(from, to)));
  }

  private boolean isTheirs(String id) {
    if (hashed > MOST_IDS || nobody.contains(id)) {
      return false;
    }
    hashed++;
    if (ids.include(provider, id)) {
      return true;
    }
    if (nobody.size() == REMEMBERED) {
      nobody.clear();
    }
    nobody.add(id);
    return false;
  }
}
