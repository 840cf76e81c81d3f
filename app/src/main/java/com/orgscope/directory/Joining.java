package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Puts accounts without a person together with those that are the same one's. They become whose the
 * latest of their neighbours with a person is; without any they are one person, under the smallest
 * of their hashes.
 */
final class Joining {
  /** Two accounts of one person, and the last day that tells. */
  record Edge(UUID one, UUID other, int day) {}

  private final Collection<UUID> accounts;
  private final Map<UUID, PersonKey> people;
  private final Map<UUID, Set<UUID>> joined = new HashMap<>();
  private final Map<UUID, Neighbour> neighbours = new HashMap<>();

  /** Somebody whom an account is joined to. */
  private record Neighbour(PersonKey person, int day) {
    static final Comparator<Neighbour> LATEST =
        Comparator.comparingInt(Neighbour::day).thenComparing(Neighbour::person);
  }

  Joining(Collection<UUID> accounts, Map<UUID, PersonKey> people, List<Edge> edges) {
    this.accounts = accounts;
    this.people = people;
    for (Edge edge : edges) {
      join(edge.one(), edge.other(), edge.day());
      join(edge.other(), edge.one(), edge.day());
    }
  }

  private void join(UUID account, UUID to, int day) {
    PersonKey person = people.get(to);
    if (person == null) {
      joined.computeIfAbsent(account, unused -> new TreeSet<>()).add(to);
    } else {
      neighbours.merge(account, new Neighbour(person, day), BinaryOperator.maxBy(Neighbour.LATEST));
    }
  }

  void run() {
    for (UUID account : accounts) {
      if (people.containsKey(account)) {
        continue;
      }
      Set<UUID> group = new TreeSet<>(Set.of(account));
      Deque<UUID> left = new ArrayDeque<>(group);
      while (!left.isEmpty()) {
        for (UUID next : joined.getOrDefault(left.remove(), Set.of())) {
          if (group.add(next)) {
            left.add(next);
          }
        }
      }
      settle(group);
    }
  }

  private void settle(Set<UUID> group) {
    PersonKey person =
        group.stream()
            .flatMap(account -> Stream.ofNullable(neighbours.get(account)))
            .max(Neighbour.LATEST)
            .map(Neighbour::person)
            .orElseGet(() -> new PersonKey(group.iterator().next()));
    group.forEach(account -> people.put(account, person));
  }
}
