package com.orgscope.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes files of rows into a zip, row by row. One that was not closed does not open. */
final class ExportZip implements AutoCloseable {
  private static final String FORMULA = "=+-@\t\r";

  private final ZipOutputStream zip;
  private final Writer out;

  ExportZip(OutputStream to) {
    this.zip = new ZipOutputStream(to, UTF_8);
    this.out = new BufferedWriter(new OutputStreamWriter(zip, UTF_8));
  }

  /**
   * As a JSON array of objects, and where the rows are flat as CSV (RFC 4180) too.
   *
   * @return how many rows
   */
  long write(HeldFile file) throws IOException {
    begin(file.name() + ".json");
    out.write('[');
    long[] rows = {0};
    file.rows()
        .each(row -> {
          write((rows[0]++ == 0 ? "\n" : ",\n") + row);
        });
    out.write(rows[0] == 0 ? "]\n" : "\n]\n");
    end();
    if (file.flat()) {
      begin(file.name() + ".csv");
      write(String.join(",", file.columns()) + "\r\n");
      file.rows().each(row -> write(line(row, file.columns())));
      end();
    }
    return rows[0];
  }

  void write(String name, String text) throws IOException {
    begin(name);
    out.write(text);
    end();
  }

  /** Ends the zip, without which it does not open. */
  @Override
  public void close() throws IOException {
    out.flush();
    zip.finish();
  }

  private void begin(String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
  }

  private void end() throws IOException {
    out.flush();
    zip.closeEntry();
  }

  private void write(String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(ObjectNode row, List<String> columns) {
    return columns.stream().map(column -> cell(row.path(column))).collect(Collectors.joining(","))
        + "\r\n";
  }

  /** A text that a spreadsheet would take for a formula is marked as text. */
  private static String cell(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    if (!value.isString()) {
      return quoted(value.toString());
    }
    String text = value.asString();
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return quoted(formula ? "'" + text : text);
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
