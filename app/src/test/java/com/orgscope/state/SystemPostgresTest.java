package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.testing.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** An installed PostgreSQL runs a home's data in the place of the one that Orgscope brings. */
@Tag("slow")
class SystemPostgresTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql/15");

  @TempDir Path programs;
  private final Home home = new Home(RunFolder.resolve("home-" + UUID.randomUUID()));

  @AfterEach
  void clean() throws Exception {
    FileSystemUtils.deleteRecursively(home.path());
  }

  @Test
  void a_home_is_made_and_brought_up_to_date_by_debians_15() throws Exception {
    assumeThat(Files.isExecutable(DEBIAN.resolve("bin/postgres"))).isTrue();
    for (String setting : new String[] {"/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/15"}) {
      try (Database database =
          new Database(home, new StateSettings("", setting, 2, PATIENCE), Optional.empty())) {
        assertThat(
                database.<String>inTransactionAs(
                    Caller.system(new TenantId("acme"), "test"),
                    sql ->
                        sql.sql("SELECT current_setting('server_version') || ' ' || upper('ä')")
                            .query(String.class)
                            .single()))
            .startsWith("15.")
            .endsWith(" Ä");
        try (Connection any = database.asApplication()) {
          assertThat(Catalogue.findings(any)).isEmpty();
        }
      }
    }
    assertThatThrownBy(
            () -> {
              try (var embedded = new EmbeddedServer(home, PATIENCE)) {
                embedded.port();
              }
            })
        .isInstanceOf(Failure.class)
        .hasMessageContaining("made by PostgreSQL 15, and the embedded one is 18");
  }

  @Test
  void one_that_is_too_old_or_not_the_datas_own_is_refused_with_the_way_out() throws Exception {
    assertThatThrownBy(() -> SystemPostgres.find(pretend(14), home.path()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is PostgreSQL 14, and Orgscope needs 15 or newer");
    Files.createDirectories(home.path());
    Files.writeString(home.resolve("PG_VERSION"), "18\n");
    assertThatThrownBy(() -> SystemPostgres.find(pretend(16), home.path()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("made by PostgreSQL 18")
        .hasMessageContaining("is 16: set orgscope.state.postgres to a PostgreSQL 18");
    assertThat(SystemPostgres.find(pretend(18), home.path()).version()).isEqualTo(18);
    assertThatThrownBy(() -> SystemPostgres.find(programs.resolve("no").toString(), home.path()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no bin/postgres runs");
  }

  private String pretend(int version) throws Exception {
    Path bin = Files.createDirectories(programs.resolve("v" + version).resolve("bin"));
    for (String program : new String[] {"postgres", "initdb"}) {
      Path script = bin.resolve(program);
      Files.writeString(
          script, "#!/bin/sh\necho \"" + program + " (PostgreSQL) " + version + ".4\"\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
    return bin.toString();
  }
}
