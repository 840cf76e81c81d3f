package com.orgscope.category.agent;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Ways to ask the same otherwise, none of which may change what a group's work is. */
enum Otherwise {
  /** Names in capitals. */
  CASE {
    @Override
    List<SharedFact> facts(List<SharedFact> facts, UnaryOperator<String> functionName) {
      return numbered(
          facts.stream().map(f -> called(f, f.shown().toUpperCase(Locale.ROOT))).toList(), 1);
    }
  },
  /** The last fact first. */
  ORDER {
    @Override
    List<SharedFact> facts(List<SharedFact> facts, UnaryOperator<String> functionName) {
      return numbered(facts.reversed(), 1);
    }
  },
  /** Facts under other numbers. */
  IDS {
    @Override
    List<SharedFact> facts(List<SharedFact> facts, UnaryOperator<String> functionName) {
      return numbered(facts, FIRST_OTHER_NUMBER);
    }
  },
  /** What applications are for, in German. */
  LANGUAGE {
    @Override
    List<SharedFact> facts(List<SharedFact> facts, UnaryOperator<String> functionName) {
      Map<String, String> german = german(functionName);
      return facts.stream()
          .map(f ->
              new SharedFact(
                  f.id(),
                  f.part(),
                  f.shown(),
                  f.purpose().map(name -> german.getOrDefault(name, name)),
                  f.band(),
                  f.description(),
                  f.ownWords()))
          .toList();
    }
  },
  /** An application more, which everybody may use and hardly does. */
  IRRELEVANT {
    @Override
    List<SharedFact> facts(List<SharedFact> facts, UnaryOperator<String> functionName) {
      List<SharedFact> more = new ArrayList<>(facts);
      more.add(
          new SharedFact(
              "F" + (facts.size() + 1),
              "Room booking",
              "Room booking",
              Optional.of(functionName.apply("video-meetings")),
              Band.ofUse(0),
              Optional.empty(),
              Optional.empty()));
      return List.copyOf(more);
    }
  };

  private static final int FIRST_OTHER_NUMBER = 11;

  /**
   * @param functionName how people call a function, by its id
   */
  abstract List<SharedFact> facts(List<SharedFact> facts, UnaryOperator<String> functionName);

  Cohort of(Cohort cohort, UnaryOperator<String> functionName) {
    return new Cohort(
        cohort.signature(), cohort.people(), facts(cohort.facts(), functionName), cohort.local());
  }

  private static SharedFact called(SharedFact fact, String shown) {
    return new SharedFact(
        fact.id(),
        fact.part(),
        shown,
        fact.purpose(),
        fact.band(),
        fact.description(),
        fact.ownWords());
  }

  private static List<SharedFact> numbered(List<SharedFact> facts, int first) {
    List<SharedFact> numbered = new ArrayList<>();
    for (SharedFact fact : facts) {
      numbered.add(
          new SharedFact(
              "F" + (first + numbered.size()),
              fact.part(),
              fact.shown(),
              fact.purpose(),
              fact.band(),
              fact.description(),
              fact.ownWords()));
    }
    return List.copyOf(numbered);
  }

  /** By the English names. */
  private static Map<String, String> german(UnaryOperator<String> functionName) {
    Map<String, String> german = new HashMap<>();
    Table.read(Otherwise.class, "functions-in-german.tsv")
        .rows()
        .forEach(row -> german.put(functionName.apply(row.get(0)), row.get(1)));
    return german;
  }
}
