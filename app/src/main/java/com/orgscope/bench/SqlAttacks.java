package com.orgscope.bench;

import static com.orgscope.bench.AttackDice.any;

import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Statements that somebody would slip in who speaks through a login of the database as any role, of
 * one company, or as nobody, and wants another's rows. Nothing of them is kept.
 */
final class SqlAttacks {
  /** Roles whose statements may be attacked; the product itself of no company is not among them. */
  private static final List<Role> ROLES = List.of(Role.values());

  private static final List<String> OTHER_LOGINS =
      List.of("orgscope_migrations", "orgscope_owner", "orgscope_definer", "postgres");
  private static final String FEW = " LIMIT 40";

  /** One batch in so many comes from a connection that nobody has vouched for. */
  private static final int NOBODY_ONE_IN = 20;

  private final AttackStore store;
  private final AccessMarks marks;
  private final List<String> tables;
  private final List<TenantId> companies;
  private final AttackDice dice;

  SqlAttacks(
      AttackStore store,
      AccessMarks marks,
      List<String> tables,
      List<TenantId> companies,
      AttackDice dice) {
    this.store = store;
    this.marks = marks;
    this.tables = tables;
    this.companies = companies;
    this.dice = dice;
  }

  /** Who attacks: through a login, as somebody or as nobody, of one company. */
  private record Attacker(Login login, @Nullable Caller caller, TenantId own, TenantId other) {
    String named() {
      return caller == null
          ? "as nobody through " + login
          : "as %s of %s through %s".formatted(caller.role(), own, login);
    }
  }

  /**
   * One attack.
   *
   * @param kind what is tried, the same words for all of a kind
   * @param statements one after the other
   */
  private record Attack(String kind, List<String> statements) {
    Attack(String kind, String statement) {
      this(kind, List.of(statement));
    }

    String text() {
      return String.join("; ", statements);
    }
  }

  /**
   * Makes those requests, all of one caller.
   *
   * @param numbers of the run, at least one
   * @return what was shown to somebody who has no right to it
   */
  List<AttackFinding> batch(List<Long> numbers, AttackCover cover) {
    Attacker attacker = attacker(dice.ofBatch(numbers.getFirst()));
    List<Attack> attacks = new ArrayList<>();
    for (long number : numbers) {
      attacks.add(attack(dice.of(number), attacker));
    }
    List<AttackStore.Answer> answers =
        store.attack(
            attacker.login(), attacker.caller(), attacks.stream().map(Attack::statements).toList());
    List<AttackFinding> findings = new ArrayList<>();
    for (int i = 0; i < attacks.size(); i++) {
      Attack attack = attacks.get(i);
      AttackStore.Answer answer = answers.get(i);
      long rows = answer.refused() ? 0 : answer.rows().size();
      cover.add("statements: " + attack.kind(), answer.refused(), rows);
      cover.add("login " + attacker.login(), answer.refused(), rows);
      cover.add(
          "statements as " + (attacker.caller() == null ? "nobody" : attacker.caller().role()),
          answer.refused(),
          rows);
      Set<String> foreign = foreign(attacker, attack.text(), answer);
      if (!foreign.isEmpty()) {
        findings.add(
            new AttackFinding(
                numbers.get(i),
                "%s %s shows %s".formatted(attack.text(), attacker.named(), foreign)));
      }
    }
    return findings;
  }

  private Set<String> foreign(Attacker attacker, String asked, AttackStore.Answer answer) {
    String rows = String.join("\n", answer.rows());
    Set<String> foreign = new TreeSet<>(marks.foreign(attacker.caller(), rows, asked));
    // A row says whose it is, whatever its reader asked for; a plan repeats the question.
    if (!answer.refused() && !asked.startsWith("EXPLAIN")) {
      for (TenantId company : companies) {
        boolean own = attacker.caller() != null && company.equals(attacker.own());
        if (!own && isRowOf(company, rows)) {
          foreign.add("a row of " + company);
        }
      }
    }
    return foreign;
  }

  private static boolean isRowOf(TenantId tenant, String rows) {
    return rows.contains("(" + tenant + ",")
        || rows.contains("\"tenant\": \"" + tenant + "\"")
        || rows.contains("<tenant>" + tenant + "<");
  }

  private Attacker attacker(RandomGenerator random) {
    TenantId own = any(random, companies);
    TenantId other = companies.get(companies.getFirst().equals(own) ? 1 : 0);
    if (random.nextInt(NOBODY_ONE_IN) == 0) {
      return new Attacker(any(random, List.of(Login.values())), null, own, other);
    }
    // What puts keys has no caller.
    List<Login> logins =
        List.of(Login.PAGES, Login.INGEST, Login.PEOPLE, Login.WORKER, Login.COMMAND_LINE);
    Role role = any(random, ROLES);
    List<Person> people = marks.peopleOf(own);
    Caller caller =
        new Caller(
            own,
            role,
            "attack:" + random.nextInt(100),
            role.isOfAPerson() ? any(random, people).key() : null);
    return new Attacker(any(random, logins), caller, own, other);
  }

  /** Mostly one in which there is something to get. */
  private String table(RandomGenerator random) {
    return any(random, random.nextInt(4) == 0 ? tables : marks.filled());
  }

  /** A text in quotes: somebody's key, a company, or what breaks quoting. */
  private String literal(RandomGenerator random, TenantId other) {
    String text =
        switch (random.nextInt(4)) {
          case 0 -> other.value();
          case 1 -> "' OR true --";
          case 2 -> "*";
          default -> any(random, marks.words());
        };
    return "'" + text.replace("'", "''") + "'";
  }

  private Attack attack(RandomGenerator random, Attacker attacker) {
    return switch (random.nextInt(3)) {
      case 0 -> change(random, attacker.other());
      case 1 -> asSomebodyElse(random, attacker.own(), attacker.other());
      default -> question(random, attacker.own(), attacker.other());
    };
  }

  private Attack question(RandomGenerator random, TenantId own, TenantId other) {
    String one = table(random);
    String two = table(random);
    String text = literal(random, other);
    String rows = rows(one);
    return switch (random.nextInt(15)) {
      case 0 -> new Attack("all rows", rows + FEW);
      case 1 -> new Attack("rows of a company", rows + "WHERE t.tenant = " + text);
      case 2 ->
          new Attack(
              "rows of any company", rows + "WHERE t.tenant <> '%s' OR true".formatted(own) + FEW);
      case 3 ->
          new Attack("rows with a text", rows + "WHERE t::text LIKE '%' || " + text + " || '%'");
      case 4 ->
          new Attack(
              "two tables beside each other",
              "SELECT t::text || u::text FROM %s t, %s u".formatted(one, two) + FEW);
      case 5 ->
          new Attack(
              "two tables joined",
              "SELECT t::text || u::text FROM %s t LEFT JOIN %s u USING (tenant)"
                      .formatted(one, two)
                  + FEW);
      case 6 ->
          new Attack(
              "rows in one text",
              "SELECT string_agg(t::text, '|') FROM (SELECT * FROM %s%s) t".formatted(one, FEW));
      case 7 ->
          new Attack(
              "a person's rows as JSON",
              "SELECT to_jsonb(t)::text FROM %s t WHERE t.person::text = %s".formatted(one, text));
      default -> oddQuestion(random, one, two, text);
    };
  }

  private static Attack oddQuestion(RandomGenerator random, String one, String two, String text) {
    String rows = rows(one);
    return switch (random.nextInt(7)) {
      case 0 ->
          new Attack(
              "a statement within a statement",
              "SELECT query_to_xml('SELECT * FROM %s LIMIT 20', true, false, '')::text"
                  .formatted(one));
      case 1 ->
          new Attack(
              "a plan that is carried out",
              "EXPLAIN (ANALYZE, VERBOSE) " + rows + "WHERE t.tenant = " + text);
      // An error tells what it could not read.
      case 2 -> new Attack("an error about a row", rows + "WHERE t::text::integer > 0");
      case 3 ->
          new Attack(
              "an error at each row", rows + "WHERE 1 / (length(t::text) - length(t::text)) > 0");
      case 4 ->
          new Attack(
              "statistics of the planner",
              "SELECT most_common_vals::text FROM pg_stats WHERE schemaname || '.' || tablename = '%s'"
                  .formatted(one));
      case 5 ->
          new Attack(
              "rows of the company of others' rows",
              rows + "WHERE tenant = (SELECT min(tenant) FROM %s)".formatted(two) + FEW);
      default -> new Attack("a file of the server", "SELECT pg_read_file('PG_VERSION')");
    };
  }

  private Attack change(RandomGenerator random, TenantId other) {
    String one = table(random);
    return switch (random.nextInt(5)) {
      case 0 ->
          new Attack(
              "a row moved",
              "UPDATE %s t SET tenant = '%s' RETURNING t::text".formatted(one, other));
      case 1 ->
          new Attack(
              "rows written again",
              "UPDATE %s t SET tenant = tenant RETURNING t::text".formatted(one));
      case 2 -> new Attack("rows deleted", "DELETE FROM %s t RETURNING t::text".formatted(one));
      case 3 ->
          new Attack(
              "a row doubled",
              "INSERT INTO %1$s AS t SELECT * FROM %1$s LIMIT 1 RETURNING t::text".formatted(one));
      default ->
          new Attack(
              "rows written again within a question",
              "WITH x AS (UPDATE %s SET tenant = tenant RETURNING *) SELECT x::text FROM x"
                  .formatted(one));
    };
  }

  private Attack asSomebodyElse(RandomGenerator random, TenantId own, TenantId other) {
    String rows = rows(table(random)) + FEW;
    return switch (random.nextInt(4)) {
      case 0 ->
          new Attack(
              "claims changed",
              List.of(
                  "SELECT set_config('app.claims', replace(current_setting('app.claims'), '%s', '%s'), true)"
                      .formatted(own, other),
                  rows));
      case 1 ->
          new Attack(
              "claims of the old kind",
              List.of(
                  "SELECT set_config('app.claims', '', true), set_config('app.tenant', '%s', true), set_config('app.role', 'SYSTEM', true)"
                      .formatted(other),
                  rows));
      case 2 ->
          new Attack(
              "row security put off",
              List.of("SELECT set_config('row_security', 'off', true)", rows));
      default ->
          new Attack(
              "another login",
              List.of(
                  "SELECT set_config('role', '%s', true)".formatted(any(random, OTHER_LOGINS)),
                  rows));
    };
  }

  private static String rows(String table) {
    return "SELECT t::text FROM %s t ".formatted(table);
  }
}
