package com.orgscope.usage;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What letters may stand for others: in how they look, and in how a name is spelled. */
final class Letters {
  private static final String LOOKALIKES = "авекмнорстухіјѕаԁԛԝһӏɡοαεικνρτυχ";
  private static final String LATIN = "abekmhopctyxijsadqwhlgoaeiknptux";
  private static final String DIGITS = "0134579";
  private static final String AS_LETTERS = "oieastg";

  private static final Pattern MARK = Pattern.compile("\\p{M}");
  private static final Pattern REPEATED = Pattern.compile("(.)\\1+");
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");
  private static final Pattern LETTERS_AND_NUMBERS =
      Pattern.compile("(?<=\\p{Nd})(?=\\p{L})|(?<=\\p{L})(?=\\p{Nd})");

  /** Latin letters that languages are written with; phonetic signs and small capitals are not. */
  private static final Pattern ORDINARY_LATIN = Pattern.compile("[A-Za-zªºÀ-ÖØ-öø-žƠơƯưȘ-țḀ-ỹ]");

  private static final String CYRILLIC = "абвгґдеєжзиіїклмнопрстуўфхцчшщыэюяћђјљњџѓќѕ";
  private static final List<String> CYRILLIC_AS_LATIN =
      List.of(
          ("a b v g g d e e zh z i i i k l m n o p r s t u u f h ts ch sh sh i e iu ia ch d i l n"
                  + " z g k z")
              .split(" "));
  private static final String GREEK = "αβγδεζηθικλμνξοπρσςτυφχψω";
  private static final List<String> GREEK_AS_LATIN =
      List.of("a v g d e z i th i k l m n x o p r s s t i f ch ps o".split(" "));

  /** How one sound is written in several ways, in the order in which they are replaced. */
  private static final Map<String, String> SPELLINGS = spellings();

  private Letters() {}

  private static Map<String, String> spellings() {
    Map<String, String> spellings = new LinkedHashMap<>();
    String all =
        "ae=a oe=o ue=u tsch=c sch=s zh=z sh=s tz=c ts=c cz=c cs=c ch=c kh=h ph=f th=t ck=k dj=d"
            + " w=u v=u q=k x=ks y=i j=i";
    for (String one : all.split(" ")) {
      spellings.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
    }
    return spellings;
  }

  /** In lower case, without marks, with Latin letters for those that look like them. */
  static String folded(String word) {
    return replaced(bare(word), LOOKALIKES, LATIN);
  }

  private static String bare(String word) {
    return MARK.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT)
        .replace("ß", "ss")
        .replace("æ", "ae")
        .replace("œ", "oe")
        .replace("ø", "o")
        .replace("ł", "l")
        .replace("đ", "d")
        .replace("ð", "d")
        .replace("þ", "th")
        .replace("ı", "i");
  }

  /**
   * What the spellings of one name share, whichever alphabet or custom writes it: "Müller",
   * "Mueller" and "Muller", "Наталья" and "Natalya". For comparing with others of its kind alone.
   */
  static String sound(String word) {
    StringBuilder latin = new StringBuilder();
    bare(word)
        .chars()
        .forEach(letter -> {
          int cyrillic = CYRILLIC.indexOf(letter);
          int greek = GREEK.indexOf(letter);
          if (cyrillic >= 0) {
            latin.append(CYRILLIC_AS_LATIN.get(cyrillic));
          } else if (greek >= 0) {
            latin.append(GREEK_AS_LATIN.get(greek));
          } else if (letter != 'ь' && letter != 'ъ') {
            latin.append((char) letter);
          }
        });
    String sound = latin.toString();
    for (Map.Entry<String, String> spelling : SPELLINGS.entrySet()) {
      sound = sound.replace(spelling.getKey(), spelling.getValue());
    }
    return REPEATED.matcher(sound).replaceAll("$1");
  }

  /** The text, and how it reads where signs and capitals stand for the letters they look like. */
  static Stream<String> looks(String text) {
    return Stream.of(
            text,
            text.replaceAll("(?<=\\p{L})!(?=\\p{L})", "i"),
            text.replaceAll("(?<=\\p{L})!(?=\\p{L})|(?<=\\p{Ll})I|ı", "l"))
        .distinct();
  }

  /**
   * The parts as they may be read: as they stand, parted where digits stand, with digits as the
   * letters they look like, and with two letters for the one that they look like.
   */
  static Stream<List<String>> readings(List<String> parts) {
    List<String> folded = parts.stream().map(Letters::folded).toList();
    List<String> letters = folded.stream().map(part -> leet(part, 'i')).toList();
    List<String> other = folded.stream().map(part -> leet(part, 'l')).toList();
    List<String> parted =
        folded.stream()
            .flatMap(part -> Arrays.stream(LETTERS_AND_NUMBERS.split(part)))
            .filter(part -> !NUMBER.matcher(part).matches())
            .toList();
    List<String> narrow =
        folded.stream()
            .map(part -> part.replace("rn", "m").replace("vv", "w").replaceAll("q(?!u)", "g"))
            .toList();
    return Stream.of(folded, letters, other, parted, narrow).distinct();
  }

  private static String leet(String part, char one) {
    return NUMBER.matcher(part).matches() || !NUMBER.matcher(part).find()
        ? part
        : replaced(part.replace('1', one), DIGITS, AS_LETTERS);
  }

  private static String replaced(String text, String from, String to) {
    StringBuilder replaced = new StringBuilder(text);
    for (int i = 0; i < replaced.length(); i++) {
      int at = from.indexOf(replaced.charAt(i));
      if (at >= 0) {
        replaced.setCharAt(i, to.charAt(at));
      }
    }
    return replaced.toString();
  }

  /** Whether the letters are of one alphabet, and such as languages are written with. */
  static boolean ofOneScript(String text) {
    long scripts =
        letters(text)
            .mapToObj(UnicodeScript::of)
            .map(script ->
                // Japanese writes one word in three scripts.
                switch (script) {
                  case HIRAGANA, KATAKANA -> UnicodeScript.HAN;
                  default -> script;
                })
            .filter(script -> script != UnicodeScript.INHERITED && script != UnicodeScript.COMMON)
            .distinct()
            .count();
    return scripts <= 1
        && letters(text)
            .filter(Letters::isLatin)
            .mapToObj(Character::toString)
            .allMatch(letter -> ORDINARY_LATIN.matcher(letter).matches());
  }

  /** Whether nothing but Latin letters, and what is no letter, stands here. */
  static boolean latin(String text) {
    return letters(text).allMatch(Letters::isLatin);
  }

  private static boolean isLatin(int letter) {
    return UnicodeScript.of(letter) == UnicodeScript.LATIN;
  }

  private static IntStream letters(String text) {
    return text.codePoints().filter(Character::isLetter);
  }
}
