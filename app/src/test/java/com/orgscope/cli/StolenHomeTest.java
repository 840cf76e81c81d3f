package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.TestErasure;
import com.orgscope.state.KeptServer;
import com.orgscope.testing.Product;
import com.orgscope.testing.StoredRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody copied the database and the disk, and not the folder of keys: they read no name, mail or
 * number of anybody, in no table, no file of the lake and no byte of the disk.
 */
@Timeout(240)
@Tag("slow")
class StolenHomeTest {
  private static final int SHORTEST = 5;

  /** A mail address that is nobody's, after the name of the company. */
  private static final String PLANTED = ".planted@nobody.example";

  @TempDir private static Path folder = Path.of("");
  private static Path home = Path.of("");
  private static String tenant = "";
  private static final Set<String> SECRETS = new TreeSet<>();
  private static Map<String, String> stolen = Map.of();
  private static List<String> unnoticed = List.of();

  @BeforeAll
  static void a_company_at_work_is_copied() throws Exception {
    home = folder.resolve("home");
    try (KeptServer server = KeptServer.on(home)) {
      tenant =
          CommandLineRun.json(home, "demo", "--employees", "60", "--days", "30", "--no-serve")
              .path("tenant")
              .asString();
      try (var product = Product.in(home).run()) {
        TestDirectory.of(product)
            .people()
            .identities(Caller.commandLine(new TenantId(tenant), "tester"))
            .values()
            .forEach(who ->
                Stream.of(who.displayName(), who.login(), who.employeeId())
                    .filter(known -> known != null && known.length() >= SHORTEST)
                    .forEach(SECRETS::add));
      }
      try (Connection superuser = server.asSuperuser()) {
        stolen = new TreeMap<>(Map.of("the dump", StoredRows.of(superuser).all()));
        unnoticed = unnoticed(superuser, tenant + PLANTED);
      }
    }
    stolen.put("the lake", lake(home));
    stolen.putAll(files(home));
  }

  @Test
  void there_is_something_to_steal_and_it_would_be_found() {
    assertThat(SECRETS).hasSizeGreaterThan(150).anyMatch(secret -> secret.contains("@"));
    assertThat(stolen.get("the dump")).contains(tenant);
    assertThat(stolen.get("the lake")).contains(tenant, "Jira");
    assertThat(stolen.keySet())
        .as("files of the database, of the lake and of releases")
        .anyMatch(file -> file.startsWith("postgres/data/base/"))
        .anyMatch(file -> file.startsWith("postgres/data/pg_wal/"))
        .anyMatch(file -> file.startsWith("lake/"))
        .anyMatch(file -> file.startsWith("journal/"))
        .noneMatch(file -> file.startsWith("keys/"));
    String someone = SECRETS.stream().filter(name -> name.contains("@")).findFirst().orElseThrow();
    assertThat(spellings(someone))
        .allSatisfy(spelling ->
            assertThat(found(Map.of("a file", "before" + spelling + "after"))).hasSize(1));
  }

  @Test
  void a_name_in_any_column_of_any_table_would_be_found() {
    assertThat(unnoticed).isEmpty();
  }

  /** As text where a kind of file is text, and as the lake compresses it where it is the lake's. */
  @Test
  void a_name_in_any_kind_of_file_would_be_found() throws Exception {
    Path planted = folder.resolve("planted");
    Map<String, Path> kinds = new TreeMap<>();
    try (Stream<Path> all = Files.walk(home)) {
      all.filter(file -> Files.isRegularFile(file) && !isKey(file))
          .map(home::relativize)
          .filter(file -> !file.toString().contains("/binaries-"))
          .forEach(file -> kinds.putIfAbsent(kind(file), file));
    }
    assertThat(kinds.keySet())
        .contains("lake .parquet", "lake .avro", "lake .json", "journal .json");
    String someone = SECRETS.stream().filter(name -> name.contains("@")).findFirst().orElseThrow();
    for (Path file : kinds.values()) {
      Path to = planted.resolve(file);
      Files.createDirectories(to.getParent());
      plant(someone, to);
    }
    Map<String, String> places = files(planted);
    assertThat(found(places))
        .containsAll(
            kinds.entrySet().stream()
                .filter(kind -> !kind.getKey().matches("lake .(parquet|avro)"))
                .map(kind -> kind.getValue() + ": " + someone)
                .toList());
    assertThat(found(Map.of("the lake", lake(planted)))).containsExactly("the lake: " + someone);
    Files.delete(planted.resolve(kinds.get("lake .parquet")));
    plant("nobody", planted.resolve(kinds.get("lake .parquet")));
    assertThat(found(Map.of("the lake", lake(planted)))).containsExactly("the lake: " + someone);
  }

  /** Of what is compressed, only what is opened here may be among the files. */
  @Test
  void nothing_else_is_compressed_so_that_its_bytes_hide_what_they_hold() {
    List<String> magic =
        List.of("\u001f\u008b", "PK\u0003\u0004", "(\u00b5/\u00fd", "BZh", "\u00fd7zXZ");
    assertThat(
            stolen.entrySet().stream()
                .filter(file -> magic.stream().anyMatch(file.getValue()::startsWith))
                .map(Map.Entry::getKey))
        .isEmpty();
  }

  private static String kind(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String end = dot < 0 || name.substring(dot).matches(".*[0-9].*") ? "" : name.substring(dot);
    return file.getName(0) + " " + end;
  }

  private static void plant(String text, Path file) throws Exception {
    String name = file.toString();
    if (name.endsWith(".parquet")) {
      try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
          var statement = duckdb.createStatement()) {
        statement.execute(
            "COPY (SELECT '%s' AS t FROM range(1000)) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
                .formatted(text, file));
      }
    } else if (name.endsWith(".avro")) {
      Schema schema = SchemaBuilder.record("planted").fields().requiredBytes("upper").endRecord();
      try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
        writer.setCodec(CodecFactory.deflateCodec(9)).create(schema, file.toFile());
        GenericRecord row = new GenericData.Record(schema);
        row.put("upper", ByteBuffer.wrap(text.repeat(3).getBytes(UTF_8)));
        writer.append(row);
      }
    } else {
      Files.writeString(file, "before " + text + " after");
    }
  }

  /**
   * Types of columns in which a text could stand and would not be seen in a dump.
   *
   * @param text that nobody else is called
   */
  private static List<String> unnoticed(Connection superuser, String text) throws SQLException {
    List<String> columns = new ArrayList<>();
    superuser.setAutoCommit(false);
    try (var sql = superuser.createStatement()) {
      try (ResultSet rows =
          sql.executeQuery(
              """
              SELECT a.attrelid::regclass::text || ' ' || quote_ident(a.attname) || ' '
                || format_type(a.atttypid, NULL)
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
                AND n.nspname !~ '^(pg_|information_schema$)'
                AND format_type(a.atttypid, NULL)
                  IN ('text', 'text[]', 'bytea', 'json', 'jsonb', 'character varying')
              """)) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      assertThat(columns).hasSizeGreaterThan(300);
      List<String> types =
          columns.stream().map(column -> column.split(" ", 3)[2]).distinct().toList();
      for (int i = 0; i < types.size(); i++) {
        String type = types.get(i);
        String value =
            switch (type) {
              case "bytea" -> "convert_to('x%s', 'UTF8')";
              case "text[]" -> "ARRAY['%s']";
              case "json", "jsonb" -> "'{\"a\": [\"%s\"]}'";
              default -> "'%s'";
            };
        sql.execute("CREATE SCHEMA planted" + i);
        sql.execute("CREATE TABLE planted%d.t (c %s)".formatted(i, type));
        sql.execute("INSERT INTO planted%d.t VALUES (%s)".formatted(i, value.formatted(text)));
      }
      Set<String> secret = Set.of(text);
      StoredRows all = StoredRows.of(superuser);
      List<String> unseen = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        String room = "planted" + i;
        if (found(secret, Map.of(room, all.text(room))).isEmpty()) {
          unseen.add(types.get(i));
        }
      }
      return unseen;
    } finally {
      superuser.rollback();
    }
  }

  @Test
  void every_file_of_a_company_at_work_is_of_a_kind_that_the_search_for_the_erased_knows()
      throws IOException {
    assertThat(TestErasure.unlisted(home)).isEmpty();
  }

  @Test
  void no_name_mail_or_number_of_anybody_is_in_it() {
    assertThat(found(stolen)).isEmpty();
  }

  @Test
  void with_the_copy_alone_the_product_shows_nobody() throws IOException {
    Path copy = folder.resolve("copy");
    try (Stream<Path> all = Files.walk(home)) {
      for (Path file : all.filter(each -> !isKey(each)).toList()) {
        Path to = copy.resolve(home.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else if (Files.isRegularFile(file)) {
          Files.copy(file, to);
        }
      }
    }
    CommandLineRun run = CommandLineRun.asTyped(copy, "category", "--tenant", tenant);
    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains("keys/tenants/" + tenant, "is missing");
    assertThat(found(Map.of("out", run.out(), "err", run.err()))).isEmpty();
  }

  /**
   * What of anybody is where. A number alone is one only where it is no part of a longer one, or of
   * the digits of a hash.
   */
  private static List<String> found(Map<String, String> places) {
    return found(SECRETS, places);
  }

  private static List<String> found(Set<String> secrets, Map<String, String> places) {
    Map<String, List<Sought>> sought =
        secrets.stream()
            .flatMap(secret -> spellings(secret).map(spelling -> new Sought(secret, spelling)))
            .collect(Collectors.groupingBy(one -> one.spelling.substring(0, SHORTEST)));
    // Most places in a file begin none of them, which one look tells.
    BitSet begins = new BitSet();
    sought.keySet().forEach(start -> begins.set(begin(start, 0)));
    List<String> found = new ArrayList<>();
    places.forEach((place, text) -> {
      String lower = text.toLowerCase(Locale.ROOT);
      for (int at = 0; at + SHORTEST <= lower.length(); at++) {
        if (begins.get(begin(lower, at))) {
          for (Sought one : sought.getOrDefault(lower.substring(at, at + SHORTEST), List.of())) {
            if (one.isAt(lower, at)) {
              found.add(place + ": " + one.secret);
            }
          }
        }
      }
    });
    return found.stream().distinct().toList();
  }

  private static int begin(String text, int at) {
    return (text.charAt(at) & 0xff) << 16
        | (text.charAt(at + 1) & 0xff) << 8
        | (text.charAt(at + 2) & 0xff);
  }

  private record Sought(String secret, String spelling) {
    private static final Pattern OF_A_NUMBER = Pattern.compile("[0-9a-f.]");

    boolean isAt(String text, int at) {
      boolean number = secret.chars().allMatch(Character::isDigit) && spelling.equals(secret);
      int end = at + spelling.length();
      return text.startsWith(spelling, at)
          && !(number && (isOfANumber(text, at - 1) || isOfANumber(text, end)));
    }

    private static boolean isOfANumber(String text, int at) {
      return at >= 0
          && at < text.length()
          && OF_A_NUMBER.matcher(String.valueOf(text.charAt(at))).matches();
    }
  }

  /** As text, as hexadecimal digits, in UTF-16, and in Base64 wherever in its triples it begins. */
  private static Stream<String> spellings(String secret) {
    if (secret.chars().allMatch(Character::isDigit)) {
      return Stream.of(secret);
    }
    byte[] bytes = secret.getBytes(UTF_8);
    Stream<String> plain =
        Stream.of(
            new String(bytes, ISO_8859_1),
            HexFormat.of().formatHex(bytes),
            String.join("\0", secret.split("")));
    return Stream.concat(plain, Stream.of(0, 1, 2).map(shift -> inBase64(bytes, shift)))
        .map(spelling -> spelling.toLowerCase(Locale.ROOT));
  }

  private static String inBase64(byte[] bytes, int shift) {
    byte[] shifted = new byte[shift + bytes.length];
    System.arraycopy(bytes, 0, shifted, shift, bytes.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    // The digits at both ends depend on what stands before and after.
    return text.substring(shift == 0 ? 0 : shift + 1, text.length() - 1);
  }

  private static boolean isKey(Path file) {
    return home.relativize(file).startsWith("keys");
  }

  /** What each file holds, as it lies on the disk. */
  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(file -> Files.isRegularFile(file) && !root.relativize(file).startsWith("keys"))
          .filter(file -> !root.relativize(file).toString().contains("/binaries-"))
          .forEach(file -> files.put(root.relativize(file).toString(), read(file)));
    }
    return files;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each row of the lake's files and of its lists of them, which are compressed. */
  private static String lake(Path root) throws SQLException, IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> all = Files.walk(root.resolve("lake"))) {
      for (Path list : all.filter(file -> file.toString().endsWith(".avro")).toList()) {
        try (var rows =
            new DataFileReader<GenericRecord>(list.toFile(), new GenericDatumReader<>())) {
          rows.forEach(row -> text.append(bytesOf(row)).append('\n'));
        }
      }
    }
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckdb.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT t::text FROM read_parquet('%s/lake/**/*.parquet', union_by_name = true) t"
                    .formatted(root))) {
      while (rows.next()) {
        text.append(rows.getString(1)).append('\n');
      }
    }
    return text.toString();
  }

  /** A record with its bytes as text, however deep they lie. */
  private static String bytesOf(Object value) {
    return switch (value) {
      case ByteBuffer bytes -> ISO_8859_1.decode(bytes.duplicate()).toString();
      case IndexedRecord row -> {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.getSchema().getFields().size(); i++) {
          text.append(bytesOf(orNothing(row.get(i)))).append(' ');
        }
        yield text.toString();
      }
      case Collection<?> several ->
          several.stream().map(one -> bytesOf(orNothing(one))).collect(Collectors.joining(" "));
      case Map<?, ?> pairs -> bytesOf(pairs.keySet()) + " " + bytesOf(pairs.values());
      default -> value.toString();
    };
  }

  private static Object orNothing(@Nullable Object value) {
    return value == null ? "" : value;
  }
}
