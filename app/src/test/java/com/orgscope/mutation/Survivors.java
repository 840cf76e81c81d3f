package com.orgscope.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Compares the mutants that no test noticed with the reviewed list of those that change nothing. A
 * mutant is known by its class, method, mutator and what was changed, not by its line; where a
 * method has several alike, the list says how many.
 */
final class Survivors {
  private static final String HEADER = "class\tmethod\tmutator\tchange\ttimes\twhy";

  private final Map<Mutant, Integer> survived = new TreeMap<>();
  private final Map<String, int[]> noticedOfAll = new TreeMap<>();

  /** Which mutant it is, wherever its line went. */
  record Mutant(String type, String method, String mutator, String change)
      implements Comparable<Mutant> {
    @Override
    public int compareTo(Mutant other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return String.join("\t", type, method, mutator, change);
    }
  }

  /** Reads PIT's report. */
  static Survivors of(Path report) throws IOException {
    Survivors survivors = new Survivors();
    try {
      NodeList mutations =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getElementsByTagName("mutation");
      for (int i = 0; i < mutations.getLength(); i++) {
        survivors.add((Element) mutations.item(i));
      }
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(report + " is no report", e);
    }
    return survivors;
  }

  /** Reads the reviewed list: how many of each mutant change nothing. */
  static Map<Mutant, Integer> reviewed(Path list) throws IOException {
    Map<Mutant, Integer> reviewed = new HashMap<>();
    List<String> lines = Files.readAllLines(list);
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      throw new IOException(list + " begins with: " + HEADER);
    }
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      if (cells.length != 6 || cells[5].isBlank()) {
        throw new IOException("a line says class, method, mutator, change, times and why: " + line);
      }
      Mutant mutant = new Mutant(cells[0], cells[1], cells[2], cells[3]);
      if (reviewed.put(mutant, Integer.valueOf(cells[4])) != null) {
        throw new IOException("two lines for one mutant: " + line);
      }
    }
    return reviewed;
  }

  /**
   * A group of rules and what was noticed of it before.
   *
   * @param classes its classes, with their rooms
   * @param before "noticed of all" at the commit that the file names
   */
  record Group(String name, List<String> classes, String before) {
    boolean holds(String type) {
      return classes.contains(type);
    }
  }

  /** Reads the groups; lines that begin with # say where the scores before come from. */
  static List<Group> groups(Path file) throws IOException {
    List<Group> groups = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 3) {
          throw new IOException("a line says group, classes and score before: " + line);
        }
        groups.add(new Group(cells[0], List.of(cells[1].split(" ")), cells[2]));
      }
    }
    return groups;
  }

  /** One line a group: all mutants, those noticed and explained, the score before and now. */
  List<String> table(List<Group> groups, Map<Mutant, Integer> reviewed) {
    List<String> table = new ArrayList<>();
    table.add(
        "%-14s %8s %8s %10s %14s %6s"
            .formatted("group", "mutants", "noticed", "explained", "before", "now"));
    for (Group group : groups) {
      int noticed = 0;
      int all = 0;
      for (Map.Entry<String, int[]> one : noticedOfAll.entrySet()) {
        noticed += group.holds(one.getKey()) ? one.getValue()[0] : 0;
        all += group.holds(one.getKey()) ? one.getValue()[1] : 0;
      }
      int explained =
          survived.entrySet().stream()
              .filter(e -> group.holds(e.getKey().type().split("\\$", 2)[0]))
              .mapToInt(e -> Math.min(e.getValue(), reviewed.getOrDefault(e.getKey(), 0)))
              .sum();
      String now = all == 0 ? "none" : 100 * noticed / all + " %";
      table.add(
          "%-14s %8d %8d %10d %14s %6s"
              .formatted(group.name(), all, noticed, explained, group.before(), now));
    }
    return table;
  }

  /** What no test noticed and nobody explained. */
  List<String> unexplained(Map<Mutant, Integer> reviewed) {
    List<String> unexplained = new ArrayList<>();
    survived.forEach((mutant, times) -> {
      int explained = reviewed.getOrDefault(mutant, 0);
      if (times > explained) {
        unexplained.add((times - explained) + " x " + mutant);
      }
    });
    return unexplained;
  }

  /** Lines of the list that nothing needs any more. */
  List<String> needless(Map<Mutant, Integer> reviewed) {
    return reviewed.entrySet().stream()
        .filter(e -> survived.getOrDefault(e.getKey(), 0) < e.getValue())
        .map(e -> e.getKey().toString())
        .sorted()
        .toList();
  }

  /** By class: noticed, of all. */
  Map<String, int[]> score() {
    return noticedOfAll;
  }

  private void add(Element mutation) {
    String type = text(mutation, "mutatedClass").replace("com.orgscope.", "");
    boolean noticed = Boolean.parseBoolean(mutation.getAttribute("detected"));
    int[] score = noticedOfAll.computeIfAbsent(type.split("\\$")[0], _ -> new int[2]);
    score[0] += noticed ? 1 : 0;
    score[1]++;
    if (!noticed) {
      String mutator = text(mutation, "mutator");
      survived.merge(
          new Mutant(
              type,
              text(mutation, "mutatedMethod"),
              mutator.substring(mutator.lastIndexOf('.') + 1),
              text(mutation, "description")),
          1,
          Integer::sum);
    }
  }

  private static String text(Element mutation, String name) {
    Node node = mutation.getElementsByTagName(name).item(0);
    return node == null ? "" : node.getTextContent();
  }

  /**
   * Prints the score, and ends with 1 if a mutant was neither noticed nor explained.
   *
   * @param arguments the report, the reviewed list and the groups with their scores before
   */
  public static void main(String[] arguments) throws IOException {
    Survivors survivors = of(Path.of(arguments[0]));
    Map<Mutant, Integer> reviewed = reviewed(Path.of(arguments[1]));
    int noticed = 0;
    int all = 0;
    for (Map.Entry<String, int[]> one : survivors.score().entrySet()) {
      System.out.printf("%5d of %5d  %s%n", one.getValue()[0], one.getValue()[1], one.getKey());
      noticed += one.getValue()[0];
      all += one.getValue()[1];
    }
    int explained = survivors.survived.values().stream().mapToInt(n -> n).sum();
    List<String> unexplained = survivors.unexplained(reviewed);
    System.out.printf("%5d of %5d  noticed, %d survived%n", noticed, all, explained);
    survivors.table(groups(Path.of(arguments[2])), reviewed).forEach(System.out::println);
    survivors.needless(reviewed).forEach(line -> System.out.println("no longer needed: " + line));
    unexplained.forEach(line -> System.out.println("UNEXPLAINED " + line));
    System.out.println(
        unexplained.isEmpty()
            ? "Every survivor is explained."
            : "Write a test that notices it, or a line that says why it changes nothing.");
    System.exit(unexplained.isEmpty() ? 0 : 1);
  }
}
