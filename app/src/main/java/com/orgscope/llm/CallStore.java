package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls, answers and what they cost, many of one tenant in one transaction.
 *
 * <p>What is committed never passes a limit, whoever asks at once, in whatever process: see {@link
 * MonthStore}. Its rows are always locked in the same order: months as they come, in each the
 * tenant's before everybody's.
 */
@Component
final class CallStore {
  /** The row of all tenants together; no tenant's name has such a character. */
  static final String EVERYBODY = "*";

  /** Calls that say what the next will cost. */
  private static final int MOST_PAST = 5_000;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final SystemTextStore systemTexts;

  CallStore(Database database) {
    this.database = database;
    this.systemTexts = new SystemTextStore(database);
  }

  /** An answer from the cache. */
  record Remembered(byte[] request, String answer, Tokens tokens, long costNano, boolean fresh) {}

  /** A month's limits in nano-dollars, of a tenant that has none of its own and of all together. */
  record Limits(long monthNano, long totalNano) {}

  /** Money that a call needs set aside. */
  record Need(BillableCall billable, long nano) {}

  /** A call by what it is settled with. */
  record Bill(UUID call, byte[] request, Instant at, boolean inBatch) {
    LocalDate day() {
      return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
  }

  /** A call that came to its end, and what had been set aside for it. */
  record Ended(Bill bill, Charge end, long reservedNano) {}

  /** What came of asking for money. */
  sealed interface Taken {
    /** It is reserved. */
    record Yes() implements Taken {}

    /** It is not. */
    record No(ModelResponse.Why why, String detail) implements Taken {}
  }

  /** What came of many asking, in their order, and the alerts that it raised. */
  record Takings(List<Taken> taken, List<MonthStore.Alert> alerts) {}

  /** Which of these are answered, without asking for the answers. */
  Set<String> answered(Caller caller, List<BillableCall> purchases) {
    return database.inTransactionAs(
        caller,
        sql -> {
          Set<String> known = new HashSet<>();
          remembered(sql, purchases)
              .values()
              .forEach(r -> known.add(HexFormat.of().formatHex(r.request())));
          return known;
        });
  }

  /**
   * Looks answers up; finding one is a call that cost nothing. The first to find what a batch
   * bought collects it, which saves nothing.
   */
  List<Optional<Remembered>> recall(Caller caller, List<BillableCall> purchases) {
    systemTexts.keep(caller, purchases);
    return database.inTransactionAs(
        caller,
        sql -> {
          Map<ByteBuffer, Remembered> found = remembered(sql, purchases);
          Set<ByteBuffer> collected = collect(sql, found.values());
          ArrayNode calls = JSON.createArrayNode();
          for (BillableCall billable : purchases) {
            ByteBuffer request = ByteBuffer.wrap(billable.request());
            Remembered known = found.get(request);
            if (known != null) {
              boolean collects = collected.remove(request);
              calls.add(
                  call(billable, "CACHED", 0)
                      .put("saved_nano", collects ? 0 : known.costNano())
                      .put("collects", collects)
                      .put("answer", Redaction.of(known.answer())));
            }
          }
          insert(sql, calls);
          return purchases.stream()
              .map(p -> Optional.ofNullable(found.get(ByteBuffer.wrap(p.request()))))
              .toList();
        });
  }

  /**
   * What the last questions of an agent and purpose cost with a model. A question is known by its
   * subject and day, so what was asked again or back belongs to it.
   *
   * @param batchPercent of the price that a call in a batch was charged
   */
  Quote.Past past(Caller caller, ModelRequest like, String model, int batchPercent) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT count(DISTINCT (subject, CAST(at AT TIME ZONE 'UTC' AS date))) AS questions,
                      CAST(coalesce(sum(CASE WHEN batch_nth IS NULL THEN cost_nano
                        ELSE cost_nano * 100 / greatest(:percent, 1) END), 0) AS bigint) AS cost
                    FROM (
                      SELECT subject, at, batch_nth, cost_nano FROM llm.call
                      WHERE tenant = (SELECT state.claimed_tenant()) AND agent = :agent AND purpose = :purpose
                        AND model = :model AND state IN ('ANSWERED', 'REFUSED', 'FAILED')
                      ORDER BY at DESC LIMIT :most) AS last
                    """)
                .param("agent", like.agent())
                .param("purpose", like.purpose())
                .param("model", model)
                .param("percent", batchPercent)
                .param("most", MOST_PAST)
                .query((row, n) -> new Quote.Past(row.getInt("questions"), row.getLong("cost")))
                .single());
  }

  /** Reserves the most each call can cost, unless a switch or a budget is against it. */
  Takings take(Caller caller, List<Need> needs, Limits settings) {
    systemTexts.keep(caller, needs.stream().map(Need::billable).toList());
    return database.inTransactionAs(
        caller, sql -> new Taking(sql, MonthStore.limits(sql, settings)).all(needs));
  }

  /**
   * Writes down how calls ended, gives back what they did not cost, and keeps their answers.
   *
   * @return alerts that this raised
   */
  List<MonthStore.Alert> settle(Caller caller, List<Ended> calls, Limits settings) {
    return database.inTransactionAs(
        caller,
        sql -> {
          Limits limits = MonthStore.limits(sql, settings);
          Set<UUID> open = update(sql, calls);
          List<Ended> ended = calls.stream().filter(c -> open.contains(c.bill().call())).toList();
          remember(sql, caller, ended);
          Map<LocalDate, List<Ended>> byDay = new TreeMap<>();
          ended.forEach(
              c -> byDay.computeIfAbsent(c.bill().day(), unused -> new ArrayList<>()).add(c));
          List<MonthStore.Alert> alerts = new ArrayList<>();
          byDay
              .values()
              .forEach(some -> {
                long rest =
                    some.stream().mapToLong(c -> c.reservedNano() - c.end().costNano()).sum();
                MonthStore own =
                    new MonthStore(sql, caller.tenant().value(), some.getFirst().bill().at());
                alerts.addAll(own.alerts(own.giveBack(rest), limits.monthNano()));
                MonthStore all = new MonthStore(sql, EVERYBODY, own.at());
                alerts.addAll(all.alerts(all.giveBack(rest), limits.totalNano()));
              });
          return alerts;
        });
  }

  /** As {@link #take}, but all of them or none: with one word for all. */
  static Takings takeAll(JdbcClient sql, List<Need> needs, Limits settings) {
    Taking taking = new Taking(sql, MonthStore.limits(sql, settings));
    long sum = needs.stream().mapToLong(Need::nano).reduce(0, Math::addExact);
    Need whole = new Need(needs.getFirst().billable(), sum);
    Taken taken = taking.one(whole);
    if (taken instanceof Taken.Yes) {
      for (int from = 0; from < needs.size(); from += SharedWork.MOST) {
        ArrayNode calls = JSON.createArrayNode();
        needs
            .subList(from, Math.min(needs.size(), from + SharedWork.MOST))
            .forEach(n -> calls.add(call(n.billable(), "IN_FLIGHT", n.nano())));
        insert(sql, calls);
      }
    }
    return new Takings(List.of(taken), taking.alerts);
  }

  private static MonthStore month(JdbcClient sql, BillableCall billable) {
    return new MonthStore(sql, billable.question().tenant().value(), billable.at());
  }

  /** The needs of one tenant, met in one transaction. */
  private static final class Taking {
    private final JdbcClient sql;
    private final Limits limits;
    private final Map<UUID, Taken> taken = new HashMap<>();
    private final List<MonthStore.Alert> alerts = new ArrayList<>();

    Taking(JdbcClient sql, Limits limits) {
      this.sql = sql;
      this.limits = limits;
    }

    Taken one(Need need) {
      decide(List.of(need));
      return taken.getOrDefault(need.billable().call(), new Taken.Yes());
    }

    Takings all(List<Need> needs) {
      decide(needs);
      ArrayNode calls = JSON.createArrayNode();
      List<Taken> results = new ArrayList<>();
      for (Need need : needs) {
        Taken result = taken.getOrDefault(need.billable().call(), new Taken.Yes());
        results.add(result);
        if (result instanceof Taken.Yes) {
          calls.add(call(need.billable(), "IN_FLIGHT", need.nano()));
        }
      }
      insert(sql, calls);
      return new Takings(results, alerts);
    }

    private void decide(List<Need> needs) {
      List<String> stopped = MonthStore.stopped(sql);
      if (stopped.isEmpty()) {
        Map<LocalDate, List<Need>> byDay = new TreeMap<>();
        needs.forEach(
            n -> byDay.computeIfAbsent(n.billable().day(), unused -> new ArrayList<>()).add(n));
        byDay.values().forEach(this::take);
      } else {
        needs.forEach(n -> refuse(n, ModelResponse.Why.STOPPED, stopped.getFirst()));
      }
    }

    private void take(List<Need> ofOneDay) {
      MonthStore own = month(sql, ofOneDay.getFirst().billable());
      MonthStore all = new MonthStore(sql, EVERYBODY, own.at());
      List<Need> fit = fit(own, ofOneDay, limits.monthNano(), "the tenant's budget");
      fit = fit(all, fit, limits.totalNano(), "the budget of all tenants");
      if (!fit.isEmpty()) {
        long sum = fit.stream().mapToLong(Need::nano).reduce(0, Math::addExact);
        own.commit(sum);
        all.commit(sum);
      }
    }

    /** Those that a month has room for, first come, first served. */
    private List<Need> fit(MonthStore month, List<Need> needs, long limit, String whose) {
      List<Need> fit = new ArrayList<>();
      if (needs.isEmpty()) {
        return fit;
      }
      boolean full = false;
      MonthStore.Used used = month.lock();
      long room = limit - used.monthNano();
      long today = MonthStore.dayOf(limit, month.day()) - used.todayNano();
      for (Need need : needs) {
        if (need.nano() > room) {
          full = true;
          refuse(need, ModelResponse.Why.BUDGET, whose + " for the month is used up");
        } else if (need.nano() > today) {
          refuse(need, ModelResponse.Why.DAY_PAUSED, whose + " has had twice its expected day");
        } else {
          room -= need.nano();
          today -= need.nano();
          fit.add(need);
        }
      }
      if (full) {
        alerts.addAll(month.raise(100));
      }
      return fit;
    }

    private void refuse(Need need, ModelResponse.Why why, String detail) {
      taken.put(need.billable().call(), new Taken.No(why, detail));
    }
  }

  private static Map<ByteBuffer, Remembered> remembered(
      JdbcClient sql, List<BillableCall> purchases) {
    Map<ByteBuffer, Remembered> found = new HashMap<>();
    sql.sql(
            """
            SELECT request, answer, input_tokens, cache_read_tokens, cache_written_tokens,
              output_tokens, cost_nano, uncollected
            FROM llm.answer WHERE tenant = (SELECT state.claimed_tenant()) AND request = ANY (:requests)
              AND NOT EXISTS (SELECT FROM llm.kill_switch WHERE tenant IN ((SELECT state.claimed_tenant()), '*'))
            """)
        .param("requests", purchases.stream().map(BillableCall::request).toArray(byte[][]::new))
        .query(row -> {
          found.put(ByteBuffer.wrap(row.getBytes("request")), remembered(row));
        });
    return found;
  }

  /** Marks what a batch bought as collected, and says what nobody had collected before. */
  private static Set<ByteBuffer> collect(JdbcClient sql, Collection<Remembered> found) {
    byte[][] fresh =
        found.stream().filter(Remembered::fresh).map(Remembered::request).toArray(byte[][]::new);
    Set<ByteBuffer> collected = new HashSet<>();
    if (fresh.length > 0) {
      sql.sql(
              """
              UPDATE llm.answer SET uncollected = false
              WHERE tenant = (SELECT state.claimed_tenant()) AND request = ANY (:requests) AND uncollected
              RETURNING request
              """)
          .param("requests", fresh)
          .query(row -> {
            collected.add(ByteBuffer.wrap(row.getBytes("request")));
          });
    }
    return collected;
  }

  /** Of a row of {@code llm.call}. */
  static Tokens tokens(ResultSet row) throws SQLException {
    return new Tokens(
        row.getLong("input_tokens"),
        row.getLong("cache_read_tokens"),
        row.getLong("cache_written_tokens"),
        row.getLong("output_tokens"));
  }

  private static Remembered remembered(ResultSet row) throws SQLException {
    return new Remembered(
        row.getBytes("request"),
        row.getString("answer"),
        tokens(row),
        row.getLong("cost_nano"),
        row.getBoolean("uncollected"));
  }

  /** A call as a row, named as the columns are. */
  private static ObjectNode call(BillableCall billable, String state, long nano) {
    ModelRequest question = billable.question();
    return JSON.createObjectNode()
        .put("id", billable.call().toString())
        .put("trace", billable.trace().toString())
        .put("tenant", question.tenant().value())
        .put("at", billable.at().toString())
        .put("agent", question.agent())
        .put("purpose", question.purpose())
        .put("prompt_version", question.promptVersion())
        .put("subject", question.subject())
        .put("provider", billable.provider())
        .put("model", billable.model())
        .put("temperature", question.temperature())
        .put("max_tokens", question.maxTokens())
        .put("request", "\\x" + HexFormat.of().formatHex(billable.request()))
        .put("system_hash", "\\x" + HexFormat.of().formatHex(billable.systemHash()))
        .put("state", state)
        .put("reserved_nano", nano)
        .put("cost_nano", nano)
        .put("saved_nano", 0)
        .put("collects", false)
        .put("prompt", Redaction.of(question.user()));
  }

  private static void insert(JdbcClient sql, ArrayNode calls) {
    if (!calls.isEmpty()) {
      sql.sql(
              """
              INSERT INTO llm.call (id, trace, tenant, at, agent, purpose, prompt_version, subject,
                provider, model, temperature, max_tokens, request, system_hash, state,
                reserved_nano, cost_nano, saved_nano, collects, prompt, answer)
              SELECT id, trace, tenant, at, agent, purpose, prompt_version, subject,
                provider, model, temperature, max_tokens, request, system_hash, state,
                reserved_nano, cost_nano, saved_nano, collects, prompt, answer
              FROM json_populate_recordset(NULL::llm.call, CAST(:calls AS json))
              """)
          .param("calls", calls.toString())
          .update();
    }
  }

  /** Ends those calls that have no end yet, and says which they were. */
  private static Set<UUID> update(JdbcClient sql, List<Ended> calls) {
    ArrayNode ends = JSON.createArrayNode();
    for (Ended call : calls) {
      Charge end = call.end();
      tokens(ends.addObject(), end.tokens())
          .put("id", call.bill().call().toString())
          .put("state", end.state())
          .put("fault", end.fault() == null ? null : end.fault().name())
          .put("detail", Redaction.of(end.detail()))
          .put("cost_nano", end.costNano())
          .put("latency_micros", end.latency().toNanos() / 1_000)
          .put("answer", end.answer() == null ? null : Redaction.of(end.answer()));
    }
    return new HashSet<>(
        sql.sql(
                """
                UPDATE llm.call c SET state = e.state, fault = e.fault, detail = e.detail,
                  input_tokens = e.input_tokens, cache_read_tokens = e.cache_read_tokens,
                  cache_written_tokens = e.cache_written_tokens, output_tokens = e.output_tokens,
                  cost_nano = e.cost_nano, latency_micros = e.latency_micros, answer = e.answer
                FROM json_populate_recordset(NULL::llm.call, CAST(:ends AS json)) e
                WHERE c.tenant = (SELECT state.claimed_tenant()) AND c.id = e.id AND c.state = 'IN_FLIGHT'
                RETURNING c.id
                """)
            .param("ends", ends.toString())
            .query(UUID.class)
            .list());
  }

  private static void remember(JdbcClient sql, Caller caller, List<Ended> calls) {
    ArrayNode answers = JSON.createArrayNode();
    for (Ended call : calls) {
      if (call.end().answer() != null) {
        Bill bill = call.bill();
        tokens(answers.addObject(), call.end().tokens())
            .put("tenant", caller.tenant().value())
            .put("request", "\\x" + HexFormat.of().formatHex(bill.request()))
            .put("answer", call.end().answer())
            .put("cost_nano", call.end().costNano())
            .put("uncollected", bill.inBatch())
            .put("at", bill.at().toString());
      }
    }
    if (!answers.isEmpty()) {
      sql.sql(
              """
              INSERT INTO llm.answer (tenant, request, answer, input_tokens, cache_read_tokens,
                cache_written_tokens, output_tokens, cost_nano, uncollected, at)
              SELECT tenant, request, answer, input_tokens, cache_read_tokens,
                cache_written_tokens, output_tokens, cost_nano, uncollected, at
              FROM json_populate_recordset(NULL::llm.answer, CAST(:answers AS json))
              ORDER BY request
              ON CONFLICT (tenant, request) DO NOTHING
              """)
          .param("answers", answers.toString())
          .update();
    }
  }

  private static ObjectNode tokens(ObjectNode row, Tokens tokens) {
    return row.put("input_tokens", tokens.input())
        .put("cache_read_tokens", tokens.cacheRead())
        .put("cache_written_tokens", tokens.cacheWritten())
        .put("output_tokens", tokens.output());
  }
}
