package com.orgscope.access;

import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Notice;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
  private static final long MOST_BYTES = 1 << 20;
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
  public static CouncilPolicy read(Path file, int least) {
    Written written = written(file);
    NoticeText notice = written.notice();
    Country everywhere = written.everywhere();
    if (notice == null || notice.version() == null || notice.text() == null || everywhere == null) {
      throw Failure.operator(
          file + " needs notice with version and text, and everywhere with consent and managers");
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

  private static Written written(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw Failure.operator(file + " is larger than 1 MiB, which no policy is");
      }
      return JSON.readValue(Files.readString(file), Written.class);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be read: " + e, e);
    } catch (JacksonException e) {
      throw Failure.operator(
          "%s is no works-council policy: %s".formatted(file, e.getOriginalMessage()), e);
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
        values.containsKey("council") ? List.of(value(values, "council").split("; ")) : List.of());
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
