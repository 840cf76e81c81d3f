package com.orgscope.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.testing.OktaVisit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The log of a company of engineers, accountants and recruiters who are easily told apart. */
final class ThreeTrades {
  static final int PEOPLE = 60;
  private static final int DAYS = 40;
  private static final int VISITS = 3;

  /** What more than half of the company uses says nothing of anybody's work. */
  private static final List<List<String>> APPS =
      List.of(
          List.of("GitHub", "Jenkins", "SonarQube"),
          List.of("NetSuite", "BlackLine", "Coupa"),
          List.of("Greenhouse", "Lever", "Workday"));

  private ThreeTrades() {}

  /** Forty days, in the order of none. */
  static byte[] log(LocalDate lastDay) {
    StringBuilder lines = new StringBuilder();
    for (int back = 0; back < DAYS; back++) {
      Instant morning =
          lastDay
              .minusDays(back)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant()
              .plus(Duration.ofHours(8));
      for (int i = 0; i < PEOPLE * VISITS; i++) {
        int person = i % PEOPLE;
        String app = APPS.get(person % APPS.size()).get(i / PEOPLE);
        OktaVisit visit =
            OktaVisit.of("e" + back + "-" + i, morning.plusSeconds(60L * i), person, app)
                .in("s" + back + "-" + person);
        lines.append(visit.json()).append('\n');
      }
    }
    return lines.toString().getBytes(UTF_8);
  }
}
