package com.orgscope.licence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.state.Database;
import com.orgscope.usage.SensitiveApplications;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Contracts, who was given a seat, and what IT said of applications and currencies. What was told
 * of an application before it was withheld is not told on.
 */
@Component
class LicenceStore implements ErasureHandler {
  private static final String OWNER = "licence.contract.owner";

  private final Database database;
  private final TenantEncryption encryption;
  private final SensitiveApplications sensitive;

  LicenceStore(Database database, TenantEncryption encryption, SensitiveApplications sensitive) {
    this.sensitive = sensitive;
    this.database = database;
    this.encryption = encryption;
  }

  @Override
  public String place() {
    return "seats of applications";
  }

  /** The seat they were given; that one less is used nobody can tell from it. */
  @Override
  public long erase(Erased erased) {
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "licence"),
        sql ->
            sql.sql("DELETE FROM licence.seat WHERE person = ANY (?::uuid[])")
                .param(erased.keys().stream().map(PersonKey::toString).toArray(String[]::new))
                .update());
  }

  /** Puts these in the place of all there were. */
  void replaceContracts(Caller caller, Collection<Contract> contracts) {
    database.runAs(
        caller,
        sql -> {
          alone(sql, "contract");
          sql.sql("DELETE FROM licence.contract").update();
          contracts.forEach(contract -> add(sql, caller, contract));
        });
  }

  private void add(JdbcClient sql, Caller caller, Contract contract) {
    sql.sql(
            """
            INSERT INTO licence.contract (tenant, application, tier, seats, seat_price, currency,
                renewal, notice_days, renews_by_itself, owner, seats_from)
            VALUES ((SELECT state.claimed_tenant()), :application, :tier, :seats, :price, :currency,
                :renewal, :notice, :renews, :owner, :from)
            """)
        .param("application", contract.application().value())
        .param("tier", contract.tier())
        .param("seats", contract.seats())
        .param("price", contract.seatPrice())
        .param("currency", contract.currency().getCurrencyCode())
        .param("renewal", contract.renewal())
        .param("notice", contract.noticeDays())
        .param("renews", contract.renewsByItself())
        .param("owner", sealed(caller, contract.owner()))
        .param("from", contract.seatsFrom() == null ? null : contract.seatsFrom().toString())
        .update();
  }

  private byte @Nullable [] sealed(Caller caller, String owner) {
    return owner.isEmpty() ? null : encryption.seal(caller.tenant(), owner.getBytes(UTF_8), OWNER);
  }

  List<Contract> contracts(Caller caller) {
    Predicate<String> withheld = sensitive.withheld(caller.tenant());
    return database.inTransactionAs(
        caller,
        sql ->
            sql
                .sql("SELECT * FROM licence.contract ORDER BY application, tier")
                .query((row, n) -> contract(caller, row))
                .list()
                .stream()
                .filter(contract -> !withheld.test(contract.application().value()))
                .toList());
  }

  private Contract contract(Caller caller, ResultSet row) throws SQLException {
    byte[] owner = row.getBytes("owner");
    String from = row.getString("seats_from");
    return new Contract(
        new AppId(row.getString("application")),
        row.getString("tier"),
        row.getInt("seats"),
        row.getBigDecimal("seat_price"),
        Currency.getInstance(row.getString("currency")),
        row.getObject("renewal", LocalDate.class),
        row.getInt("notice_days"),
        row.getBoolean("renews_by_itself"),
        owner == null ? "" : new String(encryption.open(caller.tenant(), owner, OWNER), UTF_8),
        from == null ? null : SeatsFrom.of(from));
  }

  /** Of the applications that they name, these are all the seats. */
  void replaceSeats(Caller caller, SeatFile.Read read) {
    database.runAs(
        caller,
        sql -> {
          alone(sql, "seat");
          String[] applications =
              read.strangers().keySet().stream()
                  .map(plan -> plan.application().value())
                  .toArray(String[]::new);
          sql.sql("DELETE FROM licence.seat WHERE application = ANY (?::text[])")
              .param(applications)
              .update();
          sql.sql("DELETE FROM licence.assignment WHERE application = ANY (?::text[])")
              .param(applications)
              .update();
          addAssignments(sql, read.strangers());
          addSeats(sql, read.seats());
        });
  }

  /**
   * Of one plan, these are all the seats.
   *
   * @param now makes them of those that were known; of nothing if nobody had said who has one
   */
  void replaceSeats(
      Caller caller, Contract.Plan plan, int strangers, Function<Known, List<Seat>> now) {
    database.runAs(
        caller,
        sql -> {
          alone(sql, "seat");
          Map<PersonKey, Seat> before = new HashMap<>();
          seats(sql).stream()
              .filter(seat -> seat.plan().equals(plan))
              .forEach(seat -> before.put(seat.person(), seat));
          boolean told = delete(sql, "assignment", plan) > 0;
          delete(sql, "seat", plan);
          addAssignments(sql, Map.of(plan, strangers));
          addSeats(sql, now.apply(new Known(told, before)));
        });
  }

  /**
   * Seats of a plan.
   *
   * @param told whether anybody said who has one
   */
  record Known(boolean told, Map<PersonKey, Seat> seats) {}

  private static int delete(JdbcClient sql, String table, Contract.Plan plan) {
    return sql.sql(
            "DELETE FROM licence.%s WHERE application = :application AND lower(tier) = :tier"
                .formatted(table))
        .param("application", plan.application().value())
        .param("tier", plan.tier())
        .update();
  }

  private static void addAssignments(JdbcClient sql, Map<Contract.Plan, Integer> strangers) {
    List<Contract.Plan> plans = List.copyOf(strangers.keySet());
    sql.sql(
            """
            INSERT INTO licence.assignment (tenant, application, tier, strangers)
            SELECT (SELECT state.claimed_tenant()), new.*
            FROM unnest(?::text[], ?::text[], ?::int[]) AS new
            """)
        .param(plans.stream().map(plan -> plan.application().value()).toArray(String[]::new))
        .param(plans.stream().map(Contract.Plan::tier).toArray(String[]::new))
        .param(plans.stream().map(strangers::get).toArray(Integer[]::new))
        .update();
  }

  private static void addSeats(JdbcClient sql, List<Seat> seats) {
    sql.sql(
            """
            INSERT INTO licence.seat (tenant, application, tier, person, since)
            SELECT (SELECT state.claimed_tenant()), new.*
            FROM unnest(?::text[], ?::text[], ?::uuid[], ?::date[]) AS new
            """)
        .param(seats.stream().map(s -> s.plan().application().value()).toArray(String[]::new))
        .param(seats.stream().map(s -> s.plan().tier()).toArray(String[]::new))
        .param(seats.stream().map(s -> s.person().value()).toArray(UUID[]::new))
        .param(
            seats.stream()
                .map(s -> s.since() == null ? null : Date.valueOf(s.since()))
                .toArray(Date[]::new))
        .update();
  }

  List<Seat> seats(Caller caller) {
    Predicate<String> withheld = sensitive.withheld(caller.tenant());
    return database.inTransactionAs(caller, LicenceStore::seats).stream()
        .filter(seat -> !withheld.test(seat.plan().application().value()))
        .toList();
  }

  private static List<Seat> seats(JdbcClient sql) {
    return sql.sql("SELECT application, tier, person, since FROM licence.seat")
        .query((row, n) ->
            new Seat(
                plan(row),
                new PersonKey(row.getObject("person", UUID.class)),
                row.getObject("since", LocalDate.class)))
        .list();
  }

  /** Of every plan whose seats were told, how many are of nobody in the directory. */
  Map<Contract.Plan, Integer> strangers(Caller caller) {
    Map<Contract.Plan, Integer> strangers = new TreeMap<>();
    database.runAs(
        caller,
        sql ->
            sql.sql("SELECT application, tier, strangers FROM licence.assignment")
                .query((ResultSet row) -> {
                  strangers.put(plan(row), row.getInt("strangers"));
                }));
    Predicate<String> withheld = sensitive.withheld(caller.tenant());
    strangers.keySet().removeIf(plan -> withheld.test(plan.application().value()));
    return strangers;
  }

  private static Contract.Plan plan(ResultSet row) throws SQLException {
    return new Contract.Plan(new AppId(row.getString("application")), row.getString("tier"));
  }

  void say(Caller caller, AppId application, SaidByIt said) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO licence.visibility (tenant, application, shows, silence, log_from)
                    VALUES ((SELECT state.claimed_tenant()), :application, :shows, :silence, :logFrom)
                    ON CONFLICT (tenant, application) DO UPDATE
                      SET shows = excluded.shows, silence = excluded.silence,
                        log_from = excluded.log_from
                    """)
                .param("application", application.value())
                .param("shows", said.shows().wireName())
                .param("silence", said.silence())
                .param("logFrom", said.logFrom())
                .update());
  }

  Map<AppId, SaidByIt> said(Caller caller) {
    Map<AppId, SaidByIt> said = new HashMap<>();
    database.runAs(
        caller,
        sql ->
            sql.sql("SELECT application, shows, silence, log_from FROM licence.visibility")
                .query((ResultSet row) -> {
                  said.put(
                      new AppId(row.getString("application")),
                      new SaidByIt(
                          Visibility.named(row.getString("shows")).orElse(Visibility.SIGN_INS),
                          row.getObject("silence", Integer.class),
                          row.getObject("log_from", LocalDate.class)));
                }));
    return said;
  }

  void set(Caller caller, ExchangeRate rate) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO licence.rate (tenant, currency, usd, day, source)
                    VALUES ((SELECT state.claimed_tenant()), :currency, :usd, :day, :source)
                    ON CONFLICT (tenant, currency) DO UPDATE
                      SET usd = excluded.usd, day = excluded.day, source = excluded.source
                    """)
                .param("currency", rate.currency().getCurrencyCode())
                .param("usd", rate.usd())
                .param("day", rate.day())
                .param("source", rate.source())
                .update());
  }

  List<ExchangeRate> rates(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("SELECT * FROM licence.rate ORDER BY currency")
                .query((row, n) ->
                    new ExchangeRate(
                        Currency.getInstance(row.getString("currency")),
                        row.getBigDecimal("usd"),
                        row.getObject("day", LocalDate.class),
                        row.getString("source")))
                .list());
  }

  private static void alone(JdbcClient sql, String what) {
    // Two lists at once would else leave a mixture of both.
    sql.sql(
            "SELECT pg_advisory_xact_lock(hashtextextended(? || ':' || (SELECT state.claimed_tenant()), 0))")
        .param("licence." + what)
        .query((row, n) -> true)
        .single();
  }
}
