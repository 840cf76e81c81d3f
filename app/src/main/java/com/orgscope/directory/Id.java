package com.orgscope.directory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
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

  /** What forms hold when they hold nothing; taken for an id it would make many people one. */
  private static final Set<String> PLACEHOLDERS =
      Set.of("", "-", "--", "0", "n/a", "na", "none", "null", "nil", "unknown", "tbd", "undefined");

  static @Nullable Id provider(String provider, @Nullable String id) {
    // A provider's ids are compared as they are: Okta's differ in case only.
    return id == null || id.isBlank() || PLACEHOLDERS.contains(id.strip().toLowerCase(Locale.ROOT))
        ? null
        : new Id(Kind.PROVIDER, provider + ":" + id.strip());
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
    String folded =
        Normalizer.normalize(value.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return PLACEHOLDERS.contains(folded) ? null : new Id(kind, folded);
  }

  /** Nothing of the value: it is a login or a number of a person. */
  @Override
  public String toString() {
    return kind.toString();
  }
}
