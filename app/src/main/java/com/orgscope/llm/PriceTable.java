package com.orgscope.llm;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** List prices by model and by the day they hold from: tab-separated data, never code. */
final class PriceTable {
  private static final String HEADER =
      "model\tfrom\tinput\toutput\tcache_read\tcache_write\tbatch_percent\tsource";
  // Providers name a dated release of a model after the model.
  private static final String DATED = "-\\d{8}$";

  private final Map<String, NavigableMap<LocalDate, Price>> prices = new HashMap<>();

  /**
   * @param own a file of the same columns, for other models and other prices; empty for none
   */
  static PriceTable with(String own) {
    PriceTable table = new PriceTable();
    try (InputStream in =
        Objects.requireNonNull(PriceTable.class.getResourceAsStream("prices.tsv"))) {
      table.add("prices.tsv", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!own.isBlank()) {
      try {
        table.add(own, Files.readString(Path.of(own)));
      } catch (IOException e) {
        throw Failure.operator("the prices in " + own + " cannot be read: " + e, e);
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

  private void add(String name, String text) {
    String[] lines = text.split("\r?\n");
    if (!lines[0].equals(HEADER)) {
      throw Failure.operator(name + " must begin with the columns " + HEADER);
    }
    for (int i = 1; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      String[] cells = lines[i].split("\t", -1);
      try {
        Price price =
            new Price(
                Price.nanoPerToken(cells[2]),
                Price.nanoPerToken(cells[3]),
                Price.nanoPerToken(cells[4]),
                Price.nanoPerToken(cells[5]),
                Integer.parseInt(cells[6]));
        prices
            .computeIfAbsent(cells[0], unused -> new TreeMap<>())
            .put(LocalDate.parse(cells[1]), price);
      } catch (DateTimeException
          | ArithmeticException
          | IllegalArgumentException
          | IndexOutOfBoundsException e) {
        throw Failure.operator(name + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
  }
}
