package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;

/** What models cost a tenant, for whom, and what the cache saved. All money in nano-dollars. */
@Component
public final class Spending {
  static final List<Integer> ALERT_PERCENTS = List.of(80, 100);

  private final SpendingStore store;
  private final InstantSource clock;
  private final CallStore.Limits usual;

  Spending(SpendingStore store, LlmSettings settings, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.usual = CallLedger.limits(settings);
  }

  /** What one agent spent on one model with one version of its prompt. */
  public record Line(
      String agent, String model, String promptVersion, long calls, Tokens tokens, long costNano) {}

  /**
   * A month of the budget.
   *
   * @param committedNano spent, and reserved for calls under way
   * @param todayNano of it today, in UTC
   * @param todayLimitNano twice the day that the budget expects; beyond it, models pause
   * @param alerts shares of the budget that were passed, smallest first
   */
  public record Month(
      LocalDate month,
      long budgetNano,
      long committedNano,
      long todayNano,
      long todayLimitNano,
      List<Alert> alerts) {}

  /** So much of a month's budget was reached, at that time; raised and logged once. */
  public record Alert(int percent, Instant at) {}

  /**
   * @param questions that ended with an answer, from a model or from the cache
   * @param savedNano what the answers from the cache cost when they were bought
   */
  public record Cache(long questions, long hits, long savedNano) {
    /** Hits per question, 0 to 1. */
    public double hitRate() {
      return questions == 0 ? 0 : (double) hits / questions;
    }
  }

  /** The ledger from {@code from} (inclusive) until {@code until}, dearest first. */
  public List<Line> ledger(Caller caller, Instant from, Instant until) {
    return store.ledger(caller, from, until);
  }

  public Cache cache(Caller caller, Instant from, Instant until) {
    return store.cache(caller, from, until);
  }

  /** The running month, in UTC. */
  public Month month(Caller caller) {
    return store.month(caller, today(), usual);
  }

  /** The running month of all tenants together: for the operator. */
  public Month everybodysMonth() {
    return store.everybodysMonth(today(), usual);
  }

  /** Gives the caller's tenant a monthly budget of its own; for IT/Security. */
  public void allow(Caller caller, BigDecimal dollarsAMonth) {
    store.allow(caller, CallLedger.nano(dollarsAMonth));
  }

  /** Gives all tenants together another monthly budget: the operator's limit. */
  public void allowEverybody(BigDecimal dollarsAMonth) {
    store.allowEverybody(CallLedger.nano(dollarsAMonth));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
