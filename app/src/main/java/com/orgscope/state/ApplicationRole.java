package com.orgscope.state;

import com.orgscope.kernel.Failure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The role the application connects as: it owns nothing and no policy lets it by. */
final class ApplicationRole {
  static final String NAME = "orgscope_app";

  private ApplicationRole() {}

  /** Whoever knows the owner's password can work out the application's, and not the reverse. */
  static String password(String ownerPassword) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ownerPassword.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(NAME.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw Failure.bug("every Java has HMAC-SHA-256", e);
    }
  }

  /** Makes the role, or gives it back its password, and lets it into this database. */
  static void grant(Connection owner, String password) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      boolean exists;
      try (ResultSet found =
          statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
        exists = found.next();
      }
      // The password is hexadecimal by construction; roles take no parameters.
      statement.execute(
          (exists ? "ALTER ROLE " : "CREATE ROLE ")
              + NAME
              + " LOGIN NOINHERIT PASSWORD '"
              + password
              + "'");
    } catch (SQLException e) {
      throw Failure.operator(
          "the database's owner could not give the role "
              + NAME
              + " its password ("
              + e.getMessage()
              + "): let the owner have CREATEROLE, or drop a role of that name that another made",
          e);
    }
  }

  /** Refuses to work under a role that could see past a policy. */
  static void requireHarmless(Connection application) throws SQLException {
    String question =
        """
        SELECT CASE
            WHEN r.rolsuper THEN 'is a superuser'
            WHEN r.rolbypassrls THEN 'bypasses row-level security'
            WHEN r.rolcreaterole THEN 'can make roles'
            WHEN EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid) THEN 'owns a table'
            WHEN EXISTS (SELECT FROM pg_namespace n WHERE n.nspowner = r.oid) THEN 'owns a schema'
            WHEN EXISTS (SELECT FROM pg_database d WHERE d.datdba = r.oid) THEN 'owns a database'
            WHEN EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)
              THEN 'is a member of another role'
          END
        FROM pg_roles r WHERE r.rolname = current_user
        """;
    try (Statement statement = application.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      String wrong = answer.getString(1);
      if (wrong != null) {
        throw Failure.operator(
            "the application's role "
                + NAME
                + " "
                + wrong
                + ", so it could see what its caller may not: take that from it");
      }
    }
  }
}
