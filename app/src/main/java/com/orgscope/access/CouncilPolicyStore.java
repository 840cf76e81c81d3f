package com.orgscope.access;

import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Notice;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Works-council policies as the row policies of the database read them. */
@Component
final class CouncilPolicyStore {
  private final Database database;

  CouncilPolicyStore(Database database) {
    this.database = database;
  }

  /** One that was applied. */
  record Stored(
      int number,
      CouncilPolicy policy,
      String reason,
      List<String> signedBy,
      String nonce,
      Instant at) {}

  private record Line(
      int number,
      String country,
      Terms terms,
      Notice notice,
      List<String> council,
      String reason,
      List<String> signedBy,
      String nonce,
      Instant at) {}

  /** Of the caller's company, the newest last. */
  List<Stored> all(Caller caller) {
    return read(caller, false);
  }

  /** What holds; empty while none was applied. */
  Optional<Stored> newest(Caller caller) {
    return read(caller, true).stream().findFirst();
  }

  private List<Stored> read(Caller caller, boolean newest) {
    List<Line> lines =
        database.inTransactionAs(
            caller,
            sql ->
                sql.sql(
                        """
                        SELECT * FROM access.council_policy
                        WHERE tenant = (SELECT state.claimed_tenant())
                          AND (NOT :newest OR number = (SELECT max(n.number)
                            FROM access.council_policy n
                            WHERE n.tenant = (SELECT state.claimed_tenant())))
                        ORDER BY number, country
                        """)
                    .param("newest", newest)
                    .query((row, n) -> line(row))
                    .list());
    Map<Integer, SortedMap<String, Terms>> terms = new HashMap<>();
    lines.forEach(line ->
        terms
            .computeIfAbsent(line.number(), n -> new TreeMap<>())
            .put(line.country(), line.terms()));
    List<Stored> all = new ArrayList<>();
    for (Line line : lines) {
      if (line.country().equals(CouncilPolicy.ALL)) {
        SortedMap<String, Terms> countries = Objects.requireNonNull(terms.get(line.number()));
        Terms everywhere = Objects.requireNonNull(countries.remove(CouncilPolicy.ALL));
        all.add(
            new Stored(
                line.number(),
                new CouncilPolicy(line.notice(), everywhere, countries, line.council()),
                line.reason(),
                line.signedBy(),
                line.nonce(),
                line.at()));
      }
    }
    return all;
  }

  private static Line line(ResultSet row) throws SQLException {
    Integer days = row.getObject("usage_days", Integer.class);
    return new Line(
        row.getInt("number"),
        row.getString("country"),
        new Terms(
            texts(row.getArray("places")),
            Consent.valueOf(row.getString("consent")),
            Managers.valueOf(row.getString("managers")),
            row.getInt("k"),
            days),
        new Notice(row.getString("notice_version"), row.getString("notice")),
        texts(row.getArray("council")),
        row.getString("reason"),
        texts(row.getArray("signed_by")),
        row.getString("nonce"),
        row.getTimestamp("applied_at").toInstant());
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  /** On return it holds. Again with the same number changes nothing. */
  void add(Caller caller, Stored stored) {
    database.runAs(
        caller,
        sql ->
            stored
                .policy()
                .terms()
                .forEach((country, terms) -> insert(sql, stored, country, terms)));
  }

  private static void insert(JdbcClient sql, Stored stored, String country, Terms terms) {
    sql.sql(
            """
            INSERT INTO access.council_policy (tenant, number, country, places, consent, managers, k,
                usage_days, notice_version, notice, council, reason, signed_by, nonce, applied_at)
            VALUES ((SELECT state.claimed_tenant()), :number, :country, :places::text[], :consent,
                :managers, :k, :days::int, :version, :notice, :council::text[], :reason, :by::text[], :nonce, :at)
            ON CONFLICT DO NOTHING
            """)
        .param("number", stored.number())
        .param("country", country)
        .param("places", terms.places().toArray(String[]::new))
        .param("consent", terms.consent().name())
        .param("managers", terms.managers().name())
        .param("k", terms.k())
        .param("days", terms.usageDays())
        .param("version", stored.policy().notice().version())
        .param("notice", stored.policy().notice().text())
        .param("council", stored.policy().council().toArray(String[]::new))
        .param("reason", stored.reason())
        .param("by", stored.signedBy().toArray(String[]::new))
        .param("nonce", stored.nonce())
        .param("at", Timestamp.from(stored.at()))
        .update();
  }

  /**
   * Whom a manager sees anything of, and how much. Who opted out, who has too little data, who is
   * new and who was erased are missing alike.
   */
  Map<PersonKey, Managers> agreed(Caller manager) {
    Map<PersonKey, Managers> agreed = new HashMap<>();
    database.runAs(
        manager,
        sql ->
            sql.sql(
                    """
                    SELECT r.person, r.managers FROM access.reports_agreed() r
                    WHERE r.person IN (SELECT category.shown_to_managers())
                    """)
                .query(row -> {
                  agreed.put(
                      new PersonKey(row.getObject("person", UUID.class)),
                      Managers.valueOf(row.getString("managers")));
                }));
    return agreed;
  }

  /** Of these, of whom something is known, as managers are told of them. */
  Set<PersonKey> answered(Caller caller, Collection<PersonKey> people) {
    return database.inTransactionAs(
        caller,
        sql ->
            new HashSet<>(
                sql.sql("SELECT person FROM category.answered(?::uuid[]) AS a (person)")
                    .param(people.stream().map(PersonKey::toString).toArray(String[]::new))
                    .query((row, n) -> new PersonKey(row.getObject("person", UUID.class)))
                    .list()));
  }

  /** Who is in no analysis: of the directory, or said no. */
  List<PersonKey> leftOut(TenantId tenant) {
    return keys(tenant, "SELECT DISTINCT person FROM access.left_out() AS l(person)");
  }

  /** Who is in an analysis where nobody is who was not asked. */
  List<PersonKey> letIn(TenantId tenant) {
    return keys(tenant, "SELECT DISTINCT person FROM access.let_in() AS l(person)");
  }

  private List<PersonKey> keys(TenantId tenant, String question) {
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql ->
            sql.sql(question + " ORDER BY person")
                .query((row, n) -> new PersonKey(row.getObject("person", UUID.class)))
                .list());
  }

  /** Whether everybody is in no analysis who is not let in, whoever the directory knows or not. */
  boolean asksFirst(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql -> sql.sql("SELECT access.asks_first()").query(Boolean.class).single());
  }

  /** Another one whenever somebody else is in an analysis. */
  String version(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql -> sql.sql("SELECT access.version_of_who_counts()").query(String.class).single());
  }

  /** What these people said of being counted, and what they were shown. */
  long forget(TenantId tenant, Set<PersonKey> people) {
    String[] keys = people.stream().map(PersonKey::toString).toArray(String[]::new);
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql -> {
          long gone = 0;
          for (String table : new String[] {"consent", "notice_shown"}) {
            gone +=
                sql.sql("DELETE FROM access." + table + " WHERE person = ANY (?::uuid[])")
                    .param(keys)
                    .update();
          }
          return gone;
        });
  }
}
