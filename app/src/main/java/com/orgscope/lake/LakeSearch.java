package com.orgscope.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.state.ByteSearch;
import com.orgscope.state.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks for people in every file of the lake, whether a table still lists it or not: rows of
 * Parquet files and lists of files are decoded, and the bytes of all are looked through as they
 * lie.
 */
@Component
public final class LakeSearch {
  private final Engine engine;
  private final Path root;

  LakeSearch(Engine engine, Home home) {
    this.engine = engine;
    this.root = home.resolve("lake");
  }

  /** How many rows, fields or places of bytes hold one, by file; every file is there. */
  public Findings holding(ByteSearch search) {
    Findings findings = new Findings();
    for (Path file : files()) {
      String place = root.relativize(file).toString();
      try {
        findings.found(place, holding(file, search));
      } catch (NoSuchFileException e) {
        // Housekeeping took it meanwhile; what it held may lie in one that is newer than the list.
        findings.unread(place, "gone while it was to be read");
      } catch (IOException e) {
        findings.found(place, 0);
        findings.unread(place, "cannot be read: " + e.getClass().getSimpleName());
        continue;
      }
      decoded(file, place, search, findings);
    }
    return findings;
  }

  private List<Path> files() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException | UncheckedIOException e) {
      throw Failure.retry("the folders of the lake cannot be read: " + e.getMessage(), e);
    }
  }

  private static long holding(Path file, ByteSearch search) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return search.countAsItLies(in);
    }
  }

  /** Its bytes were looked through as they lie. */
  private void decoded(Path file, String place, ByteSearch search, Findings findings) {
    try {
      if (place.endsWith(".parquet")) {
        findings.found(place, rows(file, search));
      } else if (place.endsWith(".avro")) {
        findings.found(place, fields(file, search));
      } else if (ByteSearch.isPacked(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          findings.found(place, search.count(in));
        }
      }
    } catch (IOException | AvroRuntimeException | SQLException e) {
      findings.unread(
          place,
          Files.exists(file) ? "cannot be decoded to its end" : "gone while it was to be read");
    }
  }

  private long rows(Path file, ByteSearch search) throws SQLException {
    String texts =
        search.texts().stream().map(Literals::text).collect(Collectors.joining(", ", "[", "]"));
    try (DuckDBConnection connection = engine.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COUNT(*) FROM read_parquet(%s, hive_partitioning = false) AS t WHERE len(list_filter(%s, lambda x: contains(lower(CAST(t AS VARCHAR)), x))) > 0"
                    .formatted(Literals.paths(List.of(file)), texts))) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long fields(Path file, ByteSearch search) throws IOException {
    long found = 0;
    try (InputStream in = Files.newInputStream(file);
        DataFileStream<GenericRecord> records =
            new DataFileStream<>(in, new GenericDatumReader<>())) {
      for (String key : records.getMetaKeys()) {
        found += search.count(records.getMeta(key));
      }
      for (GenericRecord each : records) {
        found += field(each, search);
      }
    }
    return found;
  }

  private static long field(@Nullable Object value, ByteSearch search) {
    return switch (value) {
      case null -> 0;
      case IndexedRecord record -> {
        long found = 0;
        for (int i = 0; i < record.getSchema().getFields().size(); i++) {
          found += field(record.get(i), search);
        }
        yield found;
      }
      case Collection<?> some -> some.stream().mapToLong(one -> field(one, search)).sum();
      case Map<?, ?> map -> map.values().stream().mapToLong(one -> field(one, search)).sum();
      case ByteBuffer buffer -> {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        yield search.count(bytes);
      }
      default -> search.count(value.toString().getBytes(UTF_8));
    };
  }
}
