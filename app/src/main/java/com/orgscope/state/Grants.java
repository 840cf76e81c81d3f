package com.orgscope.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each {@link Login} may do with each table, sequence and function, read from {@code
 * db/grants.tsv}: the one place that says so, whatever migrations granted. It is put in force after
 * migrations, and {@code doctor} compares it with what is in force.
 */
final class Grants {
  private static final String FILE = "/db/grants.tsv";
  private static final String NONE = "-";
  private static final Pattern RIGHT = Pattern.compile("([A-Z]+)(?: \\(([^)]*)\\))?");
  private static final String ROOMS = " n.nspname !~ '^(pg_|information_schema$|public$)' ";

  /** Tables, sequences and functions, as {@code GRANT} names them, with who owns them. */
  private static final String THINGS =
      """
      SELECT n.nspname || '.' || quote_ident(c.relname) || E'\\t' || CASE c.relkind
          WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END || E'\\t' || pg_get_userbyid(c.relowner)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND %1$s
      UNION ALL
      SELECT p.oid::regprocedure::text || E'\\tFUNCTION\\t' || pg_get_userbyid(p.proowner)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE %1$s
      ORDER BY 1
      """
          .formatted(ROOMS);

  /** What logins hold: the thing, the login's role, one right, of a column too. */
  private static final String HELD =
      """
      SELECT held.thing || E'\\t' || pg_get_userbyid(held.who) || E'\\t' || held.what FROM (
        SELECT n.nspname || '.' || quote_ident(c.relname) AS thing, a.grantee AS who,
          a.privilege_type AS what
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
        WHERE %1$s
        UNION ALL
        SELECT n.nspname || '.' || quote_ident(c.relname), a.grantee,
          a.privilege_type || ' (' || t.attname || ')'
        FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a
        WHERE %1$s AND NOT t.attisdropped
        UNION ALL
        SELECT p.oid::regprocedure::text, a.grantee, a.privilege_type
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, aclexplode(p.proacl) a
        WHERE %1$s
        UNION ALL
        SELECT 'schema ' || n.nspname, a.grantee, a.privilege_type
        FROM pg_namespace n, aclexplode(n.nspacl) a WHERE %1$s
        UNION ALL
        SELECT 'what is made later in ' || coalesce(n.nspname, 'any schema'), a.grantee,
          a.privilege_type
        FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace,
          aclexplode(d.defaclacl) a
      ) held WHERE pg_get_userbyid(held.who) IN (%2$s)
      """
          .formatted(ROOMS, Login.names());

  private final String text;

  /** By thing what each login has, as {@code GRANT} spells it. */
  private final Map<String, Map<Login, String>> lines = new TreeMap<>();

  private Grants(String text) {
    this.text = text;
    text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(this::read);
  }

  static Grants onClasspath() {
    try (InputStream file = Objects.requireNonNull(Grants.class.getResourceAsStream(FILE), FILE)) {
      return new Grants(new String(file.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw Failure.bug("the grants in this build cannot be read", e);
    }
  }

  /** As it stands in the build. */
  String text() {
    return text;
  }

  private void read(String line) {
    String[] cells = line.split("\t");
    if (cells.length != Login.values().length + 1) {
      throw Failure.bug("a line of " + FILE + " has " + cells.length + " columns: " + line, null);
    }
    Map<Login, String> rights = new EnumMap<>(Login.class);
    for (Login login : Login.values()) {
      String cell = cells[login.ordinal() + 1];
      if (!cell.equals(NONE)) {
        rights.put(login, cell);
      }
    }
    lines.put(cells[0], rights);
  }

  /** Gives each login what the table says, takes the rest, and nobody has what is made later. */
  void putInForce(Connection owner) throws SQLException {
    List<String> statements = new ArrayList<>();
    String logins = Login.names().replace("'", "");
    for (String row : Catalogue.rows(owner, THINGS)) {
      String[] thing = row.split("\t");
      Map<Login, String> rights = lines.get(thing[0]);
      if (rights == null) {
        throw Failure.bug(
            "%s is not in app/src/main/resources%s: add a line of what each login needs of it"
                .formatted(thing[0], FILE),
            null);
      }
      String on = " ON " + thing[1] + " " + thing[0];
      statements.add("SET LOCAL ROLE \"" + thing[2] + "\"");
      statements.add("REVOKE ALL" + on + " FROM " + logins);
      rights.forEach(
          (login, right) -> statements.add("GRANT " + right + on + " TO " + login.role()));
    }
    statements.add("RESET ROLE");
    schemas(owner, logins, statements);
    Roles.execute(owner, "BEGIN; " + String.join("; ", statements) + "; COMMIT");
  }

  private void schemas(Connection owner, String logins, List<String> statements)
      throws SQLException {
    for (String schema :
        Catalogue.rows(owner, "SELECT n.nspname FROM pg_namespace n WHERE " + ROOMS)) {
      statements.add("REVOKE ALL ON SCHEMA \"%s\" FROM %s".formatted(schema, logins));
      for (String kind : List.of("TABLES", "SEQUENCES", "FUNCTIONS")) {
        statements.add(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA \"%s\" REVOKE ALL ON %s FROM %s"
                .formatted(schema, kind, logins));
      }
    }
    for (Login login : Login.values()) {
      for (String schema : schemas(login)) {
        statements.add("GRANT USAGE ON SCHEMA \"%s\" TO %s".formatted(schema, login.role()));
      }
    }
  }

  private Set<String> schemas(Login login) {
    Set<String> schemas = new TreeSet<>();
    lines.forEach((thing, rights) -> {
      if (rights.containsKey(login)) {
        schemas.add(thing.substring(0, thing.indexOf('.')));
      }
    });
    return schemas;
  }

  /** Every table, sequence and function that the table names. */
  Set<String> things() {
    return lines.keySet();
  }

  /** Each right alone, of a column too: {@code INSERT (person)}. */
  List<String> rightsOf(Login login, String thing) {
    Map<Login, String> rights = lines.get(thing);
    String cell = rights == null ? null : rights.get(login);
    return cell == null ? List.of() : rights(cell);
  }

  /** Where what is in force is not what the table says, in words; none where all is as it says. */
  List<String> findings(Connection any) throws SQLException {
    Set<String> missing = expected();
    List<String> findings = new ArrayList<>();
    for (String held : Catalogue.rows(any, HELD)) {
      if (!missing.remove(held)) {
        String[] right = held.split("\t");
        findings.add(
            "%s may %s on %s, which db/grants.tsv does not say"
                .formatted(right[1], right[2], right[0]));
      }
    }
    Set<String> there = Set.copyOf(Catalogue.rows(any, "SELECT rolname FROM pg_roles"));
    for (String lost : missing) {
      String[] right = lost.split("\t");
      if (!there.contains(right[1])) {
        continue;
      }
      findings.add(
          "%s may not %s on %s, which db/grants.tsv says".formatted(right[1], right[2], right[0]));
    }
    return findings;
  }

  private Set<String> expected() {
    Set<String> expected = new TreeSet<>();
    for (String thing : things()) {
      for (Login login : Login.values()) {
        for (String right : rightsOf(login, thing)) {
          expected.add(String.join("\t", thing, login.role(), right));
        }
      }
    }
    for (Login login : Login.values()) {
      for (String schema : schemas(login)) {
        expected.add(String.join("\t", "schema " + schema, login.role(), "USAGE"));
      }
    }
    return expected;
  }

  /** {@code SELECT, INSERT (a, b)} as {@code SELECT}, {@code INSERT (a)}, {@code INSERT (b)}. */
  private static List<String> rights(String cell) {
    List<String> rights = new ArrayList<>();
    Matcher right = RIGHT.matcher(cell);
    while (right.find()) {
      String columns = right.group(2);
      if (columns == null) {
        rights.add(right.group(1));
      } else {
        for (String column : columns.split(", ")) {
          rights.add(right.group(1) + " (" + column + ")");
        }
      }
    }
    return rights;
  }
}
