package com.orgscope.usage;

import com.orgscope.lake.Withholding;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which applications of one tenant are withheld now: IT's own marks, and where there is none the
 * list of names.
 *
 * @param marks by {@link #key}: true withholds, false lets in what the list would withhold
 */
record SensitiveRule(Map<String, Boolean> marks) implements Withholding.Rule {
  /** What is stored in the place of a name that was known to be sensitive when it came in. */
  private static final String HIDDEN = "withheld:";

  private static final Pattern HIDDEN_NAME = Pattern.compile(HIDDEN + "[0-9a-f]{16}");

  SensitiveRule {
    marks = Map.copyOf(marks);
  }

  /**
   * @param hash of the name under the tenant's key, 16 hexadecimal digits
   */
  static String hidden(String hash) {
    return HIDDEN + hash;
  }

  static boolean isHidden(String app) {
    return HIDDEN_NAME.matcher(app).matches();
  }

  /** What a mark is kept under: the list's name of an application, or the label in lower case. */
  static String key(String label) {
    KnownApplication listed = KnownApplications.instance().withKey(KnownApplications.key(label));
    return Label.folded(listed == null ? label : listed.name());
  }

  /** Why an application is withheld, in words for IT; empty if it is not. */
  Optional<String> because(String label) {
    if (isHidden(label)) {
      return Optional.of("it was withheld when it came in");
    }
    Boolean mark = mark(label);
    if (mark != null) {
      return mark ? Optional.of("you marked it") : Optional.empty();
    }
    return SensitiveNames.instance()
        .kind(label)
        .map(kind -> "its name speaks of " + kind.toLowerCase(Locale.ROOT));
  }

  private @Nullable Boolean mark(String label) {
    if (marks.isEmpty()) {
      return null;
    }
    Boolean exact = marks.get(key(label));
    return exact == null ? marks.get(Label.core(label)) : exact;
  }

  @Override
  public boolean withholds(String app) {
    return because(app).isPresent();
  }

  @Override
  public String version() {
    return UUID.nameUUIDFromBytes(new TreeMap<>(marks).toString().getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** Whether a text that was written before names what IT marked since. */
  boolean namedIn(String text) {
    if (marks.isEmpty()) {
      return false;
    }
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return marks.entrySet().stream()
        .filter(Map.Entry::getValue)
        .anyMatch(mark -> hasWord(folded, mark.getKey()));
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      if ((at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
          && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}
