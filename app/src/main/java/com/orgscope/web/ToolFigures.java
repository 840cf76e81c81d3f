package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Figures of a release for assistants: read out of the document that the API gives, so that no
 * other figure can stand here.
 */
final class ToolFigures {
  /** Of a figure, where its range stands, and what it counts. */
  private static final Map<String, List<String>> FIGURES =
      Map.of(
          "people", List.of("people_interval", "people"),
          "hours_per_week", List.of("hours_interval", "hours a week"),
          "usd_per_year", List.of("usd_interval", "dollars a year"),
          "percent", List.of("percent_interval", "percent"),
          "full_time_equivalents",
              List.of("full_time_equivalents_interval", "full-time equivalents"),
          "per_week", List.of("per_week_interval", "times a week"),
          "seats", List.of("seats_interval", "seats"));

  /** Of a group, by which it is called. */
  private static final List<String> NAMES =
      List.of("department", "category", "function", "between", "application", "tier", "cause");

  /** A name: four words at most, and nothing that a sentence is made with. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}.+&/'()-]{1,30}( [\\p{L}\\p{N}.+&/'()-]{1,30}){0,3}");

  private static final String NO_NAME = "in-house name";

  private final String release;
  private final List<Figure> figures = new ArrayList<>();

  ToolFigures(String release) {
    this.release = release;
  }

  /**
   * A figure with its cell.
   *
   * @param release that it was published in
   * @param cell by which the release calls it
   * @param of the group that it counts, by names; empty of everybody
   * @param says noise or change, of a difference between two releases; null else
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Figure(
      String release,
      String cell,
      List<String> of,
      String unit,
      double value,
      double low,
      double high,
      @Nullable String says) {}

  List<Figure> all() {
    return List.copyOf(figures);
  }

  void add(String cell, List<String> of, String unit, List<Double> values, @Nullable String says) {
    figures.add(
        new Figure(release, cell, of, unit, values.get(0), values.get(1), values.get(2), says));
  }

  /**
   * All figures in a part of the document.
   *
   * @param cell the name of the part
   */
  ToolFigures read(String cell, JsonNode part) {
    read(cell, List.of(), part);
    return this;
  }

  private void read(String cell, List<String> above, JsonNode part) {
    if (part.isArray()) {
      int number = 0;
      for (JsonNode one : part) {
        read(cell + "/" + number, above, one);
        number++;
      }
    } else if (part.isObject()) {
      List<String> of = new ArrayList<>(above);
      // Several kinds of work that are told together are named one by one.
      names(part.path("kinds"), of);
      NAMES.stream()
          .filter(name -> !name.equals("category") || !part.has("kinds"))
          .forEach(name -> names(part.path(name), of));
      part.forEachEntry((name, value) -> {
        List<String> told = FIGURES.get(name);
        JsonNode range = told == null ? value : part.path(told.getFirst());
        if (told != null && value.isNumber() && range.size() == 2) {
          add(
              cell + "/" + name,
              List.copyOf(of),
              told.getLast(),
              List.of(value.asDouble(), range.get(0).asDouble(), range.get(1).asDouble()),
              null);
        } else if (value.isObject() || value.isArray()) {
          read(cell + "/" + name, of, value);
        }
      });
    }
  }

  private static void names(JsonNode said, List<String> of) {
    if (said.isArray()) {
      said.forEach(one -> of.add(name(one.asString())));
    } else if (said.isString()) {
      of.add(name(said.asString()));
    }
  }

  /** What is no name by its look is not told: somebody may have written it for an assistant. */
  static String name(String said) {
    return NAME.matcher(said).matches() ? said : NO_NAME;
  }
}
