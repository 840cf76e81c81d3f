package com.orgscope.state;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks through every file of a server's data as its bytes lie, and into what it packed there: rows
 * that are gone, indexes, pieces beside the rows, the planner's notes, and the log of changes. It
 * reads page by page, however large a table is.
 */
final class ServerFiles {
  private static final Pattern NAME = Pattern.compile("(.*?)(?:\\.(\\d{1,6}))?");
  private static final int LOG_LONG_HEADER = 40;
  private static final int LOG_SHORT_HEADER = 24;
  private static final int LOG_IS_LONG = 2;

  private final Path data;
  private final Map<String, Table> tables;
  private final ByteSearch search;

  /**
   * Whose a file is.
   *
   * @param pieces whether it holds pieces of values
   */
  record Table(String name, boolean pieces) {}

  /**
   * @param tables by the path of their first file
   */
  ServerFiles(Path data, Map<String, Table> tables, ByteSearch search) {
    this.data = data;
    this.tables = Map.copyOf(tables);
    this.search = search;
  }

  /** What the files hold, by table or by folder; what is deleted meanwhile is not there. */
  Findings holding() throws IOException {
    Map<String, SortedMap<Integer, Path>> parts = new HashMap<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Matcher name = NAME.matcher(data.relativize(file).toString().replace('\\', '/'));
        if (name.matches()) {
          int part = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
          parts.computeIfAbsent(name.group(1), any -> new TreeMap<>()).put(part, file);
        }
      }
    }
    Findings findings = new Findings();
    parts.forEach((first, files) -> look(first, List.copyOf(files.values()), findings));
    return findings;
  }

  private void look(String first, List<Path> files, Findings findings) {
    Table table = tables.get(first);
    String place =
        table == null ? "files in " + first.replaceFirst("/[^/]*$", "") : "files of " + table.name;
    PackedPages packed = new PackedPages(search, table != null && table.pieces);
    for (Path file : files) {
      try {
        findings.found(place, asTheyLie(first, file) + (table == null ? 0 : packed(file, packed)));
      } catch (NoSuchFileException e) {
        findings.found(place, 0);
      } catch (IOException e) {
        findings.unread(place, "cannot be read to its end");
      }
    }
    if (packed.isLost()) {
      findings.unread(place, "pieces of a packed value lie too far from each other");
    }
  }

  private long asTheyLie(String first, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return search.countAsItLies(first.startsWith("pg_wal/") ? new Changes(in) : in);
    }
  }

  private static long packed(Path file, PackedPages packed) throws IOException {
    long found = 0;
    byte[] page = new byte[PackedPages.PAGE];
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      while (in.readNBytes(page, 0, page.length) == page.length) {
        found += packed.count(page);
      }
    }
    return found;
  }

  /** The log of changes without the heads of its pages, which cut what is written across two. */
  private static final class Changes extends InputStream {
    private final InputStream in;
    private final byte[] page = new byte[PackedPages.PAGE];
    private int at;
    private int end;

    Changes(InputStream in) {
      this.in = in;
    }

    private boolean fill() throws IOException {
      end = in.readNBytes(page, 0, page.length);
      boolean isLong =
          end > LOG_LONG_HEADER
              && (ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getShort(2) & LOG_IS_LONG)
                  != 0;
      at = Math.min(end, isLong ? LOG_LONG_HEADER : LOG_SHORT_HEADER);
      return end > 0;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      while (at >= end) {
        if (!fill()) {
          return -1;
        }
      }
      int some = Math.min(length, end - at);
      System.arraycopy(page, at, into, from, some);
      at += some;
      return some;
    }
  }
}
