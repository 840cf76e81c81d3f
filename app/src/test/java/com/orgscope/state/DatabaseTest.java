package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.testing.TestDatabase;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static final Database DATABASE = TestDatabase.fresh();
  private static final String WHO =
      "SELECT state.tenant() t, state.role() r, state.principal() p, state.person() q";

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void a_transaction_knows_its_caller_and_the_next_on_that_connection_does_not() throws Exception {
    var person = new PersonKey(UUID.randomUUID());
    var caller = new Caller(new TenantId("acme"), Role.MANAGER, "ann", person);
    Map<String, Object> seen =
        DATABASE.inTransactionAs(caller, jdbc -> jdbc.sql(WHO).query().singleRow());
    assertThat(seen)
        .containsEntry("t", "acme")
        .containsEntry("r", "MANAGER")
        .containsEntry("p", "ann")
        .containsEntry("q", person.value());

    try (var connection = DATABASE.dataSource().getConnection();
        var row = connection.createStatement().executeQuery(WHO)) {
      row.next();
      assertThat(Arrays.asList(row.getString(1), row.getString(2), row.getString(4)))
          .containsOnlyNulls();
    }
  }
}
