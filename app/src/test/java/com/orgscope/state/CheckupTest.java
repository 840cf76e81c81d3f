package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.Home.OwnersOnly;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupTest {
  @TempDir Path folder;
  private final Database database = TestDatabase.fresh();

  @BeforeEach
  void aHome() throws Exception {
    for (String part : List.of("keys", "lake", "postgres")) {
      OwnersOnly.folder(folder.resolve(part));
    }
    OwnersOnly.file(folder.resolve("keys").resolve("master.json"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_installation_in_order_has_nothing_to_mend() {
    assertThat(findings(InstantSource.system()))
        .filteredOn(f -> f.grade() == Grade.WRONG)
        .isEmpty();
  }

  @Test
  void it_says_plainly_when_the_database_server_could_read_the_keys() {
    assertThat(findings(InstantSource.system()))
        .filteredOn(f -> f.about().equals("keys and the database server"))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.grade()).isEqualTo(Grade.WARNING);
          assertThat(f.found()).contains("could read them");
          assertThat(f.mend()).contains("ORGSCOPE_DATABASE_URL");
        });
  }

  @Test
  void a_key_that_others_can_read_must_be_mended() throws Exception {
    Path keys = folder.resolve("keys");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(wrong(InstantSource.system())).isEmpty();
    Path key = keys.resolve("master.json");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(wrong(InstantSource.system()))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.about()).isEqualTo("files in keys");
          assertThat(f.found()).contains(key.toString());
          assertThat(f.mend()).isEqualTo("chmod -R go= " + keys);
        });
  }

  @Test
  void rights_that_no_migration_gave_must_be_mended() throws Exception {
    database.dataSource();
    try (Connection superuser = TestDatabase.asOwner(database)) {
      Roles.execute(
          superuser,
          "ALTER FUNCTION audit.append(text, text, text, uuid[], bytea) SET search_path = pg_catalog");
      Roles.execute(superuser, "GRANT TEMPORARY ON DATABASE " + database.name() + " TO PUBLIC");
    }
    assertThat(wrong(InstantSource.system()))
        .extracting(f -> f.about() + ": " + f.found())
        .anyMatch(f -> f.startsWith("application's role: orgscope_app can make temporary objects"))
        .anyMatch(f -> f.startsWith("database rights: audit.append("));
  }

  @Test
  void clocks_that_are_a_minute_apart_must_be_set() {
    assertThat(wrong(() -> Instant.now().minusSeconds(120)))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.about()).isEqualTo("clock");
          assertThat(f.found()).contains("seconds apart");
        });
  }

  private List<Finding> wrong(InstantSource clock) {
    return findings(clock).stream().filter(f -> f.grade() == Grade.WRONG).toList();
  }

  private List<Finding> findings(InstantSource clock) {
    return new Checkup(new Home(folder), database, StateSettings.embedded(), clock).findings();
  }
}
