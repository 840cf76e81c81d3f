package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.mutation.Explained;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Loosens every policy, grant and function with its owner's rights, one at a time, and sees whether
 * the reviewed list or the catalogue's rules notice. Each happens in a transaction that is rolled
 * back. What the database refuses as a statement, then or when a table is asked, is no mutant: it
 * is counted apart and notices nothing. Not part of the suite, which its name leaves out: {@code
 * ./orgscope test --mutation} runs it.
 */
class PolicyMutations {
  /**
   * Conditions of a policy, each of which is taken out, so that any role, tenant, person is let in.
   */
  private static final Map<String, Pattern> CONDITIONS =
      Map.of(
          "any role",
          Pattern.compile(
              "\\("
                  + asked("role")
                  + " (= ANY \\(ARRAY\\[[^]]*]\\)|= '[A-Z_]+'::text|IS NOT NULL)\\)"),
          "any tenant",
          Pattern.compile(
              "\\(tenant = "
                  + asked("tenant")
                  + "\\)|\\("
                  + asked("tenant")
                  + " IS NULL\\)|\\(tenant = '\\*'::text\\)"),
          "any person",
          Pattern.compile(
              "\\((person|manager) (=|<>) "
                  + asked("person")
                  + "\\)|\\(person IN \\( *SELECT directory\\.people_seen\\(\\) AS people_seen\\)\\)"
                  + "|\\(principal = "
                  + asked("principal")
                  + "\\)|\\bpublished\\b"));

  /** The tenant, if the caller has one of some roles: two conditions in one question. */
  private static final Pattern TENANT_AS =
      Pattern.compile(
          "\\(tenant = \\( SELECT state\\.tenant_as\\(VARIADIC (ARRAY\\[[^]]*])\\) AS tenant_as\\)\\)");

  /** What is left of it when one of the two is taken out. */
  private static final Map<String, String> HALVES =
      Map.of(
          "any role of", "(tenant = (SELECT state.tenant()))",
          "any tenant of", "((SELECT state.role()) = ANY ($1))",
          "any tenant and role of", "true");

  /** A claim as PostgreSQL spells it in a policy. */
  private static String asked(String claim) {
    return "\\( SELECT state\\." + claim + "\\(\\) AS " + claim + "\\)";
  }

  /** What may be loosened and changes nothing, each with why. */
  private static final Path EQUIVALENT = Path.of("src/mutation/equivalent-policies.tsv");

  private record Mutant(String name, String table, String apply) {}

  private record Policy(String name, String table, String using, String check) {
    String alter(String using, String check) {
      return "ALTER POLICY \"%s\" ON %s%s%s"
          .formatted(
              name,
              table,
              using.isEmpty() ? "" : " USING (" + using + ")",
              check.isEmpty() ? "" : " WITH CHECK (" + check + ")");
    }
  }

  @Test
  void nothing_can_be_loosened_unnoticed() throws Exception {
    Database database = TestDatabase.fresh();
    List<String> survivors = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<Mutant> mutants;
    try (Connection superuser = TestDatabase.asOwner(database)) {
      PolicyMatrix matrix = new PolicyMatrix(superuser, TestServer.claims(database));
      Map<String, Map<String, List<String>>> allowed = new TreeMap<>();
      TreeSet<String> lines = new TreeSet<>();
      for (String table : matrix.tables()) {
        allowed.put(table, matrix.cells(table));
        lines.addAll(matrix.lines(table));
      }
      assertThat(lines).as("PolicyMatrixTest").isEqualTo(PolicyMatrixTest.reviewed());
      mutants = mutants(superuser, matrix.tables());
      for (Mutant mutant : mutants) {
        Savepoint before = superuser.setSavepoint();
        try {
          Roles.execute(superuser, mutant.apply());
          if (!isNoticed(superuser, matrix, mutant, allowed)) {
            survivors.add(mutant.name());
          }
        } catch (SQLException e) {
          refused.add(mutant.name() + ": " + e.getMessage());
        } finally {
          superuser.rollback(before);
          superuser.releaseSavepoint(before);
        }
      }
    }
    database.close();
    int asked = mutants.size() - refused.size();
    System.out.printf(
        "policies: %d of %d loosened policies, grants and functions noticed, %d survived;"
            + " %d more were refused as statements and count for nothing%n",
        asked - survivors.size(), asked, survivors.size(), refused.size());
    survivors.forEach(s -> System.out.println("policies: survived: " + s));
    refused.forEach(s -> System.out.println("policies: refused: " + s));
    assertThat(asked).isGreaterThan(300);
    assertThat(survivors)
        .as("each needs a row in the matrix, or a line in " + EQUIVALENT)
        .containsExactlyInAnyOrderElementsOf(Explained.in(EQUIVALENT));
  }

  private static boolean isNoticed(
      Connection superuser,
      PolicyMatrix matrix,
      Mutant mutant,
      Map<String, Map<String, List<String>>> allowed)
      throws SQLException {
    Map<String, List<String>> before = allowed.get(mutant.table());
    return (before != null && matrix.differs(mutant.table(), before))
        || !Catalogue.findings(superuser).isEmpty();
  }

  private static List<Mutant> mutants(Connection superuser, List<String> tables)
      throws SQLException {
    List<Mutant> mutants = new ArrayList<>();
    for (String oid :
        Catalogue.rows(
            superuser, "SELECT oid FROM pg_policy WHERE polname <> 'its_owner' ORDER BY 1")) {
      loosen(mutants, policy(superuser, oid));
    }
    for (String table : tables) {
      grants(mutants, superuser, table);
    }
    for (String function :
        Catalogue.rows(
            superuser,
            "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef"
                + " AND pronamespace::regnamespace::text !~ '^(pg_|information_schema)'")) {
      functions(mutants, function);
    }
    return mutants;
  }

  private static Policy policy(Connection superuser, String oid) throws SQLException {
    List<String> parts =
        Catalogue.rows(
            superuser,
            """
            SELECT unnest(ARRAY[polname::text, n.nspname || '.' || quote_ident(c.relname),
              coalesce(pg_get_expr(polqual, polrelid), ''),
              coalesce(pg_get_expr(polwithcheck, polrelid), '')])
            FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE p.oid =
            """
                + oid);
    return new Policy(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }

  private static void loosen(List<Mutant> mutants, Policy policy) {
    String name = policy.table() + ": " + policy.name() + ": ";
    Map<String, String> loose = new LinkedHashMap<>();
    if (!policy.using().isEmpty()) {
      loose.put("every row", policy.alter("true", policy.check()));
    }
    if (!policy.check().isEmpty()) {
      loose.put("every new row", policy.alter(policy.using(), "true"));
    }
    CONDITIONS.forEach((what, condition) -> {
      Matcher in = condition.matcher(policy.using());
      for (int nth = 1; in.find(); nth++) {
        loose.put(
            what + " " + nth,
            policy.alter(without(policy.using(), in.start(), in.end()), policy.check()));
      }
      Matcher in2 = condition.matcher(policy.check());
      for (int nth = 1; in2.find(); nth++) {
        loose.put(
            what + " added " + nth,
            policy.alter(policy.using(), without(policy.check(), in2.start(), in2.end())));
      }
    });
    HALVES.forEach((what, half) -> {
      Matcher in = TENANT_AS.matcher(policy.using());
      for (int nth = 1; in.find(); nth++) {
        loose.put(
            what + " " + nth, policy.alter(replaced(policy.using(), in, half), policy.check()));
      }
      Matcher in2 = TENANT_AS.matcher(policy.check());
      for (int nth = 1; in2.find(); nth++) {
        loose.put(
            what + " added " + nth,
            policy.alter(policy.using(), replaced(policy.check(), in2, half)));
      }
    });
    loose.forEach((what, apply) -> mutants.add(new Mutant(name + what, policy.table(), apply)));
  }

  private static String without(String expression, int from, int to) {
    return expression.substring(0, from) + "true" + expression.substring(to);
  }

  private static String replaced(String expression, Matcher found, String half) {
    return expression.substring(0, found.start())
        + half.replace("$1", found.group(1))
        + expression.substring(found.end());
  }

  private static void grants(List<Mutant> mutants, Connection superuser, String table)
      throws SQLException {
    for (String right : List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER")) {
      for (String role : roles()) {
        boolean has =
            Catalogue.rows(
                    superuser,
                    "SELECT has_table_privilege('%s', '%s', '%s')::text"
                        .formatted(role, table, right))
                .getFirst()
                .equals("true");
        // A right on a table of a schema that the role may not use is none.
        boolean reaches =
            Catalogue.rows(
                    superuser,
                    "SELECT has_schema_privilege('%s', '%s', 'USAGE')::text"
                        .formatted(role, table.substring(0, table.indexOf('.'))))
                .getFirst()
                .equals("true");
        if (!has && reaches) {
          mutants.add(
              new Mutant(
                  table + ": " + right + " for " + role,
                  table,
                  "GRANT " + right + " ON " + table + " TO " + role));
        }
      }
    }
    mutants.add(
        new Mutant(
            table + ": read by everybody", table, "GRANT SELECT ON " + table + " TO PUBLIC"));
    if (!table.endsWith("_execution")) {
      mutants.add(
          new Mutant(
              table + ": no row-level security",
              table,
              "ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY"));
      mutants.add(
          new Mutant(
              table + ": not for the owner",
              table,
              "ALTER TABLE " + table + " NO FORCE ROW LEVEL SECURITY"));
    }
  }

  private static List<String> roles() {
    return Stream.concat(Stream.of(Login.values()).map(Login::role), Stream.of(Roles.DEFINER))
        .toList();
  }

  private static void functions(List<Mutant> mutants, String function) {
    String alter = "ALTER FUNCTION " + function;
    for (String path :
        List.of(
            "RESET search_path",
            "SET search_path = pg_catalog",
            "SET search_path = pg_temp, pg_catalog")) {
      mutants.add(new Mutant(function + ": " + path, "", alter + " " + path));
    }
    for (String owner : List.of(EmbeddedServer.SUPERUSER, EmbeddedServer.OWNER)) {
      mutants.add(new Mutant(function + ": belongs to " + owner, "", alter + " OWNER TO " + owner));
    }
    mutants.add(
        new Mutant(
            function + ": called by everybody",
            "",
            "GRANT EXECUTE ON FUNCTION " + function + " TO PUBLIC"));
  }
}
