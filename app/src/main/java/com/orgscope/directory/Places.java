package com.orgscope.directory;

import com.orgscope.kernel.DisplayText;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two spellings of a place are the same. This is the one fold there is: the directory
 * keeps each location folded beside the one that was said, works-council policies have their places
 * so, and the database compares the two and folds nothing, since what it makes of İ, ς or ß hangs
 * on how it was set up.
 */
public final class Places {
  private Places() {}

  /**
   * The same for every spelling that differs in case alone, in any language: {@code İstanbul},
   * {@code ISTANBUL}, {@code ıstanbul} and {@code istanbul} are one, and so are {@code ΠΆΦΟΣ} and
   * {@code Πάφος}, {@code GIESSEN} and {@code Gießen}. Accents tell places apart.
   */
  public static String folded(String place) {
    String text = Normalizer.normalize(DisplayText.of(place).strip(), Normalizer.Form.NFC);
    // Each letter becomes its capitals first, of which several small ones may have the same.
    String capitals = Normalizer.normalize(text.toUpperCase(Locale.ROOT), Normalizer.Form.NFC);
    StringBuilder folded = new StringBuilder(capitals.length());
    capitals.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
    // The capital ẞ stays one letter above.
    return folded.toString().replace("ß", "ss");
  }

  static @Nullable String foldedOrNull(@Nullable String place) {
    return place == null ? null : folded(place);
  }
}
