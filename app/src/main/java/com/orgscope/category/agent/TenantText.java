package com.orgscope.category.agent;

import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a tenant's own words a model may see. An application that the list of known ones does not
 * hold keeps its name only if it reads as a name and names nobody who works there; otherwise it is
 * "in-house application". Whether enough people use it is for the caller to know.
 *
 * <p>What reads as an order, a formula or code never leaves the house: a text that a model does not
 * see cannot steer it.
 */
final class TenantText {
  static final String IN_HOUSE = "in-house application";

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_DESCRIPTION = 160;
  private static final int LONGEST_NUMBER = 4;
  private static final int SHORTEST_PERSON_WORD = 3;
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N} .,&+/()'’_-]*");
  private static final Pattern NUMBER = Pattern.compile("\\p{N}+(?:[._/-]\\p{N}+)*");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

  /** Words with which somebody speaks to a reader and not of an application. */
  private static final Set<String> ORDERS =
      Arrays.stream(
              ("ignore ignoring disregard forget override overrule previous prior above instruction"
                      + " instructions prompt prompts assistant chatbot llm gpt claude answer answers"
                      + " respond response reply output return print say classify classified"
                      + " categorize categorise categorized category categories label confidence"
                      + " everyone everybody always never must should you your yours please pretend"
                      + " act json reveal jailbreak obey follow instead role roles fact facts"
                      + " ignoriere ignorieren vergiss vergessen anweisung anweisungen antworte"
                      + " kategorie alle immer niemals ignorez oubliez instructions réponds répondez"
                      + " toujours jamais catégorie ignora ignorar olvida instrucciones responde"
                      + " siempre nunca categoría ignorare dimentica istruzioni rispondi sempre"
                      + " ignore esqueça instruções")
                  .split(" "))
          .collect(Collectors.toUnmodifiableSet());

  private final Set<String> people;

  /**
   * @param names names and logins of the people of the tenant, as the directory has them
   */
  TenantText(Iterable<String> names) {
    people = new HashSet<>();
    names.forEach(name ->
        words(name).stream()
            .filter(word -> word.length() >= SHORTEST_PERSON_WORD)
            .forEach(people::add));
  }

  /** The words of people's names, in lower case. */
  Set<String> peoplesNames() {
    return Set.copyOf(people);
  }

  /** Whether a word of the company's own, such as its name for a category, may be told. */
  boolean tellable(String name) {
    return reads(name, LONGEST_NAME);
  }

  /** How a model is told of an application: its name, or what stands for it. */
  String name(Application app) {
    String name = app.id().value();
    return app.basis() == Basis.CURATED || reads(name, LONGEST_NAME) ? name : IN_HOUSE;
  }

  /** What a model is told of it beside its purpose. */
  Optional<String> description(Application app) {
    String text = app.description().strip();
    return text.isEmpty() || !(app.basis() == Basis.CURATED || reads(text, LONGEST_DESCRIPTION))
        ? Optional.empty()
        : Optional.of(text);
  }

  private boolean reads(String text, int longest) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return plain.length() <= longest
        && PLAIN.matcher(plain).matches()
        && NUMBER.matcher(plain).results().noneMatch(n -> n.group().length() > LONGEST_NUMBER)
        && words(plain).stream().allMatch(this::harmless);
  }

  private boolean harmless(String word) {
    return !ORDERS.contains(word) && !people.contains(word) && ofOneScript(word);
  }

  /** Letters that look alike and are not are a disguise. */
  private static boolean ofOneScript(String word) {
    return word.codePoints()
            .filter(Character::isLetter)
            .mapToObj(TenantText::script)
            .filter(s -> s != Character.UnicodeScript.INHERITED)
            .collect(Collectors.toSet())
            .size()
        <= 1;
  }

  /** Japanese writes one word in three scripts. */
  private static Character.UnicodeScript script(int letter) {
    Character.UnicodeScript script = Character.UnicodeScript.of(letter);
    return switch (script) {
      case HIRAGANA, KATAKANA -> Character.UnicodeScript.HAN;
      default -> script;
    };
  }

  private static Set<String> words(String text) {
    String split = CAMEL.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll(" ");
    return Arrays.stream(NO_WORD.split(split + " " + text))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }
}
