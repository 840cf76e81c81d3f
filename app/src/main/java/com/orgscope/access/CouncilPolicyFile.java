package com.orgscope.access;

import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Notice;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.kernel.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A works-council policy as people write it: JSON, every word of which is known. */
public final class CouncilPolicyFile {
  private static final int LONGEST = 1_000_000;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private CouncilPolicyFile() {}

  private record Written(
      @Nullable NoticeText notice,
      @Nullable Country everywhere,
      @Nullable SortedMap<String, Country> countries,
      @Nullable List<String> council) {}

  private record NoticeText(@Nullable String version, @Nullable String text) {}

  private record Country(
      @Nullable List<String> places,
      @Nullable String consent,
      @Nullable String managers,
      @Nullable Integer k,
      @Nullable Integer usageDays) {
    Terms terms(String of, int least) {
      return new Terms(
          places == null ? List.of() : places,
          word(of + ".consent", consent, Consent.values(), Consent::word),
          word(of + ".managers", managers, Managers.values(), Managers::word),
          k == null ? least : k,
          usageDays);
    }
  }

  /**
   * @param least k where the file names none
   * @throws Failure for the operator, saying what is wrong in it
   */
  public static CouncilPolicy read(String text, int least) {
    Written written = written(text);
    NoticeText notice = written.notice();
    Country everywhere = written.everywhere();
    if (notice == null || notice.version() == null || notice.text() == null || everywhere == null) {
      throw Failure.operator(
          "the file needs notice with version and text, and everywhere with consent and managers");
    }
    SortedMap<String, Terms> countries = new TreeMap<>();
    if (written.countries() != null) {
      written
          .countries()
          .forEach((country, terms) -> countries.put(country, terms.terms(country, least)));
    }
    return new CouncilPolicy(
        new Notice(notice.version(), notice.text()),
        everywhere.terms("everywhere", least),
        countries,
        written.council() == null ? List.of() : written.council());
  }

  private static Written written(String text) {
    if (text.length() > LONGEST) {
      throw Failure.operator("the file is longer than a million letters, which no policy is");
    }
    try {
      return JSON.readValue(text, Written.class);
    } catch (JacksonException e) {
      String where =
          e.getPath().stream()
              .map(JacksonException.Reference::getPropertyName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("."));
      String why =
          where.isEmpty()
              ? "it is no JSON object"
              : "'%s' is no word of one, or not what it has to be".formatted(where);
      throw Failure.operator("the file is no works-council policy: " + why, e);
    }
  }

  private static <T> T word(String of, @Nullable String said, T[] all, Function<T, String> word) {
    String small = said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(all)
        .filter(one -> word.apply(one).equals(small))
        .findFirst()
        .orElseThrow(() ->
            Failure.operator(
                "%s is one of %s, not '%s'"
                    .formatted(
                        of,
                        Arrays.stream(all).map(word).collect(Collectors.joining(", ")),
                        small)));
  }

  /** The same of a document that was signed. */
  static CouncilPolicy of(SortedMap<String, String> values) {
    SortedMap<String, Terms> countries = new TreeMap<>();
    for (String name : values.keySet()) {
      if (name.endsWith(".consent") && !name.startsWith("everywhere.")) {
        String country = name.substring(0, name.length() - ".consent".length());
        countries.put(country, terms(values, country));
      }
    }
    return new CouncilPolicy(
        new Notice(value(values, "notice.version"), value(values, "notice.text")),
        terms(values, "everywhere"),
        countries,
        values.containsKey(CouncilPolicy.COUNCIL)
            ? List.of(value(values, CouncilPolicy.COUNCIL).split("; "))
            : List.of());
  }

  private static Terms terms(SortedMap<String, String> values, String of) {
    String places = values.get(of + ".places");
    String days = value(values, of + ".usage_days");
    return new Terms(
        places == null ? List.of() : List.of(places.split("; ")),
        word(of, value(values, of + ".consent"), Consent.values(), Consent::word),
        word(of, value(values, of + ".managers"), Managers.values(), Managers::word),
        Integer.parseInt(value(values, of + ".k")),
        days.equals("never") ? null : Integer.valueOf(days));
  }

  private static String value(SortedMap<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw Failure.operator("the document says nothing of " + name);
    }
    return value;
  }
}
