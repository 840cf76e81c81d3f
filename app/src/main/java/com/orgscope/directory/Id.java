package com.orgscope.directory;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the ids a person goes by, in the form in which it is compared. */
record Id(Kind kind, String value) {

  /** In the order in which they are trusted. */
  enum Kind {
    PROVIDER("provider:"),
    EMPLOYEE("employee:"),
    LOGIN("login:");

    final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  /**
   * What forms and logs hold when they hold nothing; taken for an id it would make many people one.
   */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "n/a",
          "#n/a",
          "n.a",
          "na",
          "nan",
          "none",
          "null",
          "nil",
          "unknown",
          "unknown user",
          "unspecified",
          "undefined",
          "tbd",
          "tba",
          "blank",
          "empty",
          "missing",
          "not applicable",
          "not available",
          "not set",
          "anonymous",
          "anonymized",
          "anonymised",
          "redacted",
          "removed",
          "hidden",
          "deleted",
          "deleted user",
          "name removed",
          "user name removed",
          "unbekannt",
          "inconnu",
          "desconocido",
          "sconosciuto");

  /** Microsoft's words in place of what it may not tell. */
  private static final String REMOVED = "pii removed";

  /** Google's profile id of everybody outside the customer's own domains, and of nobody. */
  private static final String GOOGLES_NOBODY = "google:105250506097979753968";

  /** An id of 128 bits is the same one in any case of its letters, and in braces. */
  private static final Pattern GUID =
      Pattern.compile("\\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})}?");

  /** Brackets, quotation marks of any language, full stops. */
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}]");

  static @Nullable Id provider(String provider, @Nullable String id) {
    if (id == null || isPlaceholder(id.strip())) {
      return null;
    }
    // A provider's ids are compared as they are, Okta's differ in case only; but for GUIDs.
    Matcher guid = GUID.matcher(id.strip());
    String value =
        provider + ":" + (guid.matches() ? guid.group(1).toLowerCase(Locale.ROOT) : id.strip());
    return value.equals(GOOGLES_NOBODY) ? null : new Id(Kind.PROVIDER, value);
  }

  /** Leading zeros count: 007 is not 7. */
  static @Nullable Id employee(@Nullable String number) {
    return folded(Kind.EMPLOYEE, number);
  }

  /** What follows a plus counts: it may be another mailbox. */
  static @Nullable Id login(@Nullable String login) {
    return folded(Kind.LOGIN, login);
  }

  private static @Nullable Id folded(Kind kind, @Nullable String value) {
    if (value == null) {
      return null;
    }
    String folded = fold(value);
    return isPlaceholder(folded) ? null : new Id(kind, folded);
  }

  /** Without what is not seen, in one form and case of each letter, its domain as DNS has it. */
  private static String fold(String value) {
    String one =
        UNSEEN.matcher(Normalizer.normalize(value, Normalizer.Form.NFKC)).replaceAll("").strip();
    String folded =
        Normalizer.normalize(
            one.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    int at = folded.lastIndexOf('@');
    try {
      return folded.substring(0, at + 1)
          + (at < 0
              ? folded
              : IDN.toASCII(folded.substring(at + 1), IDN.ALLOW_UNASSIGNED)
                  .toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return folded;
    }
  }

  /** Whether a text stands for nobody: a word such as "unknown", or nothing but zeros and signs. */
  private static boolean isPlaceholder(String text) {
    if (text.codePoints().noneMatch(c -> c != '0' && Character.isLetterOrDigit(c))) {
      return true;
    }
    String bare = AROUND.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    return PLACEHOLDERS.contains(bare) || bare.startsWith(REMOVED);
  }

  /** Nothing of the value: it is a login or a number of a person. */
  @Override
  public String toString() {
    return kind.toString();
  }
}
