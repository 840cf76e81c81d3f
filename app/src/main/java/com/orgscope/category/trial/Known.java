package com.orgscope.category.trial;

import java.util.Locale;

/** By what an answer is called right: each says something else, so a verdict names its judge. */
public enum Known {
  /** What the people of a group have as job titles. No model is told a title. */
  TITLES,
  /** What the company's own use makes likeliest, by the local model. */
  PATTERN,
  /**
   * What people set by hand. Of groups these are corrections of what was served, so that they say
   * where it was wrong and never where it was right: they can end a trial and not promote it. Of
   * applications they are IT's words, which nobody's answer called for.
   */
  WORDS;

  /** As it is told and kept, in small letters. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
