package com.orgscope.llm;

import com.orgscope.kernel.Failure;
import com.orgscope.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** List prices by model and by the day they hold from: tab-separated data, never code. */
final class PriceTable {
  private static final List<String> COLUMNS =
      List.of(
          "model",
          "from",
          "input",
          "output",
          "cache_read",
          "cache_write",
          "batch_percent",
          "source");
  // Providers name a dated release of a model after the model.
  private static final String DATED = "-\\d{8}$";

  private final Map<String, NavigableMap<LocalDate, Price>> prices = new HashMap<>();

  /**
   * @param own a file of the same columns, for other models and other prices; empty for none
   */
  static PriceTable with(String own) {
    PriceTable table = new PriceTable();
    table.add("prices.tsv", Table.read(PriceTable.class, "prices.tsv"));
    if (!own.isBlank()) {
      try {
        table.add(own, Table.of(own, Files.readString(Path.of(own))));
      } catch (IOException e) {
        throw Failure.operator("the prices in " + own + " cannot be read: " + e, e);
      } catch (IllegalStateException e) {
        throw Failure.operator("the prices cannot be read: " + e.getMessage(), e);
      }
    }
    return table;
  }

  /** The price of a model on a day; empty if none is known, for then nothing can be reserved. */
  Optional<Price> on(LocalDate day, String model) {
    NavigableMap<LocalDate, Price> dated =
        prices.getOrDefault(model, prices.get(model.replaceFirst(DATED, "")));
    return Optional.ofNullable(dated).map(d -> d.floorEntry(day)).map(Map.Entry::getValue);
  }

  private void add(String name, Table table) {
    if (!table.columns().equals(COLUMNS)) {
      throw Failure.operator(
          name + " must begin with the columns " + String.join(", ", COLUMNS) + ", parted by tabs");
    }
    for (List<String> cells : table.rows()) {
      try {
        Price price =
            new Price(
                Price.nanoPerToken(cells.get(2)),
                Price.nanoPerToken(cells.get(3)),
                Price.nanoPerToken(cells.get(4)),
                Price.nanoPerToken(cells.get(5)),
                Integer.parseInt(cells.get(6)));
        prices
            .computeIfAbsent(cells.get(0), unused -> new TreeMap<>())
            .put(LocalDate.parse(cells.get(1)), price);
      } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
        throw Failure.operator(
            name + ", " + cells.get(0) + " from " + cells.get(1) + ": " + e.getMessage(), e);
      }
    }
  }
}
