package com.orgscope.demo;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kind of job, described by what has to be done in a working week.
 *
 * @param category null for work that comes with being employed or with leading people
 */
record Occupation(
    String id, @Nullable String category, Rhythm rhythm, List<String> titles, List<Task> tasks) {
  private static final Pattern ALTERNATIVES = Pattern.compile(" ; ");

  /** When people of an occupation work. */
  enum Rhythm {
    OFFICE(1),
    DESK(0.8),
    WARD(0.45),
    STORE(0.35),
    PLANT(0.4);

    private final double atADesk;

    Rhythm(double atADesk) {
      this.atADesk = atADesk;
    }

    /** How much of the mail and meetings of an office worker they have. */
    double atADesk() {
      return atADesk;
    }
  }

  /**
   * Something done several times a week.
   *
   * @param timesAWeek how often a full-time person does it
   * @param needs the kinds of application it takes, once for each sign-in
   * @param category the kind of work that it is; null for what everybody does
   */
  record Task(double timesAWeek, List<String> needs, @Nullable String category) {}

  /** What everybody does, whatever their job. */
  static final String EVERYONE = "everyone";

  /** What leading a team adds. */
  static final String LEADING = "leading";

  /** What leading leaders adds. */
  static final String DIRECTING = "directing";

  /** The kind of work that leading people is. */
  static final String MANAGEMENT = "Management";

  static Map<String, Occupation> all() {
    Map<String, Occupation> all = new LinkedHashMap<>();
    Map<String, List<List<String>>> work =
        Table.read(Occupation.class, "work.tsv").rows().stream()
            .collect(Collectors.groupingBy(List::getFirst));
    all.put(
        EVERYONE,
        new Occupation(EVERYONE, null, Rhythm.OFFICE, List.of(), tasks(work, EVERYONE, null)));
    for (String id : List.of(LEADING, DIRECTING)) {
      List<Task> tasks = tasks(work, id, MANAGEMENT);
      all.put(id, new Occupation(id, null, Rhythm.OFFICE, List.of(), tasks));
    }
    for (List<String> row : Table.read(Occupation.class, "occupations.tsv").rows()) {
      all.put(
          row.get(0),
          new Occupation(
              row.get(0),
              row.get(1),
              Rhythm.valueOf(row.get(2).toUpperCase(Locale.ROOT)),
              alternatives(row.get(3)),
              tasks(work, row.get(0), row.get(1))));
    }
    return all;
  }

  private static List<Task> tasks(
      Map<String, List<List<String>>> work, String occupation, @Nullable String category) {
    return work.getOrDefault(occupation, List.of()).stream()
        .map(row -> new Task(Double.parseDouble(row.get(2)), needs(row.get(3)), category))
        .toList();
  }

  private static List<String> needs(String cell) {
    List<String> needs = new ArrayList<>();
    for (String part : cell.split(" ", -1)) {
      int star = part.indexOf('*');
      for (int i = Integer.parseInt(part.substring(star + 1)); i > 0; i--) {
        needs.add(part.substring(0, star));
      }
    }
    return List.copyOf(needs);
  }

  /** The parts of a cell that holds several. */
  static List<String> alternatives(String cell) {
    return List.of(ALTERNATIVES.split(cell));
  }
}
