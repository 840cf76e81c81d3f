package com.orgscope.bench;

import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.dao.DataAccessException;

/**
 * Statements that somebody would slip in who speaks through a login of the database as any role, of
 * one company, and wants another's rows. Nothing of them is kept.
 */
final class SqlAttacks {
  /** Roles whose statements may be attacked; the product itself of no company is not among them. */
  private static final Role[] ROLES = Role.values();

  private static final List<String> LOGINS =
      List.of("orgscope_migrations", "orgscope_owner", "orgscope_definer", "postgres");
  private static final String FEW = " LIMIT 40";

  private final AttackStore store;
  private final AccessMarks marks;
  private final List<String> tables;
  private final List<TenantId> companies;
  private final Random random;

  SqlAttacks(
      AttackStore store,
      AccessMarks marks,
      List<String> tables,
      List<TenantId> companies,
      Random random) {
    this.store = store;
    this.marks = marks;
    this.tables = tables;
    this.companies = companies;
    this.random = random;
  }

  /**
   * What came of one.
   *
   * @param refused by the database, in whatever words
   * @param rows that the last of its statements showed
   * @param foreign what its caller had no right to
   */
  record Outcome(Caller caller, String statement, boolean refused, int rows, Set<String> foreign) {}

  Outcome one() {
    TenantId own = companies.get(random.nextInt(companies.size()));
    TenantId other = companies.get(companies.getFirst().equals(own) ? 1 : 0);
    Caller caller = caller(own);
    List<String> statements = statements(own, other);
    String all = String.join("; ", statements);
    boolean page = random.nextBoolean();
    String answer = "";
    int rows = 0;
    boolean refused = false;
    try {
      List<String> shown = store.attack(caller, statements, page);
      answer = String.join("\n", shown);
      rows = shown.size();
    } catch (DataAccessException e) {
      // What an error says is an answer too.
      answer = String.valueOf(e.getMostSpecificCause().getMessage());
      refused = true;
    }
    Set<String> foreign = new TreeSet<>(marks.foreign(caller, answer, all));
    // A row says whose it is, whatever its reader asked for; a plan repeats the question.
    if (!refused && !all.startsWith("EXPLAIN") && isRowOf(other, answer)) {
      foreign.add("a row of " + other);
    }
    return new Outcome(caller, all, refused, rows, foreign);
  }

  private static boolean isRowOf(TenantId tenant, String rows) {
    return rows.contains("(" + tenant + ",")
        || rows.contains("\"tenant\": \"" + tenant + "\"")
        || rows.contains("<tenant>" + tenant + "<");
  }

  private Caller caller(TenantId tenant) {
    Role role = ROLES[random.nextInt(ROLES.length)];
    List<Person> people = marks.peopleOf(tenant);
    return new Caller(
        tenant,
        role,
        "attack:" + random.nextInt(100),
        role.isOfAPerson() ? people.get(random.nextInt(people.size())).key() : null);
  }

  /** Mostly one in which there is something to get. */
  private String table() {
    List<String> among = random.nextInt(4) == 0 ? tables : marks.filled();
    return among.get(random.nextInt(among.size()));
  }

  /** A text in quotes: somebody's key, a company, or what breaks quoting. */
  private String literal(TenantId other) {
    List<String> words = marks.words();
    String text =
        switch (random.nextInt(4)) {
          case 0 -> other.value();
          case 1 -> "' OR true --";
          case 2 -> "*";
          default -> words.get(random.nextInt(words.size()));
        };
    return "'" + text.replace("'", "''") + "'";
  }

  private List<String> statements(TenantId own, TenantId other) {
    return switch (random.nextInt(3)) {
      case 0 -> changes(other);
      case 1 -> asSomebodyElse(own, other);
      default -> List.of(question(own, other));
    };
  }

  private String question(TenantId own, TenantId other) {
    String one = table();
    String two = table();
    String text = literal(other);
    String rows = rows(one);
    return switch (random.nextInt(15)) {
      case 0 -> rows + FEW;
      case 1 -> rows + "WHERE t.tenant = " + text;
      case 2 -> rows + "WHERE t.tenant <> '%s' OR true".formatted(own) + FEW;
      case 3 -> rows + "WHERE t::text LIKE '%' || " + text + " || '%'";
      case 4 -> "SELECT t::text || u::text FROM %s t, %s u".formatted(one, two) + FEW;
      case 5 ->
          "SELECT t::text || u::text FROM %s t LEFT JOIN %s u USING (tenant)".formatted(one, two)
              + FEW;
      case 6 -> "SELECT string_agg(t::text, '|') FROM (SELECT * FROM %s%s) t".formatted(one, FEW);
      case 7 -> "SELECT to_jsonb(t)::text FROM %s t WHERE t.person::text = %s".formatted(one, text);
      case 8 ->
          "SELECT query_to_xml('SELECT * FROM %s LIMIT 20', true, false, '')::text".formatted(one);
      case 9 -> "EXPLAIN (ANALYZE, VERBOSE) " + rows + "WHERE t.tenant = " + text;
      // An error tells what it could not read.
      case 10 -> rows + "WHERE t::text::integer > 0";
      case 11 -> rows + "WHERE 1 / (length(t::text) - length(t::text)) > 0";
      case 12 ->
          "SELECT most_common_vals::text FROM pg_stats WHERE schemaname || '.' || tablename = '%s'"
              .formatted(one);
      case 13 -> rows + "WHERE tenant = (SELECT min(tenant) FROM %s)".formatted(two) + FEW;
      default -> "SELECT pg_read_file('PG_VERSION')";
    };
  }

  private List<String> changes(TenantId other) {
    String one = table();
    return List.of(
        switch (random.nextInt(5)) {
          case 0 -> "UPDATE %s t SET tenant = '%s' RETURNING t::text".formatted(one, other);
          case 1 -> "UPDATE %s t SET tenant = tenant RETURNING t::text".formatted(one);
          case 2 -> "DELETE FROM %s t RETURNING t::text".formatted(one);
          case 3 ->
              "INSERT INTO %1$s AS t SELECT * FROM %1$s LIMIT 1 RETURNING t::text".formatted(one);
          default ->
              "WITH x AS (UPDATE %s SET tenant = tenant RETURNING *) SELECT x::text FROM x"
                  .formatted(one);
        });
  }

  private List<String> asSomebodyElse(TenantId own, TenantId other) {
    String set =
        switch (random.nextInt(4)) {
          case 0 ->
              "SELECT set_config('app.claims', replace(current_setting('app.claims'), '%s', '%s'), true)"
                  .formatted(own, other);
          case 1 ->
              "SELECT set_config('app.claims', '', true), set_config('app.tenant', '%s', true), set_config('app.role', 'SYSTEM', true)"
                  .formatted(other);
          case 2 -> "SELECT set_config('row_security', 'off', true)";
          default ->
              "SELECT set_config('role', '%s', true)"
                  .formatted(LOGINS.get(random.nextInt(LOGINS.size())));
        };
    return List.of(set, rows(table()) + FEW);
  }

  private static String rows(String table) {
    return "SELECT t::text FROM %s t ".formatted(table);
  }
}
