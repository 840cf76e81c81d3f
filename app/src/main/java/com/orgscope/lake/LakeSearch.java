package com.orgscope.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.state.ByteSearch;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final byte[] END = "PAR1".getBytes(UTF_8);

  private final Engine engine;
  private final Path root;

  LakeSearch(Engine engine, Home home) {
    this.engine = engine;
    this.root = home.resolve("lake");
  }

  /** How many rows, fields or places of bytes hold one, by file; every file is there. */
  public SortedMap<String, Long> holding(ByteSearch search) {
    SortedMap<String, Long> found = new TreeMap<>();
    if (!Files.isDirectory(root)) {
      return found;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        try {
          found.put(root.relativize(file).toString(), holding(file, search));
        } catch (NoSuchFileException e) {
          // Housekeeping took it meanwhile.
          continue;
        }
      }
    } catch (IOException e) {
      throw Failure.operator("a file of the lake cannot be read: " + e, e);
    }
    return found;
  }

  private long holding(Path file, ByteSearch search) throws IOException {
    String name = String.valueOf(file.getFileName());
    long found = 0;
    try (InputStream in = Files.newInputStream(file)) {
      found += search.count(in);
    }
    if (name.endsWith(".parquet")) {
      found += rows(file, search);
    } else if (name.endsWith(".avro")) {
      found += fields(file, search);
    }
    return found;
  }

  private long rows(Path file, ByteSearch search) {
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
    } catch (SQLException e) {
      // Its bytes were looked through; rows there are none in a file that was never finished.
      if (!isWhole(file)) {
        return 0;
      }
      throw Failure.bug(file + " cannot be searched", e);
    }
  }

  /** Whether a Parquet file has its end, which is written last. */
  private static boolean isWhole(Path file) {
    try (RandomAccessFile read = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[END.length];
      if (read.length() < end.length) {
        return false;
      }
      read.seek(read.length() - end.length);
      read.readFully(end);
      return Arrays.equals(end, END);
    } catch (IOException e) {
      return false;
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
