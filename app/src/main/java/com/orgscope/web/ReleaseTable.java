package com.orgscope.web;

import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseDocument;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A release as comma-separated values for a spreadsheet: the same figures as the API's, a row for
 * everybody, each kind of work and each group. Text that a spreadsheet would take for a formula is
 * made text.
 */
final class ReleaseTable {
  private static final String COLUMNS =
      "release,published_at,zone,first_day,last_day,currency,level,department,category,people,people_low,people_high,"
          + "sign_in_hours_per_week,hours_low,hours_high,money_per_year,money_low,money_high";

  private ReleaseTable() {}

  static String of(Release release, ZoneId zone) {
    ReleaseDocument document = ReleaseDocument.of(release);
    String head =
        String.join(
            ",",
            text(release.id()),
            text(release.publishedAt().atZone(zone).toOffsetDateTime().toString()),
            text(zone.getId()),
            release.window().from().toString(),
            release.window().lastDay().toString(),
            document.currency());
    List<String> lines = new ArrayList<>(List.of(COLUMNS));
    ReleaseDocument.Sum total = document.total();
    if (total != null) {
      lines.add(line(head, "everybody", "", "", total));
    }
    List<ReleaseDocument.Category> categories = document.categories();
    if (categories != null) {
      categories.forEach(one -> lines.add(line(head, "category", "", one.category(), one.sum())));
    }
    document
        .cells()
        .forEach(cell ->
            lines.add(
                line(
                    head,
                    "group",
                    cell.department(),
                    cell.category(),
                    new ReleaseDocument.Sum(
                        cell.people(),
                        cell.peopleInterval(),
                        cell.hoursPerWeek(),
                        cell.hoursInterval(),
                        cell.usdPerYear(),
                        cell.usdInterval()))));
    return lines.stream().collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String line(
      String head, String level, String department, String category, ReleaseDocument.Sum sum) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%s,%d,%d,%d,%s,%s,%s,%d,%d,%d",
        head,
        level,
        text(department),
        text(category),
        sum.people(),
        sum.peopleInterval().getFirst(),
        sum.peopleInterval().getLast(),
        sum.hoursPerWeek(),
        sum.hoursInterval().getFirst(),
        sum.hoursInterval().getLast(),
        sum.usdPerYear(),
        sum.usdInterval().getFirst(),
        sum.usdInterval().getLast());
  }

  private static String text(String raw) {
    String safe = !raw.isEmpty() && "=+-@\t\r".indexOf(raw.charAt(0)) >= 0 ? "'" + raw : raw;
    return safe.matches("[^,\"\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
