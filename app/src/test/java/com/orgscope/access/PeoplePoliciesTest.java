package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.Checkup.Grade;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeoplePoliciesTest {
  private static final String TABLE = " ON directory.person ";

  @Test
  void the_database_holds_what_the_definition_compiles_to() {
    try (Database database = TestDatabase.fresh()) {
      assertThat(new HeldPolicyStore(database).all())
          .as("a changed definition needs a migration that says the same")
          .isEqualTo(PeoplePolicies.compiled());
      assertThat(new RowPolicyCheckup(new HeldPolicyStore(database)).finding().grade())
          .isEqualTo(Grade.GOOD);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER POLICY reports%s USING (true)",
        "ALTER POLICY self%s TO orgscope_pages",
        "ALTER POLICY everybody%s WITH CHECK (true)",
        "DROP POLICY self%s",
        "CREATE POLICY also%s USING (true)"
      })
  void a_policy_that_somebody_changed_is_told(String change) throws SQLException {
    try (Database database = TestDatabase.fresh();
        Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute(change.formatted(TABLE));
      assertThat(new RowPolicyCheckup(new HeldPolicyStore(database)).finding().grade())
          .isEqualTo(Grade.WRONG);
    }
  }
}
