package com.orgscope.usage;

import com.orgscope.kernel.DisplayText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known application that an administrator's label means.
 *
 * <p>A label is a name with decoration: "acme - GitHub [Prod]", "SALESFORCE_PROD_2", "Slack (SSO)".
 * The whole label is tried first, then the label without what can only be decoration: brackets,
 * segments and words at either end. What is left must be a known name or alias letter for letter.
 * "Linear Payments" is therefore not Linear, because "Payments" decorates nothing. Names that are
 * everyday words lose fewer kinds of decoration, since "Box Cloud" may well be somebody's own.
 */
final class Label {
  private static final int LONGEST = 200;
  private static final int COMPANY_WORDS = 5;

  private static final Pattern BRACKETS =
      Pattern.compile("\\(([^()]*)\\)|\\[([^\\[\\]]*)]|\\{([^{}]*)}");
  private static final Pattern SEGMENTS = Pattern.compile("\\s+[-–—/>»·]+\\s+|\\s*[:|]\\s*");
  private static final Pattern PARTS = Pattern.compile("[^\\p{L}\\p{N}&+]+");
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[a-z][a-z0-9+.-]*://)?((?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\\.)+[a-z]{2,})"
              + "(?::\\d+)?(?:[/?#].*)?",
          Pattern.CASE_INSENSITIVE);

  private static final String ENVIRONMENT =
      "prod|production|prd|live|staging|stage|stg|preprod|preproduction|nonprod|dev|development|"
          + "test|tst|testing|uat|qa|sandbox|sbx|demo|dr|pilot|poc|primary|default";
  private static final Pattern INSTANCE =
      Pattern.compile("(?:" + ENVIRONMENT + ")?\\d{0,12}|v\\d{1,3}");
  private static final Set<String> PROTOCOL =
      Set.of(
          ("sso saml saml2 oidc oauth oauth2 openid swa scim wsfed federated federation signon "
                  + "login okta entra azuread enterprise inc llc ltd gmbh")
              .split(" "));

  /** Protocols of several words, each of which alone may be a name's ("Adobe Connect"). */
  private static final List<List<String>> PHRASES =
      List.of(
          List.of("single", "sign", "on"),
          List.of("sign", "on"),
          List.of("sign", "in"),
          List.of("openid", "connect"),
          List.of("id", "connect"),
          List.of("oidc", "connect"));

  private static final Set<String> EDITION =
      Set.of(
          ("cloud online business pro premium plus professional standard saas web app hosted "
                  + "server new legacy old admin console eu us uk emea apac amer na latam anz dach "
                  + "global desktop mobile ios android windows mac client corp company account for")
              .split(" "));

  /**
   * Words that make another product of a vendor's name ("Adobe Business Catalyst" would be one of
   * Adobe's) or live on in a former name ("Piwik PRO" is not what Piwik became). They decorate a
   * name only if it belongs to one product and to the present one.
   */
  private static final Set<String> FORMING =
      Set.of(
          ("cloud online business pro plus web server desktop console admin account new live pilot"
                  + " windows mac global")
              .split(" "));

  private final KnownApplications known;
  private final Set<String> companyKeys;

  /**
   * @param companyNames what the tenant calls itself
   */
  Label(KnownApplications known, List<String> companyNames) {
    this.known = known;
    this.companyKeys = new HashSet<>();
    companyNames.forEach(name -> companyKeys.add(KnownApplications.key(name)));
    companyKeys.remove("");
  }

  /** A label as people see it, at most 200 characters. */
  static String trimmed(String raw) {
    String plain = DisplayText.of(Normalizer.normalize(raw, Normalizer.Form.NFKC));
    if (plain.codePointCount(0, plain.length()) <= LONGEST) {
      return plain;
    }
    return plain.substring(0, plain.offsetByCodePoints(0, LONGEST)).strip();
  }

  /** What spellings of one unknown label share: everything but the case of letters. */
  static String folded(String raw) {
    return trimmed(raw).toLowerCase(Locale.ROOT);
  }

  /** A label without the words at its end that name an environment or a protocol, folded. */
  static String core(String raw) {
    List<String> parts = parts(trimmed(raw));
    int kept = parts.size();
    while (kept > 1) {
      int phrase = phraseBefore(parts, kept);
      if (phrase == 0 && !decorates(parts.get(kept - 1), false)) {
        break;
      }
      kept = Math.max(1, kept - Math.max(1, phrase));
    }
    return String.join(" ", parts.subList(0, kept));
  }

  private static int phraseBefore(List<String> words, int end) {
    for (List<String> phrase : PHRASES) {
      int from = end - phrase.size();
      if (from >= 0 && words.subList(from, end).equals(phrase)) {
        return phrase.size();
      }
    }
    return 0;
  }

  /** The host of a URL or host name, null for any other text. */
  static @Nullable String host(String text) {
    Matcher matcher = HOST.matcher(text.strip());
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** Every single word that may be stripped from a label. */
  static Set<String> decorations() {
    Set<String> words = new HashSet<>(PROTOCOL);
    words.addAll(EDITION);
    words.addAll(List.of(ENVIRONMENT.split("\\|")));
    return words;
  }

  /** How far a label speaks for an application by itself. */
  enum Certainty {
    /** The name is no everyday word, or the label is a host of the application's. */
    CERTAIN,
    /** An everyday word that nearly always means the application; what else is known goes first. */
    LIKELY,
    /** An everyday word that alone means nothing for certain. */
    AMBIGUOUS
  }

  /** How a label was understood. */
  record Match(KnownApplication application, Certainty certainty) {
    boolean certain() {
      return certainty == Certainty.CERTAIN;
    }

    boolean ambiguous() {
      return certainty == Certainty.AMBIGUOUS;
    }
  }

  @Nullable Match find(String raw) {
    String label = trimmed(raw);
    Match whole = exactly(KnownApplications.key(label));
    if (whole != null) {
      return whole;
    }
    String host = host(label);
    if (host != null) {
      KnownApplication at = known.atHost(host);
      return at == null ? null : new Match(at, Certainty.CERTAIN);
    }
    Segments segments = segments(label);
    if (segments == null) {
      return null;
    }
    List<String> names = segments.names();
    return switch (names.size()) {
      case 1 -> undecorated(names.getFirst(), segments.dropped());
      case 2 -> afterPrefix(names.get(0), names.get(1), segments.dropped());
      default -> null;
    };
  }

  /**
   * @param names what may name the application
   * @param dropped the words of brackets and segments that only decorate
   */
  private record Segments(List<String> names, List<String> dropped) {}

  /** The label in segments, without its brackets; null if a bracket holds what may matter. */
  private @Nullable Segments segments(String label) {
    List<String> dropped = new ArrayList<>();
    Matcher brackets = BRACKETS.matcher(label);
    while (brackets.find()) {
      String inside = brackets.group().substring(1, brackets.group().length() - 1);
      if (!decoration(inside)) {
        return null;
      }
      dropped.addAll(parts(inside));
    }
    String open = BRACKETS.matcher(label).replaceAll(" ");
    List<String> segments = new ArrayList<>();
    for (String segment : SEGMENTS.split(" " + open + " ")) {
      if (decoration(segment)) {
        dropped.addAll(parts(segment));
      } else {
        segments.add(segment.strip());
      }
    }
    if (segments.size() > 1) {
      Match joined = exactly(KnownApplications.key(String.join("", segments)));
      if (joined != null) {
        return new Segments(List.of(String.join(" ", segments)), dropped);
      }
    }
    return new Segments(segments, dropped);
  }

  /** "Finance - NetSuite": whose it is, then what it is; not believed of an everyday word. */
  private @Nullable Match afterPrefix(String prefix, String name, List<String> dropped) {
    if (parts(prefix).size() > 3) {
      return null;
    }
    Match match = undecorated(name, dropped);
    return match != null && match.certain() ? match : null;
  }

  /**
   * The longest run of words that is a known name with only decoration before and after it; none if
   * two runs are as long and mean different applications.
   */
  private @Nullable Match undecorated(String segment, List<String> dropped) {
    List<String> parts = parts(segment);
    int count = parts.size();
    for (int length = count; length > 0; length--) {
      Match found = null;
      for (int from = 0; from + length <= count; from++) {
        String key = KnownApplications.key(String.join("", parts.subList(from, from + length)));
        Match match = exactly(key);
        if (match != null) {
          List<String> before = parts.subList(0, from);
          List<String> after = parts.subList(from + length, count);
          if (strips(before, match.certain())
              && strips(after, match.certain())
              && !isAnother(key, Stream.of(before, after, dropped))) {
            if (found != null && found.application() != match.application()) {
              return null;
            }
            found = match;
          }
        }
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Whether what would be stripped may make another product of the name. */
  private boolean isAnother(String key, Stream<List<String>> stripped) {
    return known.isOneOfSeveral(key) && stripped.flatMap(List::stream).anyMatch(FORMING::contains);
  }

  /** Whether nothing but decoration stands here, read from the left. */
  private boolean strips(List<String> words, boolean certain) {
    int next = 0;
    while (next < words.size()) {
      int company = certain ? companyWords(words, next) : 0;
      int phrase = phraseAt(words, next);
      if (company > 0) {
        next += company;
      } else if (phrase > 0) {
        next += phrase;
      } else if (decorates(words.get(next), certain)) {
        next++;
      } else {
        return false;
      }
    }
    return true;
  }

  private static int phraseAt(List<String> words, int from) {
    for (List<String> phrase : PHRASES) {
      int end = from + phrase.size();
      if (end <= words.size() && words.subList(from, end).equals(phrase)) {
        return phrase.size();
      }
    }
    return 0;
  }

  private static boolean decorates(String word, boolean certain) {
    return INSTANCE.matcher(word).matches()
        || PROTOCOL.contains(word)
        || (certain && EDITION.contains(word));
  }

  /** How many words from here are the company's name, the most that are. */
  private int companyWords(List<String> words, int from) {
    for (int to = Math.min(words.size(), from + COMPANY_WORDS); to > from; to--) {
      if (companyKeys.contains(KnownApplications.key(String.join("", words.subList(from, to))))) {
        return to - from;
      }
    }
    return 0;
  }

  private boolean decoration(String text) {
    List<String> parts = parts(text);
    return parts.isEmpty() || strips(parts, true);
  }

  private @Nullable Match exactly(String key) {
    KnownApplication application = known.withKey(key);
    return application == null ? null : new Match(application, certainty(key));
  }

  private Certainty certainty(String key) {
    if (known.ambiguous(key)) {
      return Certainty.AMBIGUOUS;
    }
    return known.commonWord(key) ? Certainty.LIKELY : Certainty.CERTAIN;
  }

  private static List<String> parts(String text) {
    return PARTS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
