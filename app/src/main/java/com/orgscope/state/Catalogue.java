package com.orgscope.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What PostgreSQL's own catalogue must say of who owns what, who may call what and who may become
 * whom, so that a hole in one statement of the application stays one: the tests ask it after every
 * migration, and {@code doctor} of an installation.
 */
final class Catalogue {
  /** The one policy of a table that is for its owner alone. */
  static final String OF_OWNER = "its_owner";

  /** That a policy is that one. */
  private static final String IS_OF_OWNER =
      " (p.polname = '"
          + OF_OWNER
          + "' AND p.polroles = ARRAY[c.relowner] AND p.polpermissive AND p.polcmd = '*'"
          + " AND pg_get_expr(p.polqual, p.polrelid) = 'true'"
          + " AND pg_get_expr(p.polwithcheck, p.polrelid) = 'true') ";

  private static final String ROOMS = " n.nspname !~ '^(pg_|information_schema$|public$)' ";

  /** Who owns functions with their owner's rights, and signs in nowhere. */
  private static final String OWNERS = quoted(Stream.of(Roles.DEFINER, Roles.VERIFIER));

  /** Every role of Orgscope's but the owner of its tables. */
  private static final String ROLES =
      quoted(
          Stream.concat(
              Stream.of(Login.values()).map(Login::role),
              Stream.of(Roles.DEFINER, Roles.VERIFIER)));

  private Catalogue() {}

  private static String quoted(Stream<String> roles) {
    return roles.collect(Collectors.joining("', '", "'", "'"));
  }

  /** Each in words, the thing named; none where all is as it must be. */
  static List<String> findings(Connection any) throws SQLException {
    List<String> findings = new ArrayList<>();
    for (Map.Entry<String, String> rule : rules().entrySet()) {
      for (String thing : rows(any, rule.getValue())) {
        findings.add(thing + " " + rule.getKey());
      }
    }
    findings.addAll(Grants.onClasspath().findings(any));
    return findings;
  }

  private static Map<String, String> rules() {
    Map<String, String> rules = new LinkedHashMap<>();
    functions(rules);
    owners(rules);
    roles(rules);
    rights(rules);
    return rules;
  }

  private static void functions(Map<String, String> rules) {
    String functions =
        "SELECT p.oid::regprocedure::text FROM pg_proc p"
            + " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE"
            + ROOMS;
    rules.put(
        "runs with its owner's rights and does not look in pg_catalog, then pg_temp, alone",
        functions
            + " AND p.prosecdef"
            + " AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)");
    rules.put(
        "runs with the rights of another role than " + Roles.DEFINER + " or " + Roles.VERIFIER,
        functions + " AND p.prosecdef AND pg_get_userbyid(p.proowner) NOT IN (" + OWNERS + ")");
    rules.put(
        "looks things up when it runs, wherever its caller says",
        functions
            + " AND p.prosqlbody IS NULL"
            + " AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)");
    rules.put(
        "may be called by every role",
        functions
            + " AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl,"
            + " acldefault('f', p.proowner))) a WHERE a.grantee = 0)");
    rules.put(
        "is in a language that reaches past the database",
        functions
            + " AND p.prolang NOT IN"
            + " (SELECT l.oid FROM pg_language l WHERE l.lanname IN ('sql', 'plpgsql'))");
    rules.put(
        "is a view that shows what its owner sees",
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE"
            + ROOMS
            + " AND c.relkind IN ('v', 'm')"
            + " AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)");
    rules.put(
        "takes the place of one of PostgreSQL's own",
        "SELECT o.oid::regoperator::text FROM pg_operator o"
            + " JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE n.nspname <> 'pg_catalog'"
            + " UNION ALL SELECT format('cast (%s as %s)', c.castsource::regtype,"
            + " c.casttarget::regtype) FROM pg_cast c WHERE c.oid >= 16384");
  }

  private static void owners(Map<String, String> rules) {
    String owner = " AND (SELECT r.rolsuper FROM pg_roles r WHERE r.oid = ";
    rules.put(
        "belongs to a superuser",
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND"
            + ROOMS
            + owner
            + "c.relowner) UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p"
            + " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE"
            + ROOMS
            + owner
            + "p.proowner) UNION ALL SELECT 'schema ' || n.nspname FROM pg_namespace n WHERE"
            + ROOMS
            + owner
            + "n.nspowner)");
    rules.put(
        "is what " + Roles.DEFINER + " owns beside functions with its rights",
        "SELECT pg_describe_object(s.classid, s.objid, s.objsubid) FROM pg_shdepend s"
            + " JOIN pg_roles r ON r.oid = s.refobjid AND s.refclassid = 'pg_authid'::regclass"
            + " WHERE r.rolname = '"
            + Roles.DEFINER
            + "' AND s.deptype = 'o' AND s.dbid IN (0,"
            + " (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))"
            + " AND NOT (s.classid = 'pg_proc'::regclass"
            + " AND EXISTS (SELECT FROM pg_proc p WHERE p.oid = s.objid AND p.prosecdef))");
  }

  private static void roles(Map<String, String> rules) {
    rules.put(
        "is not there, so a part of Orgscope cannot sign in",
        "SELECT login FROM unnest(ARRAY["
            + Login.names()
            + "]) AS login WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login)");
    rules.put(
        "can do what only a server's operator should, and is Orgscope's",
        "SELECT r.rolname FROM pg_roles r WHERE r.rolname IN ("
            + ROLES
            + ", '"
            + EmbeddedServer.OWNER
            + "') AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb"
            + " OR r.rolreplication)");
    rules.put(
        "can sign in and owns what runs with its owner's rights",
        "SELECT r.rolname FROM pg_roles r WHERE r.rolcanlogin AND r.rolname IN (" + OWNERS + ")");
    // Also by way of other roles, which is what pg_has_role follows.
    rules.put(
        "is one of the application's or the definer's, by membership",
        "SELECT g.rolname || ' of ' || r.rolname FROM pg_roles r, pg_roles g WHERE r.rolname IN ("
            + ROLES
            + ") AND r.oid <> g.oid AND pg_has_role(r.oid, g.oid, 'MEMBER')");
    rules.put(
        "is one of the owner's, by membership",
        "SELECT g.rolname FROM pg_roles r, pg_roles g WHERE r.rolname = '"
            + EmbeddedServer.OWNER
            + "' AND r.oid <> g.oid AND g.rolname <> '"
            + Roles.DEFINER
            + "' AND g.rolname <> 'pg_database_owner' AND pg_has_role(r.oid, g.oid, 'MEMBER')");
    rules.put(
        "lets in roles that are not Orgscope's, or its owner in another way than to all rows",
        "SELECT p.polname || ' on ' || p.polrelid::regclass FROM pg_policy p"
            + " JOIN pg_class c ON c.oid = p.polrelid, unnest(p.polroles)"
            + " AS role(oid) WHERE role.oid <> 0 AND pg_get_userbyid(role.oid) NOT IN ("
            + ROLES
            + ") AND NOT"
            + IS_OF_OWNER);
    rules.put(
        "keeps rows from its owner, so that whoever is erased would not be found in it",
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE"
            + ROOMS
            + " AND c.relkind IN ('r', 'p') AND c.relforcerowsecurity"
            + " AND pg_get_userbyid(c.relowner) NOT IN ("
            + OWNERS
            + ") AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND"
            + IS_OF_OWNER
            + ")");
  }

  private static void rights(Map<String, String> rules) {
    rules.put(
        "lets everybody, the application or the definer make things in it",
        "SELECT 'schema ' || n.nspname FROM pg_namespace n, aclexplode(n.nspacl) a"
            + " WHERE n.nspname !~ '^pg_(toast|temp)' AND a.privilege_type = 'CREATE'"
            + " AND (a.grantee = 0 OR pg_get_userbyid(a.grantee) IN ("
            + ROLES
            + ")) UNION ALL SELECT 'database ' || d.datname FROM pg_database d,"
            + " aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a"
            + " WHERE d.datname = current_database() AND a.privilege_type IN ('CREATE', 'TEMPORARY')"
            + " AND (a.grantee = 0 OR pg_get_userbyid(a.grantee) IN ("
            + ROLES
            + "))");
    rules.put(
        "is open to every role",
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,"
            + " aclexplode(c.relacl) a WHERE"
            + ROOMS
            + " AND a.grantee = 0 UNION ALL SELECT 'what is made later in ' ||"
            + " coalesce(n.nspname, 'any schema') FROM pg_default_acl d"
            + " LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace, aclexplode(d.defaclacl) a"
            + " WHERE a.grantee = 0");
    rules.put(
        "lets the application truncate it or hang things on it",
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,"
            + " aclexplode(c.relacl) a WHERE"
            + ROOMS
            + " AND c.relkind IN ('r', 'p') AND a.privilege_type"
            + " NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') AND a.grantee <> c.relowner"
            + " AND pg_get_userbyid(a.grantee) IN ("
            + ROLES
            + ")");
    rules.put(
        "holds rows that a policy does not bind",
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE"
            + ROOMS
            + " AND c.relkind IN ('r', 'p') AND c.relname <> 'flyway_history'"
            + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
            // The library of schedules calls as nobody; the two hold ids and times.
            + " AND c.oid::regclass::text NOT IN"
            + " ('work.shard_execution', 'work.recurring_execution')");
  }

  static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
