package com.orgscope.insight;

import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A company with as many people as asked, most of each department doing one kind of work. */
final class MadeUpCensus {
  static final List<String> CATEGORIES =
      List.of("Engineering", "Sales", "Finance", "Customer Support", "Marketing", "Management");

  private final List<Census.Member> members = new ArrayList<>();
  private final SplittableRandom random;
  private double longer = 1;
  private String run = "run-1";
  private @Nullable QuarterParts parts;
  private LocalDate asOf = LocalDate.of(2026, 11, 21);

  MadeUpCensus(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static MadeUpCensus company(int people, long seed) {
    MadeUpCensus census = new MadeUpCensus(seed);
    Object[][] groups = {
      {"Engineering", "Engineering", 0.34},
      {"Engineering", "Management", 0.04},
      {"Sales", "Sales", 0.18},
      {"Support", "Customer Support", 0.16},
      {"Finance", "Finance", 0.08},
      {"Marketing", "Marketing", 0.07},
      {"Engineering", Release.NOT_YET_KNOWN, 0.05},
      {"Sales", Release.NOT_YET_KNOWN, 0.03},
      {"Support", "Engineering", 0.02},
      {"Finance", "Management", 0.03},
    };
    for (Object[] group : groups) {
      int count = (int) Math.round(people * (double) group[2]);
      census.add((String) group[0], (String) group[1], count);
    }
    return census;
  }

  MadeUpCensus add(String department, String category, int count) {
    for (int i = 0; i < count; i++) {
      Map<Cause, Double> minutes = new EnumMap<>(Cause.class);
      double weight = category.equals("Customer Support") ? 2 : 1;
      minutes.put(Cause.FAILED_SIGN_INS, weight * random.nextDouble(20));
      minutes.put(Cause.CHALLENGES, weight * random.nextDouble(40));
      minutes.put(Cause.SWITCHES, weight * random.nextDouble(120));
      members.add(
          new Census.Member(
              department,
              category,
              Map.of(category, 1.0),
              minutes,
              Map.of("Communication", 0.5, "Documents", 0.5),
              0));
    }
    return this;
  }

  /** Signing in takes everybody so many times as long. */
  MadeUpCensus longer(double times) {
    longer = times;
    return this;
  }

  MadeUpCensus run(String name, LocalDate day) {
    run = name;
    asOf = day;
    return this;
  }

  /** What the quarter's cells count beside. */
  MadeUpCensus parts(QuarterParts counted) {
    parts = counted;
    return this;
  }

  Census census() {
    return new Census(
        run,
        TimeWindow.ending(asOf, 28),
        members.stream().map(Census.Member::department).distinct().sorted().toList(),
        CATEGORIES,
        members.stream().map(this::longer).toList(),
        members.size(),
        true,
        List.of("local"),
        false,
        null,
        parts);
  }

  private Census.Member longer(Census.Member one) {
    Map<Cause, Double> minutes = new EnumMap<>(one.minutes());
    minutes.replaceAll((cause, each) -> each * (cause == Cause.SWITCHES ? 1 : longer));
    return new Census.Member(
        one.department(), one.category(), one.shares(), minutes, one.use(), one.idleDollars());
  }
}
