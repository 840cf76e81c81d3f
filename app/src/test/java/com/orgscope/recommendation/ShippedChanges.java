package com.orgscope.recommendation;

/** The changes that can be recommended, for tests of the rooms below. */
public final class ShippedChanges {
  private ShippedChanges() {}

  public static Change named(String id) {
    return Changes.find(id).orElseThrow();
  }
}
