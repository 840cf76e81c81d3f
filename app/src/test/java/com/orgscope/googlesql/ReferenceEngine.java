package com.orgscope.googlesql;

import java.util.List;
import java.util.Map;

/** GoogleSQL's own analyzer and its reference engine, of which BigQuery's SQL is a dialect. */
public interface ReferenceEngine {
  /**
   * A table and what is in it.
   *
   * @param path its project, data set and name
   * @param columns types by name, in order
   * @param rows text, {@code Long}, {@code Double}, {@code LocalDate}, {@code byte[]} or null
   */
  record Table(List<String> path, Map<String, String> columns, List<List<Object>> rows) {}

  /**
   * Reads a statement of any kind as the analyzer does, types and names included.
   *
   * @return what kind of statement it is
   * @throws IllegalArgumentException saying what it does not understand
   */
  String analyze(String statement, List<Table> tables);

  /**
   * Answers a query.
   *
   * @param parameters values of {@code @name}s
   * @throws IllegalArgumentException saying what it does not understand
   */
  List<List<Object>> run(String query, List<Table> tables, Map<String, Object> parameters);
}
