package com.orgscope.access;

import com.orgscope.directory.Places;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a company promises its people, as it agreed with those who speak for them.
 *
 * @param notice what people are told
 * @param everywhere what holds where no country says otherwise
 * @param countries by their two capital letters
 * @param council whose keys speak for the people: a works council, a data protection officer. One
 *     of them signs what widens the policy; empty where the company names none
 */
public record CouncilPolicy(
    Notice notice, Terms everywhere, SortedMap<String, Terms> countries, List<String> council) {

  /** Nobody may go below, whoever signs. */
  public static final int LEAST_K = 5;

  /** Whose names it lists, among the values that are signed. */
  static final String COUNCIL = "council";

  /** In the place of a country. */
  static final String ALL = "*";

  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.-]{1,40}");
  private static final int LEAST_USAGE_DAYS = 90;
  private static final int MOST_USAGE_DAYS = 2557;
  private static final int LONGEST_NOTICE = 4_000;
  private static final int LONGEST_PLACE = 100;

  private static final Notice BUILT_IN =
      new Notice(
          "built-in.1",
          "Orgscope reads the log of your company's sign-ins: which application you signed in to and"
              + " when, not what you did there. From that it says what kind of work you mostly do and"
              + " counts it in numbers of groups of at least 10 people, with noise. You read here what is said"
              + " of you and who looked, you can contest it, and you can opt out: then you are in no"
              + " analysis and no number, at once. The security log of sign-ins stays as it was.");

  /** Whether somebody is asked first. */
  public enum Consent {
    /** They count until they say no. */
    OPT_OUT,
    /** They count once they say yes. */
    OPT_IN;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What somebody's manager sees of them, the least first. */
  public enum Managers {
    NOTHING,
    /** The category and nothing else. */
    CATEGORIES,
    /** The category, why, and what speaks for it. */
    NAMED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What people are told.
   *
   * @param version of 1 to 40 letters, digits, points and hyphens
   */
  public record Notice(String version, String text) {
    public Notice {
      if (!VERSION.matcher(version).matches()) {
        throw refused("the notice's version is 1 to 40 letters, digits, points and hyphens");
      }
      text = DisplayText.of(text).strip();
      if (text.isEmpty() || text.length() > LONGEST_NOTICE) {
        throw refused("the notice has 1 to %,d characters".formatted(LONGEST_NOTICE));
      }
    }
  }

  /**
   * What holds in one country.
   *
   * @param places the locations of the directory that lie in it; none for everywhere
   * @param k people in a shown group, at least
   * @param usageDays after how many days the daily figures of people go; null for never
   */
  public record Terms(
      List<String> places, Consent consent, Managers managers, int k, @Nullable Integer usageDays) {
    public Terms {
      places = places.stream().map(Terms::folded).distinct().sorted().toList();
      if (k < LEAST_K) {
        throw refused("k is at least " + LEAST_K + ", whoever signs, not " + k);
      }
      if (usageDays != null && (usageDays < LEAST_USAGE_DAYS || usageDays > MOST_USAGE_DAYS)) {
        throw refused(
            "usage_days is %d to %d, since a night reads %d, not %d"
                .formatted(LEAST_USAGE_DAYS, MOST_USAGE_DAYS, LEAST_USAGE_DAYS, usageDays));
      }
    }

    private static String folded(String place) {
      String folded = Places.folded(place);
      if (folded.isEmpty() || folded.length() > LONGEST_PLACE || folded.contains(";")) {
        throw refused("a place has 1 to " + LONGEST_PLACE + " characters and no semicolon");
      }
      return folded;
    }
  }

  /** Where nobody is named who speaks for the people. */
  public CouncilPolicy(Notice notice, Terms everywhere, SortedMap<String, Terms> countries) {
    this(notice, everywhere, countries, List.of());
  }

  public CouncilPolicy {
    council = council.stream().map(String::strip).distinct().sorted().toList();
    if (council.stream().anyMatch(name -> name.isEmpty() || name.contains(";"))) {
      throw refused("council lists names of keys, without a semicolon");
    }
    countries = Collections.unmodifiableSortedMap(new TreeMap<>(countries));
    if (!everywhere.places().isEmpty()) {
      throw refused("places stand in a country, not in everywhere");
    }
    Map<String, String> seen = new HashMap<>();
    countries.forEach((country, terms) -> {
      if (!COUNTRY.matcher(country).matches()) {
        throw refused("a country is two capital letters such as DE, not '" + country + "'");
      }
      if (terms.places().isEmpty()) {
        throw refused(country + " names no places: name the directory's locations that lie in it");
      }
      for (String place : terms.places()) {
        String other = seen.put(place, country);
        if (other != null) {
          throw refused("'%s' stands in %s and in %s".formatted(place, other, country));
        }
      }
    });
  }

  /** What holds until one is signed. */
  static CouncilPolicy unsigned(Region region) {
    return new CouncilPolicy(
        BUILT_IN,
        new Terms(
            List.of(),
            Consent.OPT_OUT,
            region == Region.EU ? Managers.NOTHING : Managers.CATEGORIES,
            LEAST_K,
            null),
        new TreeMap<>());
  }

  private static Failure refused(String why) {
    return Failure.operator("the works-council policy does not hold: " + why);
  }

  /** What holds at a location of the directory. */
  public Terms at(@Nullable String location) {
    if (location != null) {
      String folded = Places.folded(location);
      for (Terms terms : countries.values()) {
        if (terms.places().contains(folded)) {
          return terms;
        }
      }
    }
    return everywhere;
  }

  /** The largest k of all countries: a release is of the whole company. */
  public int k() {
    return all().stream().mapToInt(Terms::k).max().orElseThrow();
  }

  /** The shortest of all countries: figures of a company are kept together. */
  public @Nullable Integer usageDays() {
    return all().stream()
        .map(Terms::usageDays)
        .filter(days -> days != null)
        .min(Integer::compare)
        .orElse(null);
  }

  private List<Terms> all() {
    List<Terms> all = new ArrayList<>(countries.values());
    all.add(everywhere);
    return all;
  }

  /** By country, {@code "*"} for everywhere. */
  SortedMap<String, Terms> terms() {
    SortedMap<String, Terms> terms = new TreeMap<>(countries);
    terms.put(ALL, everywhere);
    return terms;
  }

  /** As it is signed: every value by its name. */
  SortedMap<String, String> values() {
    SortedMap<String, String> values = new TreeMap<>();
    values.put("notice.version", notice.version());
    values.put("notice.text", notice.text());
    if (!council.isEmpty()) {
      values.put(COUNCIL, String.join("; ", council));
    }
    terms()
        .forEach((country, terms) -> {
          String of = country.equals(ALL) ? "everywhere." : country + ".";
          values.put(of + "consent", terms.consent().word());
          values.put(of + "managers", terms.managers().word());
          values.put(of + "k", String.valueOf(terms.k()));
          values.put(
              of + "usage_days",
              terms.usageDays() == null ? "never" : String.valueOf(terms.usageDays()));
          if (!terms.places().isEmpty()) {
            values.put(of + "places", terms.places().stream().collect(Collectors.joining("; ")));
          }
        });
    return values;
  }

  /**
   * Whether anybody, of wherever, is seen more, asked less or kept longer than by another policy:
   * that is what those who speak for them sign as well.
   */
  public boolean widens(CouncilPolicy from) {
    List<String> places = new ArrayList<>();
    places.add("");
    countries.values().forEach(terms -> places.addAll(terms.places()));
    from.countries.values().forEach(terms -> places.addAll(terms.places()));
    return places.stream().anyMatch(place -> wider(from.at(place), at(place)));
  }

  /** Whether one of those who speak for the people signs the change from another policy too. */
  public boolean needsCouncil(CouncilPolicy from) {
    return !from.council.isEmpty() && (widens(from) || !council.equals(from.council));
  }

  private static boolean wider(Terms old, Terms fresh) {
    boolean longer =
        old.usageDays() != null
            && (fresh.usageDays() == null || fresh.usageDays() > old.usageDays());
    return fresh.managers().compareTo(old.managers()) > 0
        || fresh.consent().compareTo(old.consent()) < 0
        || fresh.k() < old.k()
        || longer;
  }
}
