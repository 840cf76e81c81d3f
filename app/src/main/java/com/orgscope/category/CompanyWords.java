package com.orgscope.category;

import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.usage.SensitiveApplications;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A company's own words, as a file has them and as they are kept: lines {@code pack INDUSTRY},
 * {@code add NAME}, {@code name CATEGORY = NAME} and {@code role WORD = CATEGORY}; empty lines and
 * those that begin with # say nothing.
 */
public final class CompanyWords {
  static final int MOST_LINES = 200;
  static final int LONGEST_WORD = 60;

  private final List<Line> lines;

  private record Line(int number, String kind, String left, String right) {
    String text() {
      return kind + " " + left + (right.isEmpty() ? "" : " = " + right);
    }
  }

  private CompanyWords(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * @throws Failure for the operator, with every line that cannot be read
   */
  public static CompanyWords read(String text) {
    List<Line> lines = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    int number = 0;
    for (String raw : text.replace("\uFEFF", "").lines().toList()) {
      number++;
      String line = raw.strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        int at = number;
        line(at, line)
            .ifPresentOrElse(
                lines::add,
                () ->
                    faults.add(
                        "line %d is none of 'pack I', 'add N', 'name C = N', 'role W = C' with words of 1 to %d characters"
                            .formatted(at, LONGEST_WORD)));
      }
    }
    if (lines.size() > MOST_LINES) {
      faults.add("there are more than " + MOST_LINES + " lines");
    }
    refuse(faults);
    return new CompanyWords(lines);
  }

  private static Optional<Line> line(int number, String line) {
    String[] parts = line.split("\\s+", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    String[] sides = parts[1].split("=", 2);
    String left = sides[0].strip();
    String right = sides.length < 2 ? "" : sides[1].strip();
    boolean two = parts[0].equals("name") || parts[0].equals("role");
    boolean known = two || parts[0].equals("pack") || parts[0].equals("add");
    boolean whole = two == (sides.length == 2) && is(left) && (!two || is(right));
    return known && whole ? Optional.of(new Line(number, parts[0], left, right)) : Optional.empty();
  }

  private static boolean is(String word) {
    return word.length() <= LONGEST_WORD
        && !Words.of(word).isEmpty()
        && DisplayText.of(word).equals(word);
  }

  /** As they were kept before there were versions: names by category. */
  static CompanyWords of(String industry, Map<String, String> names) {
    Taxonomy usual = Taxonomy.forIndustry(industry);
    List<Line> lines = new ArrayList<>();
    names.forEach((category, name) -> {
      if (!usual.allows(category)) {
        lines.add(new Line(lines.size() + 1, "add", category, ""));
      }
      if (!name.equals(category)) {
        lines.add(new Line(lines.size() + 1, "name", category, name));
      }
    });
    return new CompanyWords(lines);
  }

  /** These, with another name for a category in place of the one it had. */
  CompanyWords renamed(Taxonomy now, String category, String name) {
    List<Line> more = new ArrayList<>(lines);
    more.removeIf(
        line -> line.kind.equals("name") && now.canonical(line.left).equals(Optional.of(category)));
    more.add(new Line(more.size() + 1, "name", category, name));
    return new CompanyWords(more);
  }

  /** These, with a category of the company's own. */
  CompanyWords added(String category) {
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(more.size() + 1, "add", category, ""));
    return new CompanyWords(more);
  }

  /** As they are kept. */
  public String text() {
    return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
  }

  /**
   * The allow-list of a company of the industry with these words.
   *
   * @throws Failure for the operator, with every line that means nothing, or something that another
   *     line or category means
   */
  Taxonomy taxonomy(String industry) {
    List<String> faults = new ArrayList<>();
    TreeSet<String> packs = new TreeSet<>();
    for (Line line : of("pack")) {
      if (!Taxonomy.packs().contains(line.left)) {
        faults.add(
            "line %d: there is no pack '%s', but %s"
                .formatted(line.number, line.left, String.join(", ", Taxonomy.packs())));
      }
      packs.add(line.left);
    }
    Taxonomy taxonomy = Taxonomy.of(industry, packs);
    for (Line line : of("add")) {
      means(taxonomy, line, line.left).ifPresentOrElse(faults::add, () -> taxonomy.add(line.left));
    }
    Map<String, String> named = new LinkedHashMap<>();
    for (Line line : of("name")) {
      Optional<String> category = taxonomy.canonical(line.left);
      if (category.isEmpty()) {
        faults.add(missing(taxonomy, line, line.left));
      } else if (named.put(category.get(), line.right) != null) {
        faults.add("line %d names %s a second time".formatted(line.number, category.get()));
      } else {
        means(taxonomy, line, line.right)
            .filter(fault -> !taxonomy.canonical(line.right).equals(category))
            .ifPresentOrElse(faults::add, () -> taxonomy.name(category.get(), line.right));
      }
    }
    for (Line line : of("role")) {
      Optional<String> category = taxonomy.canonical(line.right);
      if (category.isEmpty()) {
        faults.add(missing(taxonomy, line, line.right));
      } else {
        means(taxonomy, line, line.left)
            .filter(fault -> !taxonomy.canonical(line.left).equals(category))
            .ifPresentOrElse(faults::add, () -> taxonomy.role(line.left, category.get()));
      }
    }
    refuse(faults);
    return taxonomy;
  }

  private List<Line> of(String kind) {
    return lines.stream().filter(line -> line.kind.equals(kind)).toList();
  }

  /**
   * @throws Failure for the operator, with every line that would say something of anybody that is
   *     nobody's business
   */
  void requireNothingSensitive() {
    List<String> faults = new ArrayList<>();
    for (Line line : lines) {
      String word = line.kind.equals("name") ? line.right : line.left;
      SensitiveApplications.speaksOf(word)
          .ifPresent(kind ->
              faults.add(
                  "line %d: '%s' speaks of %s, which no word here says of anybody"
                      .formatted(line.number, word, kind)));
    }
    refuse(faults);
  }

  private static Optional<String> means(Taxonomy taxonomy, Line line, String word) {
    return taxonomy
        .canonical(word)
        .map(other ->
            "line %d: '%s' already means %s here"
                .formatted(line.number, word, taxonomy.ownName(other)));
  }

  private static String missing(Taxonomy taxonomy, Line line, String category) {
    return "line %d: there is no category '%s' here, but %s"
        .formatted(line.number, category, String.join(", ", taxonomy.ownNames()));
  }

  private static void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      throw Failure.operator(String.join("; ", faults));
    }
  }
}
