package com.orgscope.web;

import com.orgscope.category.Assignment;
import com.orgscope.category.Judgment;
import com.orgscope.category.Taxonomy;
import com.orgscope.web.TeamPage.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What speaks for somebody's kind of work as bars of active use: parts of it, and applications. */
final class WorkBars {
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}) ?%");
  private static final Pattern WEIGHT = Pattern.compile(" by [0-9]+\\.[0-9]\\.$");
  private static final int MOST = 6;

  private WorkBars() {}

  /** Kinds of work, the largest first. */
  static List<Share> roles(Assignment said, Taxonomy taxonomy) {
    List<String> names =
        said.roles().stream().map(role -> taxonomy.ownName(role.category())).toList();
    CategoryColours colours = new CategoryColours(taxonomy, names);
    return said.roles().stream()
        .map(role -> {
          String name = taxonomy.ownName(role.category());
          int percent = Formats.wholePercent(role.share());
          return new Share(name, colours.of(name), "", percent, 10 * percent);
        })
        .sorted(Comparator.comparingInt((Share share) -> -share.percent()))
        .toList();
  }

  /** What speaks for what, without a model's own measure of how much. */
  static List<String> evidence(Judgment judgment) {
    return judgment.evidence().stream()
        .map(line -> WEIGHT.matcher(line).replaceFirst("."))
        .limit(MOST)
        .toList();
  }

  /** Applications that the reasoning cites, those used most first. */
  static List<Share> applications(Judgment judgment) {
    List<Share> apps = new ArrayList<>();
    for (Judgment.Fact fact : judgment.facts()) {
      Map<String, String> values = fact.values();
      String app = values.get("app");
      Matcher share = PERCENT.matcher(values.getOrDefault("share", ""));
      if (app != null && share.matches()) {
        apps.add(
            new Share(
                app,
                CategoryColours.GREY,
                values.getOrDefault("purpose", ""),
                Integer.parseInt(share.group(1)),
                0));
      }
    }
    return drawn(
        apps.stream()
            .distinct()
            .sorted(Comparator.comparingInt((Share one) -> -one.percent()))
            .limit(MOST)
            .toList());
  }

  /** Bars beside each other, of which the widest is as wide as there is room. */
  static List<Share> drawn(List<Share> shares) {
    int widest = shares.stream().mapToInt(Share::percent).max().orElse(0);
    return shares.stream()
        .map(one ->
            new Share(
                one.label(),
                one.colour(),
                one.note(),
                one.percent(),
                widest == 0 ? 0 : 1_000 * one.percent() / widest))
        .toList();
  }
}
