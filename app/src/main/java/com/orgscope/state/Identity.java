package com.orgscope.state;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A caller as row-level security reads one; an empty text is nobody. */
record Identity(String tenant, String role, String principal, String person) {

  static Identity of(Caller caller) {
    PersonKey person = caller.person();
    return new Identity(
        caller.tenant().value(),
        caller.role().name(),
        caller.principal(),
        person == null ? "" : person.toString());
  }

  /** Until the end of the transaction, so that a pooled connection never remembers anybody. */
  void set(Connection connection) throws SQLException {
    String sql =
        """
        SELECT set_config('app.tenant', ?, true), set_config('app.role', ?, true),
               set_config('app.principal', ?, true), set_config('app.person', ?, true)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setString(2, role);
      statement.setString(3, principal);
      statement.setString(4, person);
      statement.execute();
    }
  }
}
