package com.orgscope.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a company asks for besides the password. */
public enum SecondFactor {
  NONE("no second factor"),
  SMS("a code by text message"),
  CODE("a code from an application"),
  PUSH("a confirmation on the phone"),
  SECURITY_KEY("a security key"),
  PASSKEY("a passkey");

  private final String title;

  SecondFactor(String title) {
    this.title = title;
  }

  /** As people read it. */
  public String title() {
    return title;
  }

  /** As files write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SecondFactor> of(String word) {
    return Arrays.stream(values()).filter(factor -> factor.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(SecondFactor::word).toList();
  }
}
