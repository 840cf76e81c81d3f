package com.orgscope.insight;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kinds of work whose use is drawn as one cell: one that is large enough alone, or several that are
 * not. Which they are follows from published people, the company's list and a public list of
 * families, and nobody is in two of them.
 *
 * @param kinds one or more, in the order of the release
 * @param people of all of them, as published
 */
record UsePool(List<String> kinds, long people) {
  /** A pool is told where the noise is no more than this part of its people. */
  private static final double READABLE = 0.1;

  UsePool {
    kinds = List.copyOf(kinds);
  }

  /**
   * First each kind alone, then what is left of a family, then all that is left.
   *
   * @param shown of the release, noised
   * @param list the company's
   * @param half how far a cell may be off, in people
   */
  static List<UsePool> of(List<Levels.Category> shown, Collection<String> list, double half) {
    List<UsePool> pools = new ArrayList<>();
    List<Levels.Category> small = new ArrayList<>();
    for (Levels.Category kind : shown) {
      if (list.contains(kind.name()) && !add(List.of(kind), half, pools)) {
        small.add(kind);
      }
    }
    Map<String, List<Levels.Category>> families = new LinkedHashMap<>();
    Map<String, String> family = families();
    for (Levels.Category kind : small) {
      families
          .computeIfAbsent(family.getOrDefault(kind.name(), ""), any -> new ArrayList<>())
          .add(kind);
    }
    families.remove("");
    families.values().stream().filter(kinds -> add(kinds, half, pools)).forEach(small::removeAll);
    add(small, half, pools);
    return List.copyOf(pools.stream().filter(pool -> !list.contains(pool.together())).toList());
  }

  private static boolean add(List<Levels.Category> kinds, double half, List<UsePool> pools) {
    long people = kinds.stream().mapToLong(kind -> kind.figure().people()).sum();
    boolean isReadable = people > 0 && half <= READABLE * people;
    if (isReadable) {
      pools.add(new UsePool(kinds.stream().map(Levels.Category::name).toList(), people));
    }
    return isReadable;
  }

  /** By which it stands in a release. */
  String name() {
    return String.join(", ", kinds);
  }

  /** Its name if it is of several; else nothing that a kind is called. */
  private String together() {
    return kinds.size() == 1 ? "" : name();
  }

  boolean holds(Census.Member member) {
    return kinds.contains(member.category());
  }

  private static Map<String, String> families() {
    Map<String, String> families = new LinkedHashMap<>();
    Table.read(UsePool.class, "kind-families.tsv")
        .rows()
        .forEach(row -> {
          for (String kind : row.get(1).split("\\|")) {
            families.put(kind, row.getFirst());
          }
        });
    return families;
  }
}
