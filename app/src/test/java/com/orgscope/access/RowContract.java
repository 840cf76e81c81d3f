package com.orgscope.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose rows a caller has, as {@code row-contract.tsv} says: what every enforcer is held to. */
final class RowContract {
  private RowContract() {}

  /**
   * A caller and what they have.
   *
   * @param asked the caller's words in the list
   * @param rows by day and enforcer the people, as tenant/person
   */
  record Line(
      String asked,
      TenantId tenant,
      Role role,
      @Nullable String person,
      Map<Day, Set<String>> rows,
      Map<Day, Set<String>> inBigQuery) {
    Set<String> on(Day day) {
      return Objects.requireNonNull(rows.get(day));
    }

    Set<String> inBigQuery(Day day) {
      return Objects.requireNonNull(inBigQuery.get(day));
    }

    @Override
    public String toString() {
      return asked;
    }
  }

  enum Day {
    TODAY,
    TOMORROW
  }

  static List<Line> lines(Set<String> everybody) {
    return rows("row-contract.tsv").stream().map(cells -> line(cells, everybody)).toList();
  }

  private static Line line(List<String> cells, Set<String> everybody) {
    String[] words = cells.getFirst().split(" ", -1);
    Set<String> today = people(cells.get(1), everybody);
    Set<String> tomorrow = cells.get(2).equals("=") ? today : people(cells.get(2), everybody);
    Set<String> todayThere = today;
    Set<String> tomorrowThere = tomorrow;
    if (cells.size() > 3) {
      String[] there = cells.get(3).replaceFirst(":.*", "").split(";", -1);
      todayThere = people(there[0], everybody);
      tomorrowThere = people(there[there.length - 1], everybody);
    }
    return new Line(
        cells.getFirst(),
        new TenantId(words[0]),
        Role.valueOf(words[1]),
        words.length > 2 ? words[2] : null,
        Map.of(Day.TODAY, today, Day.TOMORROW, tomorrow),
        Map.of(Day.TODAY, todayThere, Day.TOMORROW, tomorrowThere));
  }

  private static Set<String> people(String words, Set<String> everybody) {
    Set<String> people = new TreeSet<>();
    for (String word : words.strip().split(" ", -1)) {
      if (word.contains("/")) {
        people.add(word);
      } else if (!word.equals("-")) {
        everybody.stream().filter(one -> one.startsWith(word + "/")).forEach(people::add);
      }
    }
    return people;
  }

  /** What each table shows each role of them, as {@code row-tables.tsv} says. */
  static Map<String, List<String>> tables() {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    rows("row-tables.tsv").forEach(cells -> tables.put(cells.getFirst(), cells));
    return tables;
  }

  /** Of a table of PostgreSQL what a line's caller has. */
  static Set<String> of(List<String> table, Line line, Day day, Set<String> everybody) {
    Set<String> theirs = new TreeSet<>(line.on(day));
    String self =
        line.person() == null
            ? ""
            : line.tenant() + line.person().substring(line.person().indexOf('/'));
    String shown =
        switch (line.role()) {
          case SYSTEM -> table.get(1);
          case IT_SECURITY -> table.get(2);
          case MANAGER -> table.get(3);
          case EMPLOYEE -> table.get(4);
          case CEO, AUDITOR -> table.get(5);
          // Not what is published either.
          case COUNCIL -> table.get(5).equals("all") ? "-" : table.get(5);
          // Cells of units, and no row of a person.
          case EXECUTIVE -> "-";
        };
    return switch (shown) {
      case "theirs" -> theirs;
      case "reports" -> {
        theirs.remove(self);
        yield theirs;
      }
      case "self" -> {
        theirs.retainAll(Set.of(self));
        yield theirs;
      }
      case "own" -> everybody.contains(self) ? Set.of(self) : Set.of();
      case "all" -> people(line.tenant().value(), everybody);
      case "nobody" -> Set.of(line.tenant() + "/nobody");
      case "-" -> Set.of();
      default -> throw new IllegalStateException(shown);
    };
  }

  /** Columns that hold no person's key. */
  static Set<String> columnsOfNobody() {
    return rows("no-people.tsv").stream().map(List::getFirst).collect(Collectors.toSet());
  }

  private static List<List<String>> rows(String name) {
    try (InputStream in =
        Objects.requireNonNull(RowContract.class.getResourceAsStream(name), name)) {
      return Stream.of(new String(in.readAllBytes(), UTF_8).split("\n", -1))
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> List.of(line.split("\t", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
