package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Sha256;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What one import writes.
 *
 * @param links whose an id is from now on, whoever had it before
 * @param logins which of the links are those of logins, and such as are nobody's from now on
 * @param merged from keys that events were stored under to the people they are
 * @param restated people whose positions from a day on the file says anew
 */
record PeopleChanges(
    List<StoredPerson> people,
    List<Held> positions,
    Map<UUID, PersonKey> links,
    Logins logins,
    Map<PersonKey, PersonKey> merged,
    Map<PersonKey, LocalDate> restated,
    Managers managers) {

  /**
   * Of all that is written: the same people told the same give the same, however their names are
   * encrypted.
   *
   * @return 64 hexadecimal digits
   */
  String digest() {
    StringJoiner all = new StringJoiner("\u001e");
    people.stream()
        .map(one -> one.person() + " " + one.content())
        .sorted()
        .forEach(one -> all.add("person " + one));
    positions.stream().map(Held::toString).sorted().forEach(all::add);
    new TreeMap<>(links).forEach((hash, person) -> all.add("link " + hash + " " + person));
    all.add("held " + new TreeSet<>(logins.held()));
    all.add("shared " + new TreeSet<>(logins.shared()));
    new TreeMap<>(merged).forEach((from, to) -> all.add("merged " + from + " " + to));
    new TreeMap<>(restated).forEach((person, day) -> all.add("restated " + person + " " + day));
    all.add("told " + new TreeSet<>(managers.told()));
    managers.awaited().stream()
        .map(one -> one.person() + " " + one.since() + " " + new TreeSet<>(one.links()))
        .sorted()
        .forEach(one -> all.add("awaited " + one));
    return HexFormat.of().formatHex(Sha256.of(all.toString()));
  }

  /**
   * Names that move.
   *
   * @param held logins that are somebody's
   * @param shared logins that several people claim
   */
  record Logins(Set<UUID> held, Set<UUID> shared) {}

  /** Somebody's position. */
  record Held(PersonKey person, Position position) {}

  /**
   * Managers who are to come.
   *
   * @param told people of whom the import says who manages them, so that nobody else is awaited
   * @param awaited those whose manager nobody knows yet
   */
  record Managers(List<PersonKey> told, List<Awaited> awaited) {}

  /**
   * Somebody whose manager is to come.
   *
   * @param links hashes of all that the reference to the manager may mean
   * @param since from when they are managed
   */
  record Awaited(PersonKey person, List<UUID> links, LocalDate since) {}
}
