package com.orgscope.signin;

import java.util.Arrays;
import java.util.Optional;

/** What a program may ask for, beside what its role may. */
public enum ApiScope {
  /** The newest published release. */
  READ_RELEASE("orgscope.release.read", "/api/release");

  private final String word;
  private final String path;

  ApiScope(String word, String path) {
    this.word = word;
    this.path = path;
  }

  /** As tokens have it. */
  public String word() {
    return word;
  }

  /** The scope that an address needs; empty if no program may ask for it. */
  public static Optional<ApiScope> of(String address) {
    return Arrays.stream(values()).filter(scope -> scope.path.equals(address)).findFirst();
  }

  /** The one that a word stands for, if there is one. */
  public static Optional<ApiScope> named(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }
}
