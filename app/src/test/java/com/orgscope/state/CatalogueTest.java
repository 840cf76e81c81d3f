package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who owns what, who may call what and who may become whom, whatever the next migration adds. */
class CatalogueTest {
  @Test
  void the_catalogue_keeps_every_rule() throws Exception {
    Database database = TestDatabase.fresh();
    assertThat(findings(database)).isEmpty();
    database.close();
  }

  @Test
  void every_function_with_its_owners_rights_is_known_here() throws Exception {
    Database database = TestDatabase.fresh();
    try (Connection superuser = TestDatabase.asOwner(database)) {
      assertThat(
              Catalogue.rows(
                  superuser,
                  """
                  SELECT p.oid::regprocedure::text FROM pg_proc p
                  JOIN pg_namespace n ON n.oid = p.pronamespace
                  WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema)'
                  """))
          .as("each says here why the caller's own rights do not do")
          .containsExactlyInAnyOrder(
              // Who opted out or is being erased is told by no row, and each role's rows leave them
              // out.
              "access.left_out()",
              "privacy.being_erased()",
              "access.let_in()",
              "access.counted(uuid[])",
              "category.shown_to_managers()",
              // The log's pen: nobody else may write it.
              "audit.append(text,text,text,uuid[],bytea)",
              // Aliases are drawn there, and destroyed there.
              "audit.forget(uuid[])",
              "audit.names(uuid[],uuid[],uuid[],bytea[])",
              "audit.seal_blocks()",
              // Where each log ends, and what goes when it is old enough: the logs are everybody's.
              "audit.ends()",
              "audit.remove_until(bigint)",
              // People who are erased leave tables that only grow.
              "category.forget(uuid[])",
              "recommendation.forget(uuid[])",
              // Every role's rows leave out the erased, and no role reads who that is.
              "directory.is_erased(uuid)",
              // Who calls is verified with keys that no login reads.
              "state.claims_as(text[])",
              "state.signed(text,text,text)",
              "state.put_claim_key(text,bytea,bytea,integer)");
    }
    database.close();
  }

  private static List<String> findings(Database database) throws SQLException {
    try (Connection superuser = TestDatabase.asOwner(database)) {
      return Catalogue.findings(superuser);
    }
  }
}
