package com.orgscope.state;

import com.orgscope.kernel.Failure;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is who on a server: the owner of every table, the application, and the role that functions
 * with their owner's rights belong to. None of them is a superuser where the server is Orgscope's.
 */
final class Roles {
  private static final long LOCK = 0x6f72_6773_726f_6c65L;

  /** Owns those functions and nothing else; nobody signs in as it. */
  static final String DEFINER = "orgscope_definer";

  /** Owns the claim keys and what verifies claims; nobody signs in as it or is a member of it. */
  static final String VERIFIER = "orgscope_verifier";

  private Roles() {}

  /** Whoever knows the secret can work out a role's password, and not the reverse. */
  static String password(String secret, String role) {
    return HexFormat.of()
        .formatHex(
            Hmac.of(
                secret.getBytes(StandardCharsets.UTF_8), role.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Makes the roles that an owner needs, or gives logins back their passwords.
   *
   * @param password of a role's name
   */
  static void make(Connection owner, UnaryOperator<String> password) throws SQLException {
    try {
      alone(owner, () -> makeAlone(owner, password));
    } catch (SQLException e) {
      throw Failure.operator(
          "the database's owner could not make the roles "
              + Stream.of(Login.values()).map(Login::role).collect(Collectors.joining(", "))
              + ", "
              + DEFINER
              + " and "
              + VERIFIER
              + " ("
              + e.getMessage()
              + "): let the owner have CREATEROLE, or drop roles of these names that another made",
          e);
    }
  }

  private static void makeAlone(Connection owner, UnaryOperator<String> password)
      throws SQLException {
    for (Login login : Login.values()) {
      String role = login.role();
      // The password is hexadecimal by construction; roles take no parameters.
      put(owner, role, "LOGIN NOINHERIT PASSWORD '" + password.apply(role) + "'");
      // A role may give itself settings that outlive its session.
      execute(owner, "ALTER ROLE " + role + " RESET ALL");
    }
    put(owner, DEFINER, "NOLOGIN NOINHERIT");
    put(owner, VERIFIER, "NOLOGIN NOINHERIT");
    if (!yes(owner, "SELECT pg_has_role(current_user, '" + DEFINER + "', 'USAGE')")) {
      execute(owner, "GRANT " + DEFINER + " TO CURRENT_USER");
    }
  }

  /**
   * Runs migrations while the owner may give the verifier what they make for it. Before and
   * afterwards nobody is a member of the verifier, so that nobody reads the claim keys.
   */
  static void withVerifier(Connection lender, String owner, Changes migrations)
      throws SQLException {
    execute(lender, "GRANT " + VERIFIER + " TO " + owner);
    try {
      migrations.run();
    } finally {
      execute(lender, "REVOKE " + VERIFIER + " FROM " + owner);
    }
  }

  static void put(Connection connection, String role, String attributes) throws SQLException {
    boolean exists =
        yes(connection, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + role + "')");
    execute(connection, (exists ? "ALTER ROLE " : "CREATE ROLE ") + role + " " + attributes);
  }

  /**
   * Lets the application into a database, to read and write its rows and to make nothing.
   *
   * @param owner connected to that database; only a superuser can take large objects away
   */
  static void letInto(Connection owner, String database) throws SQLException {
    String name = "\"" + database.replace("\"", "\"\"") + "\"";
    alone(
        owner,
        () -> {
          execute(owner, "REVOKE CREATE, TEMPORARY ON DATABASE " + name + " FROM PUBLIC");
          for (Login login : Login.values()) {
            execute(
                owner, "REVOKE CREATE, TEMPORARY ON DATABASE " + name + " FROM " + login.role());
            execute(owner, "GRANT CONNECT ON DATABASE " + name + " TO " + login.role());
          }
          execute(
              owner,
              "REVOKE EXECUTE ON FUNCTION pg_catalog.lo_create(oid), pg_catalog.lo_creat(int4),"
                  + " pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC");
        });
  }

  /** Statements of which PostgreSQL fails one where two sessions change the same row at once. */
  interface Changes {
    void run() throws SQLException;
  }

  /** Two processes that start at once change roles and rights one after the other. */
  static void alone(Connection owner, Changes changes) throws SQLException {
    execute(owner, "SELECT pg_advisory_lock(" + LOCK + ")");
    try {
      changes.run();
    } finally {
      execute(owner, "SELECT pg_advisory_unlock(" + LOCK + ")");
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean yes(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}
