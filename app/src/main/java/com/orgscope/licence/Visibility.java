package com.orgscope.licence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What sign-ins show of an application's use. */
public enum Visibility {
  /** Whoever uses it signs in every now and then. */
  SIGN_INS,
  /** A program on a computer or phone, which stays signed in for months. */
  NATIVE_CLIENT,
  /** A session that lasts for months. */
  LONG_SESSION;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** By its name, with hyphens or underlines. */
  public static Optional<Visibility> named(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values()).filter(one -> one.wireName().equals(plain)).findFirst();
  }
}
