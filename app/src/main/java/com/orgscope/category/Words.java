package com.orgscope.category;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words as they are compared: without case, accents and punctuation. */
final class Words {
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Words() {}

  /** The words of a text in lower case, one blank between them; {@code &} reads "and". */
  static String of(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replace("ß", "ss").replace("&", " and ");
    String plain = ACCENTS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
    return NO_WORD.matcher(plain).replaceAll(" ").strip();
  }
}
