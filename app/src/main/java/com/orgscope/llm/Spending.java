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
  private final long usualMonthNano;

  Spending(SpendingStore store, LlmSettings settings, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.usualMonthNano = Till.nano(settings.monthlyBudgetUsd());
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
   * @param alertPercents shares of the budget that were passed
   */
  public record Month(
      LocalDate month,
      long budgetNano,
      long committedNano,
      long todayNano,
      long todayLimitNano,
      List<Integer> alertPercents) {}

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
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return store.month(caller, today, usualMonthNano);
  }

  /** Gives the caller's tenant a monthly budget of its own; for IT/Security. */
  public void allow(Caller caller, BigDecimal dollarsAMonth) {
    store.allow(caller, Till.nano(dollarsAMonth));
  }
}
