package com.orgscope.sources;

import com.orgscope.ingest.Intake;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** What this process needs to give streams their turns, put together once. */
@Component
final class StreamPolls {
  private final CountDownLatch ending = new CountDownLatch(1);
  private final ProviderClient.Means means;
  private final PollRunner runner;

  StreamPolls(
      List<Provider> providers,
      Connections connections,
      StreamStore store,
      Intake intake,
      Certifier certifier,
      Asking asking) {
    this.means = asking.means(ending);
    this.runner =
        new PollRunner(
            providers,
            connections,
            store,
            intake,
            certifier,
            means,
            RandomGenerator.of("L64X128MixRandom"));
  }

  void run(StreamStore.Held held) {
    runner.run(held, () -> ending.getCount() == 0);
  }

  /** Opened when the process ends. */
  CountDownLatch ending() {
    return ending;
  }

  /** What it takes to ask a provider, and by which clock. */
  @Component
  record Asking(
      Wire wire,
      AccessTokens tokens,
      BudgetStore budgets,
      DeliveredKeys delivered,
      SourcesSettings settings,
      InstantSource clock) {
    ProviderClient.Means means(CountDownLatch ending) {
      return new ProviderClient.Means(
          wire, tokens, budgets, delivered, settings, PollWait.by(clock, ending), clock);
    }
  }
}
