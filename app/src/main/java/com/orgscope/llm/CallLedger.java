package com.orgscope.llm;

import com.orgscope.egress.Channel;
import com.orgscope.egress.Egress;
import com.orgscope.egress.Recorder;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Where calls are paid: the most a call can cost before it is made, what it did cost after, and
 * what is sent is written down. Calls of one tenant that come at the same time are paid in one
 * transaction.
 */
@Component
final class CallLedger {
  private static final Logger LOG = LoggerFactory.getLogger(CallLedger.class);

  private final CallStore store;
  private final Egress egress;
  private final PriceTable prices;
  private final CallStore.Limits limits;
  private final Map<TenantId, Counter> counters = new ConcurrentHashMap<>();

  CallLedger(CallStore store, LlmSettings settings, Egress egress) {
    this.store = store;
    this.egress = egress;
    this.prices = PriceTable.with(settings.prices());
    this.limits = limits(settings);
  }

  static CallStore.Limits limits(LlmSettings settings) {
    return new CallStore.Limits(
        nano(settings.monthlyBudgetUsd()), nano(settings.totalMonthlyBudgetUsd()));
  }

  static long nano(BigDecimal dollars) {
    return dollars.movePointRight(9).longValueExact();
  }

  /** Where what is sent for a tenant is written down before. */
  Recorder outgoing(TenantId tenant) {
    return egress.recorder(tenant, Channel.MODEL);
  }

  Optional<Price> price(BillableCall billable) {
    return prices.on(billable.day(), billable.model());
  }

  Optional<CallStore.Remembered> recall(BillableCall billable) {
    return counter(billable).recalls.ask(billable);
  }

  /** Sets money aside for one call. */
  CallStore.Taken take(BillableCall billable, Price price) {
    long most = most(billable.question(), price);
    return counter(billable).needs.ask(new CallStore.Need(billable, most));
  }

  /** Pays, and says what it came to. */
  Charge settle(BillableCall billable, Price price, Reply reply, Duration latency) {
    ModelRequest question = billable.question();
    long reserved = most(question, price);
    var bounds = new Charge.Bounds(Estimate.mostPrompt(question), question.maxTokens(), reserved);
    Charge end = Charge.of(bounds, reply, price::costNano, latency);
    counter(billable).ends.ask(new CallStore.Ended(billable.bill(), end, reserved));
    return end;
  }

  Optional<Price> price(Instant at, String model) {
    return prices.on(LocalDate.ofInstant(at, ZoneOffset.UTC), model);
  }

  /** Digests of those requests that are answered already. */
  Set<String> answered(Caller caller, List<BillableCall> purchases) {
    Set<String> known = new HashSet<>();
    for (int from = 0; from < purchases.size(); from += SharedWork.MOST) {
      int to = Math.min(purchases.size(), from + SharedWork.MOST);
      known.addAll(store.answered(caller, purchases.subList(from, to)));
    }
    return known;
  }

  /** The most a call can cost by the list; zero without a price, since then there is no call. */
  long most(ModelRequest question, Instant at, String model) {
    return price(at, model).map(price -> most(question, price)).orElse(0L);
  }

  /** What questions of the same kind cost the tenant before. */
  Quote.Past past(Caller caller, ModelRequest like, String model, Price price) {
    return store.past(caller, like, model, price.batchPercent());
  }

  /** The most a question can cost as one of a batch. */
  static long mostInBatch(ModelRequest question, Price price) {
    return price.inBatch(most(question, price));
  }

  /** Sets money aside for whole batches, or for none. */
  CallStore.Takings takeBatch(
      BatchStore batches, Caller caller, String key, List<BatchStore.Part> parts) {
    CallStore.Takings takings = batches.store(caller, key, parts, limits);
    warn(takings.alerts());
    return takings;
  }

  /** What a question of a batch came to. */
  CallStore.Ended endedInBatch(
      BatchStore.Open question, Reply reply, Batch batch, Duration latency) {
    var bounds =
        new Charge.Bounds(question.mostPrompt(), question.maxTokens(), question.reservedNano());
    ToLongFunction<Tokens> price =
        tokens ->
            price(batch.at(), batch.model())
                .map(p -> p.batchCostNano(tokens))
                .orElse(question.reservedNano());
    Charge end = Charge.of(bounds, reply, price, latency);
    return new CallStore.Ended(question.bill(), end, question.reservedNano());
  }

  void settleAll(Caller caller, List<CallStore.Ended> calls) {
    warn(store.settle(caller, calls, limits));
  }

  static void warn(List<MonthStore.Alert> alerts) {
    for (MonthStore.Alert alert : alerts) {
      LOG.warn(
          "{} % of the month's budget for models is used ({})",
          alert.percent(),
          alert.tenant().equals(CallStore.EVERYBODY) ? "all tenants" : alert.tenant());
    }
  }

  private static long most(ModelRequest question, Price price) {
    return price.mostNano(Estimate.mostPrompt(question), question.maxTokens());
  }

  private Counter counter(BillableCall billable) {
    return counters.computeIfAbsent(
        billable.question().tenant(), unused -> new Counter(billable.caller()));
  }

  /** One tenant's. */
  private final class Counter {
    private final Caller caller;
    private final SharedWork<BillableCall, Optional<CallStore.Remembered>> recalls;
    private final SharedWork<CallStore.Need, CallStore.Taken> needs;
    private final SharedWork<CallStore.Ended, Long> ends;

    Counter(Caller caller) {
      this.caller = caller;
      this.recalls = new SharedWork<>(some -> store.recall(caller, some));
      this.needs = new SharedWork<>(this::take);
      this.ends = new SharedWork<>(this::settle);
    }

    private List<CallStore.Taken> take(List<CallStore.Need> some) {
      CallStore.Takings takings = store.take(caller, some, limits);
      warn(takings.alerts());
      return takings.taken();
    }

    private List<Long> settle(List<CallStore.Ended> some) {
      warn(store.settle(caller, some, limits));
      return some.stream().map(call -> call.end().costNano()).toList();
    }
  }
}
