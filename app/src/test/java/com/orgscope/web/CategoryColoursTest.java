package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Taxonomy;
import com.orgscope.category.TestTaxonomies;
import com.orgscope.insight.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CategoryColoursTest {
  /** In OKLab, where 0.02 is about the least difference an eye sees side by side. */
  private static final double LEAST_DISTANCE = 0.08;

  private static final double LEAST_CONTRAST = 3;

  /** A token's light and dark colour. */
  private static final String BOTH = "light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)";

  @Test
  void every_category_there_is_has_a_colour_and_no_two_share_one() {
    Set<String> categories = new HashSet<>();
    for (String industry :
        List.of("technology", "healthcare", "finance", "retail", "manufacturing")) {
      categories.addAll(Taxonomy.forIndustry(industry).categories());
    }
    assertThat(CategoryColours.FIXED).containsOnlyKeys(categories).hasSize(17);
    assertThat(new HashSet<>(CategoryColours.FIXED.values())).hasSize(17);
  }

  @Test
  void a_renamed_category_keeps_its_colour_and_own_ones_get_others() {
    List<String> own = List.of("Space Flight", "Zoo Keeping", "Cheese", "Wine", "Bread");
    Map<String, String> vocabulary = new LinkedHashMap<>(Map.of("Engineering", "Makers"));
    own.forEach(name -> vocabulary.put(name, name));
    List<String> shown = new ArrayList<>(own);
    shown.addAll(List.of("Makers", "Sales", Release.OTHER, Release.NOT_YET_KNOWN));
    CategoryColours colours =
        new CategoryColours(TestTaxonomies.of("technology", vocabulary), shown);
    assertThat(colours.of("Makers")).isEqualTo("c1");
    assertThat(colours.of(Release.OTHER)).isEqualTo("c0");
    Set<String> given = new HashSet<>();
    shown.stream()
        .filter(name -> !CategoryColours.isNoWork(name))
        .map(colours::of)
        .forEach(given::add);
    assertThat(given).hasSize(own.size() + 2).doesNotContain("c0");
  }

  @Test
  void in_both_themes_colours_are_told_from_each_other_and_from_the_paper() throws IOException {
    List<Map<String, String>> themes = themes();
    for (Map<String, String> theme : themes) {
      for (int one = 0; one <= CategoryColours.COLOURS; one++) {
        String colour = Objects.requireNonNull(theme.get("c" + one));
        assertThat(contrast(colour, Objects.requireNonNull(theme.get("paper"))))
            .as("contrast of c%d, %s", one, colour)
            .isGreaterThanOrEqualTo(LEAST_CONTRAST);
        for (int other = one + 1; other <= CategoryColours.COLOURS; other++) {
          assertThat(distance(colour, Objects.requireNonNull(theme.get("c" + other))))
              .as("c%d and c%d", one, other)
              .isGreaterThanOrEqualTo(LEAST_DISTANCE);
        }
      }
    }
  }

  @Test
  void every_colour_has_its_class() throws IOException {
    String style = style();
    for (int colour = 0; colour <= CategoryColours.COLOURS; colour++) {
      assertThat(style).contains(".c%1$d { color: var(--c%1$d); }".formatted(colour));
    }
  }

  @Test
  void each_colour_stands_once_with_what_it_is_by_day_and_by_night() throws IOException {
    List<String> names = new ArrayList<>();
    Matcher token = Pattern.compile("--([a-z0-9-]+): *([^;]*#[^;]*);").matcher(style());
    while (token.find()) {
      names.add(token.group(1));
      assertThat(token.group(2)).matches(BOTH);
    }
    assertThat(names).doesNotHaveDuplicates().contains("paper", "ink", "watch", "c24");
    assertThat(style()).doesNotContain("prefers-color-scheme");
  }

  @Test
  void words_are_read_on_both_papers() throws IOException {
    for (Map<String, String> theme : themes()) {
      for (String ink : List.of("ink", "quiet", "accent", "good", "watch", "unknown")) {
        for (String paper : List.of("paper", "faint")) {
          assertThat(contrast(theme.getOrDefault(ink, ""), theme.getOrDefault(paper, "")))
              .as("%s on %s", ink, paper)
              .isGreaterThanOrEqualTo(4.5);
        }
      }
      assertThat(contrast(theme.getOrDefault("watch", ""), theme.getOrDefault("watch-paper", "")))
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  /** The tokens of the light theme, then those of the dark one. */
  private static List<Map<String, String>> themes() throws IOException {
    Map<String, String> light = new LinkedHashMap<>();
    Map<String, String> dark = new LinkedHashMap<>();
    Matcher token = Pattern.compile("--([a-z0-9-]+): " + BOTH + ";").matcher(style());
    while (token.find()) {
      light.put(token.group(1), token.group(2));
      dark.put(token.group(1), token.group(3));
    }
    return List.of(light, dark);
  }

  private static String style() throws IOException {
    try (InputStream in =
        CategoryColoursTest.class.getResourceAsStream("/static/assets/orgscope.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static double contrast(String one, String other) {
    double light = Math.max(luminance(one), luminance(other)) + 0.05;
    return light / (Math.min(luminance(one), luminance(other)) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
  }

  private static double linear(String colour, int from) {
    double value = Integer.parseInt(colour.substring(from, from + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static double distance(String one, String other) {
    double[] a = oklab(one);
    double[] b = oklab(other);
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  /** Björn Ottosson, "A perceptual color space for image processing" (2020). */
  private static double[] oklab(String colour) {
    double red = linear(colour, 1);
    double green = linear(colour, 3);
    double blue = linear(colour, 5);
    double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }
}
