package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Taxonomy;
import com.orgscope.category.TestTaxonomies;
import com.orgscope.insight.ChangeSince;
import com.orgscope.insight.Release;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Releases of any kind are rendered as the server does, without one, and read as a reader does:
 * whatever is published, no sentence of the first page says what a number on it does not.
 */
class CeoSentencesTest {
  private static final int ROUNDS = Integer.getInteger("orgscope.sentences.rounds", 100);
  private static final TemplateEngine ENGINE =
      new PageFiles(new WebSettings(false, null, null, Duration.ofSeconds(15), 10, 10, null))
          .engine();
  private static final Taxonomy TAXONOMY = TestTaxonomies.of("technology", Map.of());
  private static final Chrome CHROME =
      new Chrome(
          "Where time and money go",
          "Acorn Example Ltd",
          false,
          "CEO",
          "Release of 22 Nov, 07:00 · 3 h old",
          null,
          null,
          List.of(),
          List.of(),
          new Chrome.Csrf("_csrf", "token"),
          "0");
  private static final String NUMBER = "(?<![\\d.])[^\\d\\s(]{0,4}?([\\d,]+(?:\\.\\d+)?)([kM]?)";
  private static final Pattern RANGED =
      Pattern.compile(
          NUMBER
              + "(?: (?:h|min|%))?(?: a (?:week|year))? \\("
              + NUMBER
              + " to "
              + NUMBER
              + "(?: %)?\\)");
  private static final Map<String, Double> WORDS =
      Map.of(
          "A quarter", 25.0,
          "A third", 100 / 3.0,
          "Half", 50.0,
          "Two thirds", 200 / 3.0,
          "Three quarters", 75.0);

  /** A row of a chart as its table has it. */
  private record Told(double value, double low, double high) {}

  private static String render(SplittableRandom random) {
    RandomRelease made = new RandomRelease(random);
    Release release = made.release();
    Release before = random.nextInt(3) == 0 ? null : new RandomRelease(random).release();
    ChangeSince change = before == null ? null : ChangeSince.of(before, release).orElse(null);
    CeoPages.Around alone = MadeUpRelease.alone();
    CeoPage page =
        new CeoPages(
                release,
                new TrustStrip(MadeUpRelease.PUBLISHED, ZoneId.of("UTC"), null, null),
                TAXONOMY,
                null)
            .page(
                new CeoPages.Around(
                    before, change, null, alone.dated(), alone.deciding(), made.further()));
    StringOutput out = new StringOutput();
    ENGINE.render("ceo.jte", Map.of("chrome", CHROME, "page", page), out);
    return out.toString();
  }

  @Test
  void no_sentence_says_what_a_number_on_the_page_does_not() {
    for (int round = 0; round < ROUNDS; round++) {
      String page = render(new SplittableRandom(round));
      String why = "round " + round + ": ";
      assertThat(page).as(why).doesNotContain("NaN", "Infinity", ">null<", "null ");
      headline(why, page);
      summaries(why, page);
      ranges(why, page);
      sameNumbers(why, page);
      moved(why, page);
      lamps(why, page);
    }
  }

  private static void headline(String why, String page) {
    String sentence = text(one("(?s)<h1 id=\"sentence\">(.*?)</h1>", page));
    Map<String, Told> people = table("people-chart", page);
    Map<String, Told> use = table("use-chart", page);
    String last = sentence.replaceAll("^.*; |\\.$", "");
    Matcher alone = Pattern.compile("^(.+) is the largest group$").matcher(last);
    if (alone.find()) {
      leads(why + sentence, alone.group(1), people);
    }
    Matcher several =
        Pattern.compile("^(.+) is the largest group, which of them cannot be told yet$")
            .matcher(last);
    if (several.find()) {
      List<String> named = List.of(several.group(1).split(", | or ", -1));
      assertThat(named).as(why + sentence).hasSizeBetween(2, 3);
      assertThat(leaders(people)).as(why + sentence).hasSize(named.size());
    }
    if (last.startsWith("the largest group is what was too small")) {
      leads(why + sentence, Release.OTHER, people);
    }
    Matcher of = Pattern.compile("^(.+?) of active use is ([^;]+?)[;.]").matcher(sentence);
    if (of.find() && !of.group(1).contains("not known")) {
      String name =
          use.keySet().stream().filter(of.group(2)::equalsIgnoreCase).findFirst().orElseThrow();
      leads(why + sentence, name, use);
      Told told = Objects.requireNonNull(use.get(name));
      Double word = WORDS.get(of.group(1));
      double said = word == null ? number(of.group(1).replaceAll("[^\\d.]", "")) : word;
      assertThat(said).as(why + sentence).isBetween(told.low() - 0.51, told.high() + 0.51);
    }
  }

  private static void leads(String why, String name, Map<String, Told> chart) {
    assertThat(leaders(chart)).as(why).containsExactly(name);
  }

  /** By what is printed, whose last digit may have been rounded. */
  private static List<String> leaders(Map<String, Told> chart) {
    return chart.entrySet().stream()
        .filter(one ->
            chart.entrySet().stream()
                .allMatch(other ->
                    other == one
                        || other.getKey().equals(one.getKey())
                        || one.getValue().high() >= other.getValue().low()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What is read to those who do not see the drawing. */
  private static void summaries(String why, String page) {
    Matcher charts =
        Pattern.compile(
                "(?s)<figure class=\"chart\" id=\"([^\"]+)\">.*?<span class=\"hidden-words\">(.*?)</span>")
            .matcher(page);
    while (charts.find()) {
      String said = text(charts.group(2));
      Matcher largest = Pattern.compile("The largest is (.+) with ").matcher(said);
      if (largest.find()) {
        assertThat(leaders(table(charts.group(1), page))).as(why + said).contains(largest.group(1));
      } else if (said.contains("cannot be told")) {
        assertThat(leaders(table(charts.group(1), page))).as(why + said).hasSizeGreaterThan(1);
      }
    }
  }

  private static void ranges(String why, String page) {
    Matcher ranged = RANGED.matcher(text(page));
    int seen = 0;
    while (ranged.find()) {
      double value = amount(ranged.group(1), ranged.group(2));
      double low = amount(ranged.group(3), ranged.group(4));
      double high = amount(ranged.group(5), ranged.group(6));
      double slack =
          digit(ranged.group(1), ranged.group(2))
              + Math.max(
                  digit(ranged.group(3), ranged.group(4)), digit(ranged.group(5), ranged.group(6)));
      assertThat(value).as(why + ranged.group()).isBetween(low - slack, high + slack);
      seen++;
    }
    assertThat(seen).as(why + "figures with a range").isPositive();
  }

  /** The tiles, the table of everybody, the what-if and the card. */
  private static void sameNumbers(String why, String page) {
    List<String> big = all("<span class=\"big\">(.*?)</span>", page);
    assertThat(big).as(why).hasSize(3);
    assertThat(big.getFirst())
        .as(why)
        .isEqualTo(one("id=\"total-people\">([^<]+)<", page) + " people");
    double hours = number(one("id=\"total-hours\">([^<]+)<", page));
    assertThat(big.get(1)).as(why).isEqualTo(Formats.hours(hours));
    double usd = number(one("id=\"total-usd\">\\$([^<]+)<", page));
    String cost = new MoneyFormat("$").rounded(usd);
    assertThat(big.get(2)).as(why).isEqualTo(cost + " a year");
    String usual = text(one("(?s)\\(as on this page\\)</th>(.*?)</tr>", page));
    assertThat(usual.strip()).as(why).startsWith(cost + " (");
    if (page.contains("<span class=\"middle\">")) {
      String saving = all("<span class=\"middle\">(.*?)</span>", page).getFirst();
      assertThat(usual.replaceAll("(?s)^.*\\) +([^ (]+) \\([^)]*\\)\\s*$", "$1"))
          .as(why + usual)
          .isEqualTo(saving.replace(" a year", ""));
    }
    Map<String, Told> people = table("people-chart", page);
    double sum = people.values().stream().mapToDouble(Told::value).sum();
    assertThat(sum).as(why + "kinds of work are everybody").isEqualTo(number(big.getFirst()));
  }

  /** Steps add up, and a change is told as one only where it is more than the noise. */
  private static void moved(String why, String page) {
    Matcher told =
        Pattern.compile(
                "(?s)<li>(Noise: i|I)n quarter.*?took ([\\d,.]+) h a week where they took ([\\d,.]+) h .*?([\\d,.]+) h[^\\d]*?</li>")
            .matcher(page);
    if (told.find()) {
      double difference = Math.abs(number(told.group(2)) - number(told.group(3)));
      double noise = number(told.group(4));
      if (told.group(1).startsWith("Noise")) {
        assertThat(difference).as(why + told.group()).isLessThanOrEqualTo(noise + 0.16);
      } else {
        assertThat(difference).as(why + told.group()).isGreaterThanOrEqualTo(noise - 0.16);
      }
    }
    List<String> steps = rows("why-chart", page);
    if (!steps.isEmpty()) {
      double at = signed(steps.get(1));
      for (String step : steps.subList(2, steps.size() - 1)) {
        at += signed(step);
      }
      assertThat(at)
          .as(why + steps)
          .isCloseTo(
              signed(steps.getLast()), org.assertj.core.data.Offset.offset(0.06 * steps.size()));
    }
  }

  private static void lamps(String why, String page) {
    List<String> order =
        all("<li class=\"lamp (\\w+)\">", page).stream()
            .map(state -> Map.of("watch", "0", "unknown", "1", "good", "2").get(state))
            .toList();
    assertThat(order).as(why + "the worst first").isSorted().isNotEmpty();
  }

  private static Map<String, Told> table(String chart, String page) {
    Map<String, Told> rows = new LinkedHashMap<>();
    String figure = part(chart, page);
    Matcher row =
        Pattern.compile(
                "<tr><th scope=\"row\">(.*?)</th><td class=\"figure\">(.*?)</td><td class=\"figure\">(.*?)</td>")
            .matcher(figure);
    while (row.find()) {
      List<String> ends = all("([\\d,.]+[kM]?)", row.group(3));
      if (ends.size() == 2) {
        rows.put(
            text(row.group(1)),
            new Told(amount(row.group(2)), amount(ends.getFirst()), amount(ends.getLast())));
      }
    }
    return rows;
  }

  private static List<String> rows(String chart, String page) {
    return all("<tr><th scope=\"row\">.*?</th><td class=\"figure\">(.*?)</td>", part(chart, page));
  }

  private static String part(String chart, String page) {
    int from = page.indexOf(" id=\"" + chart + "\"");
    return from < 0 ? "" : page.substring(from, page.indexOf("</figure>", from));
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]+>", " ")
        .replace("&amp;", "&")
        .replace("&#39;", "'")
        .replaceAll("\\s+", " ");
  }

  private static String one(String pattern, String page) {
    List<String> found = all(pattern, page);
    assertThat(found).as(pattern).isNotEmpty();
    return found.getFirst();
  }

  private static List<String> all(String pattern, String page) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static double signed(String hours) {
    double value = number(hours.replaceAll("[^\\d.]", ""));
    return hours.startsWith("−") ? -value : value;
  }

  private static double number(String printed) {
    return Double.parseDouble(printed.replaceAll("[^\\d.]", ""));
  }

  private static double amount(String printed) {
    Matcher unit = Pattern.compile("[kM](?= |$)").matcher(printed);
    return amount(printed, unit.find() ? unit.group() : "");
  }

  private static double amount(String printed, String unit) {
    return number(printed) * unit(unit);
  }

  private static double unit(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "k" -> 1e3;
      case "m" -> 1e6;
      default -> 1;
    };
  }

  /** Of the last digit that is printed. */
  private static double digit(String printed, String unit) {
    int point = printed.indexOf('.');
    return unit(unit) * (point < 0 ? 1 : Math.pow(10, point + 1 - printed.length()));
  }
}
