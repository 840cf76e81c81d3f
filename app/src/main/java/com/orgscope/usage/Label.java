package com.orgscope.usage;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
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
          ("sso saml saml2 oidc oauth oauth2 openid connect swa scim wsfed federated federation "
                  + "single sign on signon login okta entra azuread enterprise inc llc ltd gmbh")
              .split(" "));
  private static final Set<String> EDITION =
      Set.of(
          ("cloud online business pro premium plus professional standard saas web app hosted "
                  + "server new legacy old admin console eu us uk emea apac amer na latam anz dach "
                  + "global desktop mobile ios android windows mac client corp company account for")
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

  /** A label without control over the edges: blanks folded, at most 200 characters. */
  static String trimmed(String raw) {
    String plain =
        BLANKS.matcher(Normalizer.normalize(raw, Normalizer.Form.NFKC)).replaceAll(" ").strip();
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
    List<String> parts = new ArrayList<>(parts(trimmed(raw)));
    while (parts.size() > 1 && decorates(parts.getLast(), false)) {
      parts.removeLast();
    }
    return String.join(" ", parts);
  }

  /** The host of a URL or host name, null for any other text. */
  static @Nullable String host(String text) {
    Matcher matcher = HOST.matcher(text.strip());
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** How a label was understood; {@code certain} unless the name is an everyday word. */
  record Match(KnownApplication application, boolean certain) {}

  @Nullable Match find(String raw) {
    String label = trimmed(raw);
    Match whole = exactly(KnownApplications.key(label));
    if (whole != null) {
      return whole;
    }
    String host = host(label);
    if (host != null) {
      KnownApplication at = known.atHost(host);
      return at == null ? null : new Match(at, true);
    }
    List<String> segments = segments(label);
    if (segments == null || segments.isEmpty()) {
      return null;
    }
    if (segments.size() == 1) {
      return undecorated(segments.getFirst());
    }
    return segments.size() == 2 ? afterPrefix(segments.get(0), segments.get(1)) : null;
  }

  /**
   * The label's segments that are not decoration, without its brackets; null if a bracket holds
   * something that may matter.
   */
  private @Nullable List<String> segments(String label) {
    Matcher brackets = BRACKETS.matcher(label);
    while (brackets.find()) {
      String inside = brackets.group().substring(1, brackets.group().length() - 1);
      if (!decoration(inside)) {
        return null;
      }
    }
    String open = BRACKETS.matcher(label).replaceAll(" ");
    List<String> segments = new ArrayList<>();
    for (String segment : SEGMENTS.split(" " + open + " ")) {
      if (!segment.isBlank() && !decoration(segment)) {
        segments.add(segment.strip());
      }
    }
    if (segments.size() > 1) {
      Match joined = exactly(KnownApplications.key(String.join("", segments)));
      if (joined != null) {
        return List.of(String.join(" ", segments));
      }
    }
    return segments;
  }

  /** "Finance - NetSuite": whose it is, then what it is; not believed of an everyday word. */
  private @Nullable Match afterPrefix(String prefix, String name) {
    if (parts(prefix).size() > 3) {
      return null;
    }
    Match match = undecorated(name);
    return match != null && match.certain() ? match : null;
  }

  /** The longest run of words that is a known name with only decoration before and after it. */
  private @Nullable Match undecorated(String segment) {
    List<String> parts = parts(segment);
    int count = parts.size();
    for (int length = count; length > 0; length--) {
      for (int from = 0; from + length <= count; from++) {
        Match match =
            exactly(KnownApplications.key(String.join("", parts.subList(from, from + length))));
        if (match != null) {
          List<String> before = parts.subList(0, from);
          List<String> after = parts.subList(from + length, count);
          if (strips(before, match.certain()) && strips(after, match.certain())) {
            return match;
          }
        }
      }
    }
    return null;
  }

  /** Whether nothing but decoration stands here, read from the left. */
  private boolean strips(List<String> words, boolean certain) {
    int next = 0;
    while (next < words.size()) {
      int company = certain ? companyWords(words, next) : 0;
      if (company > 0) {
        next += company;
      } else if (decorates(words.get(next), certain)) {
        next++;
      } else {
        return false;
      }
    }
    return true;
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
    return application == null ? null : new Match(application, !known.commonWord(key));
  }

  private static List<String> parts(String text) {
    return PARTS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
