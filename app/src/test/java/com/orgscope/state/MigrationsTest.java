package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final String SCHEMAS =
      "SELECT nspname || ' ' || coalesce(nspacl::text, '') FROM pg_namespace ORDER BY 1";

  @Test
  void a_database_in_which_each_room_had_its_own_history_is_refused_with_what_to_do()
      throws Exception {
    Database old = TestServer.empty();
    List<String> before;
    try (Connection owner = TestDatabase.asOwner(old)) {
      for (String room : List.of("sources", "state", "work")) {
        madeBefore(owner, room);
      }
      before = Catalogue.rows(owner, SCHEMAS);
    }

    assertThatThrownBy(old::dataSource)
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.OPERATOR))
        .hasMessageContaining("--home")
        .hasMessageContaining("ORGSCOPE_DATABASE_URL")
        .hasMessageContaining("import people and logs")
        .hasMessageContaining("Nothing in it was changed")
        .hasMessageNotContaining("lyway");

    try (Connection owner = TestDatabase.asOwner(old)) {
      assertThat(Catalogue.rows(owner, SCHEMAS)).isEqualTo(before);
    }
    old.close();
  }

  /** As homes were while rooms were numbered each by itself. */
  private static void madeBefore(Connection owner, String room) throws SQLException {
    Roles.execute(owner, "CREATE SCHEMA " + room);
    Roles.execute(
        owner,
        """
        CREATE TABLE %s.flyway_history (
          installed_rank integer PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL,
          type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum integer,
          installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),
          execution_time integer NOT NULL, success boolean NOT NULL)
        """
            .formatted(room));
    Roles.execute(
        owner,
        """
        INSERT INTO %s.flyway_history VALUES
          (1, '1', 'first', 'SQL', 'V1__first.sql', 7, 'orgscope_migrations', now(), 3, true),
          (2, '60', 'later', 'SQL', 'V60__later.sql', 8, 'orgscope_migrations', now(), 3, true)
        """
            .formatted(room));
  }

  @Test
  void a_database_that_a_later_version_brought_up_to_date_is_refused() throws Exception {
    Database later = TestDatabase.fresh();
    try (Connection owner = TestDatabase.asOwner(later)) {
      Roles.execute(
          owner,
          """
          INSERT INTO state.flyway_history
          SELECT max(installed_rank) + 1, '210001010000', 'from tomorrow', 'SQL',
            'work/V210001010000__from_tomorrow.sql', 1, 'orgscope_migrations', now(), 1, true
          FROM state.flyway_history
          """);
      Roles.execute(owner, "COMMENT ON SCHEMA state IS 'another'");
    }
    assertThatThrownBy(later::dataSource)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("another version of Orgscope")
        .hasMessageContaining("from tomorrow");
    later.close();
  }

  @Test
  void a_database_whose_tables_another_build_made_is_refused_with_what_to_do() throws Exception {
    Database other = TestDatabase.fresh();
    try (Connection owner = TestDatabase.asOwner(other)) {
      Roles.execute(
          owner, "UPDATE state.flyway_history SET checksum = 7 WHERE script LIKE 'nightly/V18%'");
      Roles.execute(owner, "COMMENT ON SCHEMA state IS 'another'");
    }
    assertThatThrownBy(other::dataSource)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("another build of Orgscope")
        .hasMessageContaining("choose another --home")
        .hasMessageNotContaining("Flyway");
    other.close();
  }

  @Test
  void a_branch_that_was_begun_earlier_and_landed_later_is_still_applied() throws Exception {
    Database behind = TestDatabase.fresh();
    try (Connection owner = TestDatabase.asOwner(behind)) {
      // As if that of usage had landed after all others.
      Roles.execute(owner, "DELETE FROM state.flyway_history WHERE script LIKE 'usage/%'");
      Roles.execute(owner, "DROP SCHEMA usage CASCADE");
      Roles.execute(owner, "COMMENT ON SCHEMA state IS 'another'");
    }
    var unused = behind.dataSource();
    try (Connection owner = TestDatabase.asOwner(behind)) {
      assertThat(Catalogue.rows(owner, "SELECT to_regclass('usage.spelling')::text"))
          .containsExactly("usage.spelling");
    }
    behind.close();
  }
}
