package com.orgscope.llm;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Where calls are paid: the most a call can cost before it is made, what it did cost after. */
@Component
final class Till {
  private static final Logger LOG = LoggerFactory.getLogger(Till.class);

  private final CallStore store;
  private final PriceTable prices;
  private final CallStore.Limits limits;

  Till(CallStore store, LlmSettings settings) {
    this.store = store;
    this.prices = PriceTable.with(settings.prices());
    this.limits =
        new CallStore.Limits(
            nano(settings.monthlyBudgetUsd()), nano(settings.totalMonthlyBudgetUsd()));
  }

  static long nano(BigDecimal dollars) {
    return dollars.movePointRight(9).longValueExact();
  }

  Optional<Price> price(Purchase purchase) {
    return prices.on(purchase.day(), purchase.model());
  }

  Optional<CallStore.Remembered> recall(Purchase purchase) {
    return store.recall(purchase);
  }

  /** Sets money aside for one call. */
  CallStore.Taken take(Purchase purchase, Price price) {
    CallStore.Taken taken = store.take(purchase, most(purchase.question(), price), limits);
    if (taken instanceof CallStore.Taken.No no) {
      warn(no.alerts());
    }
    return taken;
  }

  /** Pays; returns the cost in nano-dollars. */
  long settle(Purchase purchase, Price price, Reply reply, Duration latency) {
    Question question = purchase.question();
    long reserved = most(question, price);
    Settlement end = Settlement.of(question, reply, price, reserved, latency);
    warn(store.settle(purchase, end, reserved, limits));
    return end.costNano();
  }

  private static long most(Question question, Price price) {
    return price.mostNano(Estimate.mostPrompt(question), question.maxTokens());
  }

  private static void warn(List<CallStore.Alert> alerts) {
    for (CallStore.Alert alert : alerts) {
      LOG.warn(
          "{} % of the month's budget for models is used ({})",
          alert.percent(),
          alert.tenant().equals(CallStore.EVERYBODY) ? "all tenants" : alert.tenant());
    }
  }
}
