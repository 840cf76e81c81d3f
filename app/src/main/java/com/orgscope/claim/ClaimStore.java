package com.orgscope.claim;

import com.orgscope.claim.Claim.Baseline;
import com.orgscope.claim.Claim.Concern;
import com.orgscope.claim.Claim.Promised;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import com.orgscope.usage.SignInPart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Claims and since when whom has what they are of. */
@Component
class ClaimStore {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;

  ClaimStore(Database database) {
    this.database = database;
  }

  /**
   * Writes down the claim that bears the next number.
   *
   * @param numbered the claim by its number
   */
  Claim add(Caller caller, IntFunction<Claim> numbered) {
    return database.inTransactionAs(
        caller,
        sql -> {
          // Two claims at once would else bear one number.
          sql.sql(
                  "SELECT pg_advisory_xact_lock(hashtextextended('claim:' || (SELECT state.claimed_tenant()), 0))")
              .query()
              .singleRow();
          int number =
              sql.sql("SELECT COALESCE(MAX(number), 0) + 1 FROM claim.claim")
                  .query(Integer.class)
                  .single();
          Claim claim = numbered.apply(number);
          insert(sql, claim);
          return claim;
        });
  }

  private static void insert(JdbcClient sql, Claim claim) {
    SignInPart part = claim.concern().part();
    sql.sql(
            """
            INSERT INTO claim.claim (tenant, number, title, recommendation, applications, failures,
                challenges, among, owner, registered_on, promised, baseline)
            VALUES ((SELECT state.claimed_tenant()), :number, :title, :recommendation, :applications::text[],
                :failures, :challenges, :among, :owner, :on, :promised::jsonb, :baseline::jsonb)
            """)
        .param("number", claim.number())
        .param("title", claim.title())
        .param("recommendation", claim.recommendation())
        .param(
            "applications", part.apps().stream().map(AppId::value).sorted().toArray(String[]::new))
        .param("failures", part.failures())
        .param("challenges", part.challenges())
        .param("among", claim.concern().among().toString())
        .param("owner", claim.owner())
        .param("on", claim.registeredOn())
        .param("promised", JSON.writeValueAsString(claim.promised()))
        .param(
            "baseline", claim.baseline() == null ? null : JSON.writeValueAsString(claim.baseline()))
        .update();
  }

  List<Claim> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("SELECT * FROM claim.claim ORDER BY number")
                .query((row, n) -> claim(row))
                .list());
  }

  private static Claim claim(ResultSet row) throws SQLException {
    String baseline = row.getString("baseline");
    return new Claim(
        row.getInt("number"),
        row.getString("title"),
        row.getString("recommendation"),
        new Concern(
            new SignInPart(
                Arrays.stream((String[]) row.getArray("applications").getArray())
                    .map(AppId::new)
                    .collect(Collectors.toSet()),
                row.getBoolean("failures"),
                row.getBoolean("challenges")),
            PeopleGroup.of(row.getString("among"))),
        row.getString("owner"),
        row.getObject("registered_on", LocalDate.class),
        JSON.readValue(row.getString("promised"), Promised.class),
        baseline == null ? null : JSON.readValue(baseline, Baseline.class));
  }

  void change(Caller caller, Claim claim, PeopleGroup group, Said said) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO claim.change (tenant, claim, people, since, said_on)
                    VALUES ((SELECT state.claimed_tenant()), :claim, :people, :since, :on)
                    """)
                .param("claim", claim.number())
                .param("people", group.toString())
                .param("since", said.since())
                .param("on", said.on())
                .update());
  }

  /** From which day, and when that was said. */
  record Said(@Nullable LocalDate since, LocalDate on) {}

  /** What was said of every claim of which anything was, by its number. */
  Map<Integer, Rollout> rollouts(Caller caller) {
    Map<Integer, List<Rollout.Line>> lines = new HashMap<>();
    database.runAs(
        caller,
        sql ->
            sql.sql("SELECT claim, people, since, said_on FROM claim.change ORDER BY number")
                .query((ResultSet row) -> {
                  lines
                      .computeIfAbsent(row.getInt("claim"), claim -> new ArrayList<>())
                      .add(
                          new Rollout.Line(
                              PeopleGroup.of(row.getString("people")),
                              row.getObject("since", LocalDate.class),
                              row.getObject("said_on", LocalDate.class)));
                }));
    Map<Integer, Rollout> rollouts = new HashMap<>();
    lines.forEach((claim, said) -> rollouts.put(claim, new Rollout(said)));
    return rollouts;
  }
}
