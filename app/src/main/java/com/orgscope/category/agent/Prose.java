package com.orgscope.category.agent;

import com.orgscope.usage.Mentions;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a model's prose for what only the server may write: figures in any script or in words, an
 * order or comparison, and names of applications. What is left are sentences that hold for
 * everybody with the signature.
 */
public final class Prose {
  private static final int LONGEST = 700;
  private static final Set<String> FIELDS = Set.of("app", "share", "purpose");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern CITATION = Pattern.compile("(F[0-9]{1,3})\\.([a-z]+)");
  private static final Pattern ROMAN = Pattern.compile("\\b[IVX]{2,}\\b");
  private static final Pattern MARKUP = Pattern.compile("[<>@\\\\`|#*_=$€£%‰^~\\[\\]]|://|www\\.");
  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** What could split a word and leave it readable. */
  private static final Pattern JOINER = Pattern.compile("(?<=\\p{L})[-‐-―'’·•.](?=\\p{L})");

  /** Letters one by one are read as a word. */
  private static final Pattern SPELLED = Pattern.compile("(?<!\\p{L})(?:\\p{L}[ .-]){3,}");

  private static final Pattern COMPOUND =
      Pattern.compile("twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety|hundred|thousand");

  private static final String STAND_IN = " that ";

  private static final Set<String> NUMBERS =
      words(
          "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
              + " sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy"
              + " eighty ninety hundred hundreds thousand thousands million millions billion billions"
              + " dozen dozens half halves third thirds quarter quarters fifth fifths sixth"
              + " seventh eighth eighths ninth ninths tenth tenths twentieth hundredth percent"
              + " percentage percentages pct permille once twice thrice double doubled doubles triple"
              + " tripled quadruple twofold threefold tenfold couple fraction"
              + " eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig"
              + " vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend prozent hälfte"
              + " drittel viertel deux trois quatre cinq huit neuf dix vingt trente quarante"
              + " cinquante soixante cent mille pourcent moitié tiers uno dos tres cuatro cinco seis"
              + " siete ocho nueve diez veinte treinta cuarenta cincuenta sesenta setenta ochenta"
              + " noventa ciento cien mil porcentaje mitad dois três quatro sete oito nove dez"
              + " tre quattro cinque sei sette otto dieci cento metà");

  private static final Set<String> ORDERS =
      words(
          "first firstly second secondly thirdly last lastly foremost top most mostly more less least"
              + " fewer fewest mainly primarily predominantly predominant largely chiefly principally"
              + " majority minority greater greatest larger largest bigger biggest smaller smallest"
              + " higher highest lower lowest better best worse worst stronger strongest weaker"
              + " weakest heavier heaviest longer longest shorter shortest dominant dominates"
              + " dominated dominate leading outranks outweighs outweigh exceeds exceed exceeding"
              + " surpasses than ahead above below almost nearly roughly approximately entire"
              + " entirely exclusively increase increased increases decrease decreased grew grown"
              + " average median total sum rank ranked ranks ranking");

  private final Mentions names;

  public Prose(Mentions names) {
    this.names = names;
  }

  /** Every fault; empty if there is none. */
  public List<String> faults(String text, Set<String> knownFacts) {
    return faults(text, inside -> citation(inside, knownFacts));
  }

  /**
   * As {@link #faults(String, Set)}, with placeholders of another kind.
   *
   * @param citation what is wrong with the inside of a placeholder
   */
  public List<String> faults(String text, Function<String, Optional<String>> citation) {
    List<String> faults = new ArrayList<>();
    if (text.isBlank() || text.length() > LONGEST) {
      faults.add("the reasoning is one to three sentences");
    }
    Matcher placeholders = PLACEHOLDER.matcher(text);
    while (placeholders.find()) {
      citation.apply(placeholders.group(1)).ifPresent(faults::add);
    }
    String bare = Normalizer.normalize(placeholders.replaceAll(STAND_IN), Normalizer.Form.NFKC);
    letters(bare, faults);
    Set<String> used = new TreeSet<>(written(bare));
    used.addAll(written(JOINER.matcher(bare).replaceAll("")));
    used.stream()
        .filter(w -> NUMBERS.contains(w) || COMPOUND.matcher(w).lookingAt())
        .forEach(w -> faults.add("the reasoning states a number: '" + w + "'"));
    used.stream()
        .filter(ORDERS::contains)
        .forEach(w -> faults.add("the reasoning orders or compares: '" + w + "'"));
    names
        .in(bare)
        .ifPresent(name ->
            faults.add("the reasoning names '" + name + "': cite applications by placeholder"));
    return faults;
  }

  private static Optional<String> citation(String inside, Set<String> knownFacts) {
    Matcher citation = CITATION.matcher(inside);
    if (!citation.matches()) {
      return Optional.of("'{" + inside + "}' is no placeholder: write {F1.app}");
    }
    if (!knownFacts.contains(citation.group(1))) {
      return Optional.of("the reasoning cites " + citation.group(1) + ", which is no fact");
    }
    return FIELDS.contains(citation.group(2))
        ? Optional.empty()
        : Optional.of("a fact has no '" + citation.group(2) + "': it has app, share and purpose");
  }

  private static void letters(String bare, List<String> faults) {
    if (bare.codePoints().anyMatch(Prose::countsAsNumber) || ROMAN.matcher(bare).find()) {
      faults.add("the reasoning states a figure: figures are filled in");
    }
    if (bare.indexOf('{') >= 0 || bare.indexOf('}') >= 0) {
      faults.add("the reasoning has a brace that is no placeholder");
    }
    if (MARKUP.matcher(bare).find()) {
      faults.add("the reasoning is plain sentences, without signs or addresses");
    }
    if (SPELLED.matcher(bare).find() || bare.codePoints().anyMatch(Prose::foreign)) {
      faults.add("the reasoning is plain English");
    }
  }

  private static boolean countsAsNumber(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  /** Letters of other scripts count in ways no list holds; what cannot be seen hides something. */
  private static boolean foreign(int c) {
    return (Character.isLetter(c) && Character.UnicodeScript.of(c) != Character.UnicodeScript.LATIN)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.PRIVATE_USE
        || Character.getType(c) == Character.UNASSIGNED
        || (Character.isISOControl(c) && c != '\n');
  }

  private static Set<String> written(String text) {
    return WORD.matcher(text).results().map(r -> folded(r.group())).collect(Collectors.toSet());
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" ")).map(Prose::folded).collect(Collectors.toSet());
  }

  /** In lower case and without accents. */
  private static String folded(String word) {
    String plain = Normalizer.normalize(word, Normalizer.Form.NFD);
    return MARKS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
