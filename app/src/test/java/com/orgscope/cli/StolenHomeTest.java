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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
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

  @TempDir private static Path folder = Path.of("");
  private static Path home = Path.of("");
  private static String tenant = "";
  private static final Set<String> SECRETS = new TreeSet<>();
  private static Map<String, String> stolen = Map.of();

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
      }
    }
    stolen.put("the lake", lake());
    stolen.putAll(files());
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
    Map<String, List<Sought>> sought =
        SECRETS.stream()
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
  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(home)) {
      all.filter(file -> Files.isRegularFile(file) && !isKey(file))
          .filter(file -> !home.relativize(file).toString().contains("/binaries-"))
          .forEach(file -> files.put(home.relativize(file).toString(), read(file)));
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

  /** Each row of the lake's files, which are compressed. */
  private static String lake() throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckdb.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT t::text FROM read_parquet('%s/lake/**/*.parquet', union_by_name = true) t"
                    .formatted(home))) {
      while (rows.next()) {
        text.append(rows.getString(1)).append('\n');
      }
    }
    return text.toString();
  }
}
