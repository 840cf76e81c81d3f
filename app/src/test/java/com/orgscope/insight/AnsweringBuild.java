package com.orgscope.insight;

import java.util.List;
import java.util.Map;

/** A build as it answers whoever reads all that it shows of one company. */
@FunctionalInterface
interface AnsweringBuild {
  /** Hours from one release to the next. */
  int PERIOD = 720;

  /**
   * @param hour since the first release
   */
  Page read(int hour);

  /**
   * What is shown, in its order.
   *
   * @param kinds people of each kind of work that is shown
   * @param company everybody
   * @param merged how many cells are said to stand with others
   * @param text the whole answer
   */
  record Page(List<Row> rows, Map<String, Long> kinds, long company, int merged, String text) {
    public Page {
      rows = List.copyOf(rows);
      kinds = Map.copyOf(kinds);
    }

    double people(String kind) {
      return kinds.getOrDefault(kind, 0L);
    }

    /** Everybody but those of all other kinds. */
    double left(String kind) {
      return company
          - kinds.entrySet().stream()
              .filter(of -> !of.getKey().equals(kind))
              .mapToLong(Map.Entry::getValue)
              .sum();
    }

    /** As many as there are where it is in none. */
    int place(String kind) {
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).category().equals(kind)) {
          return i;
        }
      }
      return rows.size();
    }
  }

  /**
   * @param behind how many people are counted there; no attacker reads it
   */
  record Row(String department, String category, long people, int behind) {}

  /** Who is counted at each release. */
  @FunctionalInterface
  interface Course {
    Census at(int release);
  }

  /** A build before it was asked of any company. */
  record Kind(String name, Opening opening) {
    AnsweringBuild of(Course course, long seed) {
      return opening.of(course, seed);
    }
  }

  @FunctionalInterface
  interface Opening {
    AnsweringBuild of(Course course, long seed);
  }
}
