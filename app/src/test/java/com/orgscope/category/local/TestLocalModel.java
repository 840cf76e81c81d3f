package com.orgscope.category.local;

import com.orgscope.category.Categorizer;

/** The local model for tests of other rooms. */
public final class TestLocalModel {
  private TestLocalModel() {}

  /** As it ships. */
  public static Categorizer shipped() {
    return new LocalModel();
  }
}
