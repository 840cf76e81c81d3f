package com.orgscope.demo;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of job, described by what has to be done in a working week.
 *
 * @param category null for work that comes with being employed or with leading people
 */
record Occupation(
    String id,
    @Nullable String category,
    @Nullable String secondCategory,
    Rhythm rhythm,
    List<String> titles,
    List<Task> tasks) {
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
   */
  record Task(double timesAWeek, List<String> needs) {}

  /** What everybody does, whatever their job. */
  static final String EVERYONE = "everyone";

  /** What leading a team adds. */
  static final String LEADING = "leading";

  /** What leading leaders adds. */
  static final String DIRECTING = "directing";

  static Map<String, Occupation> all() {
    Map<String, List<Task>> work = new LinkedHashMap<>();
    for (List<String> row : Table.read(Occupation.class, "work.tsv").rows()) {
      List<String> needs = new ArrayList<>();
      for (String part : row.get(3).split(" ", -1)) {
        int star = part.indexOf('*');
        for (int i = Integer.parseInt(part.substring(star + 1)); i > 0; i--) {
          needs.add(part.substring(0, star));
        }
      }
      work.computeIfAbsent(row.get(0), k -> new ArrayList<>())
          .add(new Task(Double.parseDouble(row.get(2)), List.copyOf(needs)));
    }
    Map<String, Occupation> all = new LinkedHashMap<>();
    for (String id : List.of(EVERYONE, LEADING, DIRECTING)) {
      List<Task> tasks = work.getOrDefault(id, List.of());
      all.put(id, new Occupation(id, null, null, Rhythm.OFFICE, List.of(), tasks));
    }
    for (List<String> row : Table.read(Occupation.class, "occupations.tsv").rows()) {
      all.put(
          row.get(0),
          new Occupation(
              row.get(0),
              row.get(1),
              row.get(2).isEmpty() ? null : row.get(2),
              Rhythm.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
              alternatives(row.get(4)),
              work.getOrDefault(row.get(0), List.of())));
    }
    return all;
  }

  /** The parts of a cell that holds several. */
  static List<String> alternatives(String cell) {
    return List.of(ALTERNATIVES.split(cell));
  }
}
