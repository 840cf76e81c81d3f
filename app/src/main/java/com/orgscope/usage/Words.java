package com.orgscope.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text as comparable words: camelCase, hyphens and digits part them, endings are cut lightly so
 * that "claims", "claim" and "claiming" meet, and words that say nothing are left out.
 */
final class Words {
  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern ACRONYM = Pattern.compile("(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

  private static final Set<String> EMPTY =
      Set.of(
          ("a an the and of for in on at by to from with into out over per or as that which who is "
                  + "are be it its their they them all any each other own under after before "
                  + "between through across about this these where when how why what one two your "
                  + "our my me we us new more most many large small simple prod prd production "
                  + "dev test uat qa stg staging sandbox internal legacy")
              .split(" "));

  /** Words of every other in-house name; they place nothing by themselves. */
  private static final Set<String> GENERIC =
      stems(
          "app application system tool platform portal hub central online service solution suite "
              + "cloud company enterprise business software team staff people employee firm user "
              + "work manage management manager digital data web site base use center console "
              + "admin group global view viewer main");

  private Words() {}

  /** The words of a text in order, stemmed; a word may come twice. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    for (String word : raw(text)) {
      words.add(stem(word));
    }
    return words;
  }

  /** The words of a text in order, lower-case and whole. */
  static List<String> raw(String text) {
    String parted = ACRONYM.matcher(CAMEL.matcher(text).replaceAll(" ")).replaceAll(" ");
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(parted.replace("'s", "").toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      if (!EMPTY.contains(matcher.group())) {
        words.add(matcher.group());
      }
    }
    return words;
  }

  static boolean generic(String stem) {
    return GENERIC.contains(stem);
  }

  /** Cuts plural and verb endings; short words stay, since there is nothing left to cut. */
  static String stem(String word) {
    if (word.length() <= 3) {
      return word;
    }
    String stem = plural(word);
    if (stem.endsWith("ing") && stem.length() >= 7) {
      stem = cut(stem, 3);
    } else if (stem.endsWith("ed") && stem.length() >= 6) {
      stem = cut(stem, 2);
    } else if (stem.endsWith("er") && stem.length() >= 8) {
      stem = cut(stem, 2);
    }
    int last = stem.length() - 1;
    if (stem.length() > 4
        && stem.charAt(last) == stem.charAt(last - 1)
        && "sl".indexOf(stem.charAt(last)) < 0) {
      stem = cut(stem, 1);
    }
    if (stem.endsWith("e") && stem.length() > 4) {
      stem = cut(stem, 1);
    }
    if (stem.endsWith("y") && stem.length() > 4) {
      stem = cut(stem, 1) + "i";
    }
    return stem;
  }

  private static String plural(String word) {
    if (word.endsWith("ies") && word.length() > 4) {
      return cut(word, 3) + "y";
    }
    if (word.endsWith("sses")) {
      return cut(word, 2);
    }
    if (word.endsWith("s")
        && !word.endsWith("ss")
        && !word.endsWith("us")
        && !word.endsWith("is")) {
      return cut(word, 1);
    }
    return word;
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }

  private static Set<String> stems(String words) {
    return List.of(words.split(" ")).stream()
        .map(Words::stem)
        .collect(Collectors.toUnmodifiableSet());
  }
}
