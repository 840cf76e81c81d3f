package com.orgscope.category.trial;

import org.jspecify.annotations.Nullable;

/**
 * What asks.
 *
 * @param prompt a released one ({@code "v2"})
 * @param model which the first provider uses; null for the one in the settings
 */
public record Version(String prompt, @Nullable String model) {
  @Override
  public String toString() {
    return "prompt " + prompt + ", " + (model == null ? "the model of the settings" : model);
  }
}
