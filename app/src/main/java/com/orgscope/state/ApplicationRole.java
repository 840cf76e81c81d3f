package com.orgscope.state;

import com.orgscope.kernel.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The role the application connects as: it owns nothing and no policy lets it by. */
final class ApplicationRole {
  static final String NAME = Login.COMMAND_LINE.role();

  private ApplicationRole() {}

  /** Refuses to work under a role that could see past a policy, or make what others run. */
  static void requireHarmless(Connection application) throws SQLException {
    Optional<String> wrong = harm(application);
    if (wrong.isPresent()) {
      throw Failure.operator(
          "the application's role "
              + wrong.get()
              + ", so it could see what its caller may not: take that from it");
    }
  }

  /**
   * What the connection's role, or another that the application signs in as, can do that it must
   * not, its name first; empty where all are as they should be.
   */
  static Optional<String> harm(Connection application) throws SQLException {
    String question =
        """
        SELECT r.rolname || ' ' || CASE
            WHEN r.rolsuper THEN 'is a superuser'
            WHEN r.rolbypassrls THEN 'bypasses row-level security'
            WHEN r.rolcreaterole THEN 'can make roles'
            WHEN r.rolcreatedb THEN 'can make databases'
            WHEN r.rolreplication THEN 'can copy the whole server'
            WHEN EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid) THEN 'owns a table'
            WHEN EXISTS (SELECT FROM pg_proc p WHERE p.proowner = r.oid) THEN 'owns a function'
            WHEN EXISTS (SELECT FROM pg_type t WHERE t.typowner = r.oid) THEN 'owns a type'
            WHEN EXISTS (SELECT FROM pg_namespace n WHERE n.nspowner = r.oid) THEN 'owns a schema'
            WHEN EXISTS (SELECT FROM pg_database d WHERE d.datdba = r.oid) THEN 'owns a database'
            WHEN EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)
              THEN 'is a member of another role'
            WHEN EXISTS (SELECT FROM pg_db_role_setting s
                WHERE s.setrole = r.oid AND s.setdatabase IN (0, d.oid))
              THEN 'has settings of its own (ALTER ROLE … RESET ALL)'
            WHEN has_database_privilege(r.oid, d.oid, 'CREATE') THEN 'can make schemas'
            WHEN has_database_privilege(r.oid, d.oid, 'TEMPORARY')
              THEN 'can make temporary objects (REVOKE TEMPORARY ON DATABASE … FROM PUBLIC)'
            WHEN EXISTS (SELECT FROM pg_namespace n
                WHERE has_schema_privilege(r.oid, n.oid, 'CREATE'))
              THEN 'can make objects in a schema'
          END AS harm
        FROM pg_roles r, pg_database d
        WHERE (r.rolname = current_user OR r.rolname IN (%s)) AND d.datname = current_database()
        ORDER BY harm NULLS LAST LIMIT 1
        """
            .formatted(Login.names());
    try (Statement statement = application.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return Optional.ofNullable(answer.getString(1));
    }
  }
}
