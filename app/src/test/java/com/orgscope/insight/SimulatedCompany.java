package com.orgscope.insight;

import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A company as most are: a few kinds of work of many people, most of them in one department, some
 * kinds of few people spread over all, and one that hardly anybody does.
 */
final class SimulatedCompany {
  static final String THIRTY = "Research";
  static final String FORTY = "Operations";
  static final String RARE = "Legal";

  private static final List<String> DEPARTMENTS =
      List.of("Customers", "Finance", "Growth", "People", "Platform", "Product", "Sales", "Works");

  /** Of 1,000 people; the first department has the given share of them, the rest are anywhere. */
  private static final Object[][] KINDS = {
    {"Engineering", 300, "Platform", 0.75},
    {"Sales", 170, "Sales", 0.9},
    {"Customer Support", 140, "Customers", 0.92},
    {"Marketing", 75, "Growth", 0.85},
    {"Finance", 65, "Finance", 0.85},
    {"Design", 50, "Product", 0.7},
    {FORTY, 40, "Works", 0.13},
    {"Management", 45, "Works", 0.13},
    {"Human Resources", 35, "People", 0.9},
    {THIRTY, 30, "Product", 0.13},
    {RARE, 6, "Finance", 1.0},
    {Release.NOT_YET_KNOWN, 44, "Works", 0.13},
  };

  private SimulatedCompany() {}

  /**
   * @param people a multiple of 1,000
   */
  static Census of(int people, long seed) {
    var random = new SplittableRandom(seed);
    List<Census.Member> members = new ArrayList<>();
    List<String> categories = new ArrayList<>();
    for (Object[] kind : KINDS) {
      String category = (String) kind[0];
      if (!category.equals(Release.NOT_YET_KNOWN)) {
        categories.add(category);
      }
      int small =
          category.equals(THIRTY) || category.equals(FORTY) || category.equals(RARE) ? 1 : 0;
      int count = (int) kind[1] * (small == 1 ? 1 : people / 1000);
      int there = (int) Math.round(count * (double) kind[3]);
      for (int i = 0; i < count; i++) {
        String department = i < there ? (String) kind[2] : DEPARTMENTS.get(i % DEPARTMENTS.size());
        members.add(
            new Census.Member(
                department,
                category,
                Map.of(category, 1.0),
                minutes(random),
                use(category, random),
                0));
      }
    }
    // As many kinds as ship, though nobody does the others here.
    for (int i = categories.size(); i < 21; i++) {
      categories.add("Kind " + i);
    }
    return new Census(
        "run",
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 28),
        DEPARTMENTS,
        categories,
        members,
        members.size(),
        true,
        List.of("local"),
        false,
        null,
        null);
  }

  /** A third of everybody's time is talk and paper, half is their trade's, one of 20 was away. */
  private static Map<String, Double> use(String category, SplittableRandom random) {
    if (random.nextInt(20) == 0) {
      return Map.of();
    }
    List<String> names = UseFunctions.instance().names();
    return Map.of(
        names.get(0), 0.2 + random.nextDouble(0.2),
        names.get(1), 0.1 + random.nextDouble(0.1),
        names.get(4 + Math.floorMod(category.hashCode(), names.size() - 5)), 0.5);
  }

  /** A long tail: most lose some minutes a week, a few more than the bound. */
  private static Map<Cause, Double> minutes(SplittableRandom random) {
    Map<Cause, Double> minutes = new EnumMap<>(Cause.class);
    double median = 8;
    double spread = Math.exp(0.7 * random.nextGaussian());
    minutes.put(Cause.FAILED_SIGN_INS, 0.3 * median * spread);
    minutes.put(Cause.CHALLENGES, 0.7 * median * spread);
    minutes.put(Cause.SWITCHES, 4 * median * Math.exp(0.7 * random.nextGaussian()));
    return minutes;
  }
}
