package com.orgscope.assurance;

import com.orgscope.assurance.Paper.Block;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A paper before it is filled: Markdown of headings, paragraphs on one line, items, tables, and
 * {@code > To fill in:}, with the keys of live facts in braces. The first line is the title, the
 * second the law.
 *
 * @param people whether the council reads it
 */
record PaperTemplate(String name, boolean people, List<String> lines) {
  static final String TO_FILL = "> To fill in: ";

  private static final Pattern KEY = Pattern.compile("\\{([a-z-]+)}");
  private static final int BODY = 2;

  /** In the order of reading. */
  static final List<PaperTemplate> ALL =
      List.of(
          read("impact-assessment", true),
          read("workers", true),
          read("technical-documentation", false),
          read("instructions-for-use", false),
          read("risks", false),
          read("monitoring-and-incidents", false));

  PaperTemplate {
    lines = List.copyOf(lines);
  }

  private static PaperTemplate read(String name, boolean people) {
    try (InputStream in = PaperTemplate.class.getResourceAsStream(name + ".md")) {
      if (in == null) {
        throw new IllegalStateException("no " + name + ".md");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new PaperTemplate(name, people, text.lines().filter(line -> !line.isBlank()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  String title() {
    return lines.get(0).substring("# ".length());
  }

  String law() {
    return lines.get(1);
  }

  /**
   * @throws IllegalStateException for a key that is no fact, which is a mistake of ours
   */
  Paper filled(Map<String, LiveFact> facts) {
    List<String> filled = lines.stream().map(line -> filled(line, facts)).toList();
    List<Block> blocks = blocks(filled.subList(BODY, filled.size()));
    int toFill = (int) blocks.stream().filter(Paper.ToFill.class::isInstance).count();
    return new Paper(name, title(), law(), blocks, markdown(filled), toFill);
  }

  private String filled(String line, Map<String, LiveFact> facts) {
    return KEY.matcher(line)
        .replaceAll(found -> {
          LiveFact fact = facts.get(found.group(1));
          if (fact == null) {
            throw new IllegalStateException(name + ".md: no fact " + found.group(1));
          }
          // A bar would begin another cell.
          return Matcher.quoteReplacement(fact.value().replace('|', '/'));
        });
  }

  private static List<Block> blocks(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (int at = 0; at < lines.size(); ) {
      String line = lines.get(at);
      if (line.startsWith("- ") || line.startsWith("|")) {
        int end = at;
        String like = line.substring(0, 1);
        while (end < lines.size() && lines.get(end).startsWith(like)) {
          end++;
        }
        List<String> run = lines.subList(at, end);
        blocks.add(like.equals("-") ? items(run) : grid(run));
        at = end;
      } else {
        blocks.add(one(line));
        at++;
      }
    }
    return blocks;
  }

  private static Block one(String line) {
    if (line.startsWith("## ")) {
      return new Paper.Heading(line.substring("## ".length()));
    }
    return line.startsWith(TO_FILL)
        ? new Paper.ToFill(line.substring(TO_FILL.length()))
        : new Paper.Text(line);
  }

  private static Block items(List<String> lines) {
    return new Paper.Items(lines.stream().map(line -> line.substring("- ".length())).toList());
  }

  /** The second line of a table draws a rule. */
  private static Block grid(List<String> lines) {
    List<List<String>> rows = lines.stream().map(PaperTemplate::cells).toList();
    return new Paper.Grid(rows.getFirst(), rows.subList(2, rows.size()));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
        .map(String::strip)
        .toList();
  }

  /** Lines of one table or list stand together, everything else apart. */
  private static String markdown(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean goesOn =
          i > 0
              && (line.startsWith("|") || line.startsWith("- "))
              && lines.get(i - 1).charAt(0) == line.charAt(0);
      text.append(i == 0 || goesOn ? "" : "\n").append(line).append('\n');
    }
    return text.toString();
  }
}
