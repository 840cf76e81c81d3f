package com.orgscope.web;

import com.orgscope.insight.Figure;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Release;
import com.orgscope.insight.UseShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of where time goes and where people work. It says who leads only where the intervals
 * say so, and counts what was merged or is not known like everything else: no group it leaves
 * unnamed is larger than the one it names.
 */
final class Headline {
  /** More names than these are no answer. */
  private static final int MOST_NAMED = 3;

  /** A part is told in words where it is no further from them than this, in percent. */
  private static final double NEAR = 2;

  private static final List<Part> PARTS =
      List.of(
          new Part("A quarter", 25),
          new Part("A third", 100.0 / 3),
          new Part("Half", 50),
          new Part("Two thirds", 200.0 / 3),
          new Part("Three quarters", 75));

  private final List<UseShare> use;
  private final List<Slice> slices;

  /** One kind of work, or what is none, its groups added up. */
  record Slice(String name, Figure figure) {
    boolean isWork() {
      return !CategoryColours.isNoWork(name);
    }
  }

  private record Part(String words, double percent) {}

  /**
   * @param use by function, null or empty where it is not told
   * @param slices that make up everybody; empty where groups are not compared
   */
  Headline(@Nullable List<UseShare> use, List<Slice> slices) {
    this.use = use == null ? List.of() : List.copyOf(use);
    this.slices =
        slices.stream()
            .sorted(Comparator.comparingLong((Slice s) -> -s.figure().people()))
            .toList();
  }

  String text() {
    List<String> clauses = new ArrayList<>();
    if (!use.isEmpty()) {
      clauses.add(use());
    }
    if (!slices.isEmpty()) {
      clauses.add(people());
    }
    String sentence =
        clauses.isEmpty()
            ? "too little is told in this release to say what people do"
            : String.join("; ", clauses);
    return sentence.substring(0, 1).toUpperCase(Locale.ENGLISH) + sentence.substring(1) + ".";
  }

  private String use() {
    List<UseShare> first = Leaders.of(sortedUse(), CeoUse::printed);
    return switch (first.size()) {
      case 1 ->
          first.getFirst().isNotKnown()
              ? "what most is used for is not known: "
                  + percent(first.getFirst())
                  + " of active use is in applications of which nobody said what they are for"
              : "%s of active use is %s".formatted(part(first.getFirst()), name(first.getFirst()));
      case 2, MOST_NAMED ->
          "%s has the largest part of active use, which of them cannot be told yet"
              .formatted(either(first, Headline::name));
      default -> "no single use of applications clearly leads";
    };
  }

  private List<UseShare> sortedUse() {
    return use.stream()
        .sorted(
            Comparator.comparing(UseShare::isNotKnown)
                .thenComparing(Comparator.comparingDouble(UseShare::percent).reversed()))
        .toList();
  }

  private static String name(UseShare share) {
    String name = share.function();
    boolean initials = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    if (share.isNotKnown()) {
      return "use that is not known";
    }
    return initials ? name : name.substring(0, 1).toLowerCase(Locale.ENGLISH) + name.substring(1);
  }

  /** A word only where it is inside the range. */
  private static String part(UseShare share) {
    return PARTS.stream()
        .filter(part -> Math.abs(part.percent() - share.percent()) <= NEAR)
        .filter(part -> holds(share.range(), part.percent()))
        .map(Part::words)
        .findFirst()
        .orElseGet(() -> percent(share));
  }

  private static String percent(UseShare share) {
    return CeoUse.percent(share.percent(), share.range());
  }

  private static boolean holds(Interval range, double value) {
    return range.low() <= value && value <= range.high();
  }

  private String people() {
    List<Slice> first = Leaders.of(slices, s -> s.figure().peopleInterval());
    if (first.size() == 1) {
      return alone(first.getFirst());
    }
    return first.size() <= MOST_NAMED
        ? "%s is the largest group, which of them cannot be told yet"
            .formatted(either(first, Headline::group))
        : "no group of people is clearly the largest";
  }

  private String alone(Slice first) {
    if (first.name().equals(Release.EVERYONE)) {
      return "too few people to tell what they do apart";
    }
    if (first.isWork()) {
      return first.name() + " is the largest group";
    }
    List<Slice> work =
        Leaders.of(
            slices.stream().filter(Slice::isWork).toList(), s -> s.figure().peopleInterval());
    String also =
        work.size() == 1
            ? ", and " + work.getFirst().name() + " is the largest kind of work shown"
            : "";
    return "the largest group is "
        + (first.name().equals(Release.OTHER)
            ? "what was too small to show apart"
            : "people whose kind of work is not yet known")
        + also;
  }

  private static String group(Slice slice) {
    return switch (slice.name()) {
      case Release.OTHER -> "what was too small to show apart";
      case Release.NOT_YET_KNOWN -> "people whose work is not yet known";
      default -> slice.name();
    };
  }

  private static <T> String either(List<T> some, Function<T, String> name) {
    List<String> names = some.stream().map(name).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
