package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The front: asks the first provider that can answer, within its limits and ours. A call that fails
 * in a way that may pass is tried again after 1, 2, 4 and 8 seconds, or when the provider says;
 * then the next provider is asked.
 *
 * <p>It blocks the thread that asks; ask on virtual threads.
 */
@Component
public final class Models implements AutoCloseable {
  private final List<Provider> providers;
  private final LlmSettings settings;
  private final InstantSource clock;
  private final RetryWait waiting;
  private final Backoff backoff;
  private final CallLedger ledger;
  private final KillSwitch killSwitch;
  private final Telemetry telemetry;
  private final HttpClient http;

  @Autowired
  Models(
      List<ModelPort> ports,
      LlmSettings settings,
      InstantSource clock,
      CallLedger ledger,
      KillSwitch killSwitch,
      Telemetry telemetry) {
    this(ports, settings, clock, ledger, killSwitch, StopSignal::within, telemetry);
  }

  /** Of which nobody is told. */
  Models(
      List<ModelPort> ports,
      LlmSettings settings,
      InstantSource clock,
      CallLedger ledger,
      KillSwitch killSwitch,
      RetryWait waiting) {
    this(ports, settings, clock, ledger, killSwitch, waiting, Telemetry.none());
  }

  Models(
      List<ModelPort> ports,
      LlmSettings settings,
      InstantSource clock,
      CallLedger ledger,
      KillSwitch killSwitch,
      RetryWait waiting,
      Telemetry telemetry) {
    this.telemetry = telemetry;
    this.settings = settings;
    this.ledger = ledger;
    this.killSwitch = killSwitch;
    this.clock = clock;
    this.waiting = waiting;
    this.backoff = new Backoff(new SplittableRandom());
    this.providers =
        ports.stream()
            .map(port -> new Provider(port, settings.circuitBreakerWait(), clock))
            .toList();
    this.http =
        HttpClient.newBuilder()
            // One stream of HTTP/2 that stalls would stall them all, and gateways differ.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.callTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /** Whether any provider can be asked at all. */
  public boolean anybody() {
    return providers.stream().anyMatch(Provider::present);
  }

  /**
   * What asking the first provider that has a key would cost; empty without one, or without a price
   * for its model.
   *
   * @param questions of one tenant, agent, purpose and model
   * @param answerTokens how long an answer is expected to be
   */
  public Optional<Quote> quote(List<ModelRequest> questions, int answerTokens) {
    List<Provider> present = providers.stream().filter(Provider::present).toList();
    if (present.isEmpty()) {
      return Optional.empty();
    }
    ModelRequest first = questions.getFirst();
    String model = model(first, present.getFirst());
    Optional<Price> price = ledger.price(clock.instant(), model);
    return price.map(p -> {
      List<BillableCall> open = open(questions, present.getFirst(), model);
      long expected = 0;
      long most = 0;
      for (BillableCall billable : open) {
        ModelRequest question = billable.question();
        expected += p.costNano(Estimate.likely(question, answerTokens));
        for (Provider each : present) {
          most += Backoff.MOST_TRIES * ledger.most(question, clock.instant(), model(first, each));
        }
      }
      return new Quote(
          questions.size() - open.size(),
          expected,
          most,
          p.batchPercent() / 100.0,
          ledger.past(Caller.system(first.tenant(), "llm"), first, model, p));
    });
  }

  /** Those whose answers are not kept. */
  private List<BillableCall> open(List<ModelRequest> questions, Provider provider, String model) {
    List<BillableCall> purchases =
        questions.stream()
            .map(
                q -> BillableCall.of(UUID.randomUUID(), q, provider.port(), model, clock.instant()))
            .toList();
    Set<String> known = ledger.answered(purchases.getFirst().caller(), purchases);
    return purchases.stream().filter(billable -> !known.contains(billable.hash())).toList();
  }

  private static String model(ModelRequest question, Provider provider) {
    String asked = question.model();
    return asked != null ? asked : provider.port().settings().model();
  }

  /** Asks until somebody answers or nobody can. */
  public ModelResponse ask(ModelRequest question) {
    Asking asking = new Asking(question);
    try (var _ = killSwitch.watch(question.tenant(), asking.stop)) {
      return ask(question, asking);
    }
  }

  private ModelResponse ask(ModelRequest question, Asking asking) {
    String override = question.model();
    for (Provider provider : providers) {
      if (!provider.present()) {
        asking.add(Step.of(provider, "", Step.What.ABSENT, provider.port().absence()));
        continue;
      }
      String model = override != null ? override : provider.port().settings().model();
      override = null;
      ModelResponse.Given given = asking.ask(provider, model);
      if (given != null) {
        return given;
      }
      if (asking.stop.reason() != null || asking.shut != null) {
        break;
      }
    }
    return asking.none();
  }

  /**
   * Says how many questions of a tenant are to come, so that whoever asks few does not wait for
   * whoever asks many. Close it when they are asked.
   *
   * @param questions about so many; who says nothing counts as asking what waits of theirs
   */
  public Announced announce(TenantId tenant, int questions) {
    return new Announced(tenant, questions);
  }

  /** So many questions of a tenant that are still to be asked; any thread may count them down. */
  public final class Announced implements AutoCloseable {
    private final TenantId tenant;
    private final AtomicInteger left;

    private Announced(TenantId tenant, int questions) {
      this.tenant = tenant;
      this.left = new AtomicInteger(questions);
      expect(questions);
    }

    /** One is done with. */
    public void one() {
      if (left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        expect(-1);
      }
    }

    @Override
    public void close() {
      expect(-left.getAndSet(0));
    }

    private void expect(int more) {
      providers.forEach(provider -> provider.turns().expect(tenant, more));
    }
  }

  /** How many questions of a tenant are to come, as {@link #announce} was told. */
  long expected(TenantId tenant) {
    return providers.getFirst().turns().expected(tenant);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** Providers promise the schema's structure; whether they keep it is looked at here. */
  static Reply checked(Reply reply, Schema schema) {
    if (reply instanceof Reply.Completed done) {
      List<String> faults = schema.faults(done.text());
      if (!faults.isEmpty()) {
        return new Reply.Failed(Fault.BAD_SHAPE, String.join("; ", faults), null, done.tokens());
      }
    }
    return reply;
  }

  /** One question on its way through the providers. */
  private final class Asking {
    private final UUID trace = UUID.randomUUID();
    private final StopSignal stop = new StopSignal();
    private final List<Step> steps = new ArrayList<>();
    private final ModelRequest question;
    private ModelRequest said;
    private ModelResponse.@Nullable Why shut;

    Asking(ModelRequest question) {
      this.question = question;
      this.said = question;
    }

    void add(Step step) {
      steps.add(step);
    }

    /** Tries one provider until it answers or gives no more hope, which is null. */
    ModelResponse.@Nullable Given ask(Provider provider, String model) {
      BillableCall billable =
          BillableCall.of(trace, question, provider.port(), model, clock.instant());
      Optional<CallStore.Remembered> known = ledger.recall(billable);
      if (known.isPresent()) {
        add(Step.of(provider, model, Step.What.REMEMBERED, ""));
        return given(billable, known.get().answer(), known.get().tokens(), null);
      }
      Optional<Price> price = ledger.price(billable);
      if (price.isEmpty()) {
        add(Step.of(provider, model, Step.What.UNPRICED, "no price is known for " + model));
        return null;
      }
      for (int tries = 1; ; tries++) {
        Attempt attempt = once(provider, billable.again(clock.instant()), price.get());
        if (attempt == null) {
          return null;
        }
        switch (attempt.reply()) {
          case Reply.Completed done -> {
            add(attempt.step(provider, model, Step.What.SPOKE, null, ""));
            return given(billable, done.text(), done.tokens(), attempt);
          }
          case Reply.Refused refused -> {
            add(attempt.step(provider, model, Step.What.REFUSED, null, refused.why()));
            return null;
          }
          case Reply.Failed failed -> {
            add(attempt.step(provider, model, Step.What.FAILED, failed.fault(), failed.detail()));
            said = failed.fault() == Fault.BAD_SHAPE ? question.afterFaults(failed.detail()) : said;
            if (!failed.fault().again() || !waited(tries, failed)) {
              return null;
            }
          }
        }
      }
    }

    /**
     * @param attempt null for an answer from the cache
     */
    private ModelResponse.Given given(
        BillableCall billable, String json, Tokens tokens, @Nullable Attempt attempt) {
      return new ModelResponse.Given(
          trace,
          json,
          tokens,
          attempt == null ? Duration.ZERO : attempt.latency(),
          billable.provider(),
          billable.model(),
          attempt == null,
          List.copyOf(steps));
    }

    /** One call within the limits; null if there was none. */
    private @Nullable Attempt once(Provider provider, BillableCall billable, Price price) {
      String model = billable.model();
      FairQueue.Ticket turn = provider.enter(question.tenant(), stop);
      if (turn == null) {
        add(Step.of(provider, model, Step.What.CROWDED, "no place on the wire in time"));
        return null;
      }
      try {
        return within(provider, turn, billable, price);
      } finally {
        turn.leave();
      }
    }

    private @Nullable Attempt within(
        Provider provider, FairQueue.Ticket turn, BillableCall billable, Price price) {
      int most = Estimate.mostTokens(question);
      Provider.Reserved reserved = reserved(provider, turn, billable.model(), most);
      if (reserved == null) {
        return null;
      }
      long used = 0;
      try {
        if (!provider.tryCall()) {
          add(
              Step.of(
                  provider, billable.model(), Step.What.PAUSED, "too many of its calls failed"));
          return null;
        }
        if (!paid(provider, billable, price)) {
          return null;
        }
        used = most;
        Attempt attempt = call(provider, billable, price);
        used = attempt.reply().tokensUsed(most);
        return attempt;
      } finally {
        provider.giveBack(reserved, most - used);
      }
    }

    /** What the minute allows of a call, when it may be made; null if there is nothing in time. */
    private Provider.@Nullable Reserved reserved(
        Provider provider, FairQueue.Ticket turn, String model, int most) {
      try {
        Provider.Reserved reserved = provider.reserve(most);
        Duration wait = reserved.pause();
        if (wait.isNegative()) {
          add(Step.of(provider, model, Step.What.CROWDED, "the minute's limit is used up"));
          return null;
        }
        if (wait.isPositive() && waiting.stopped(stop, wait)) {
          provider.giveBack(reserved, most);
          return null;
        }
        return reserved;
      } finally {
        turn.decided();
      }
    }

    private boolean paid(Provider provider, BillableCall billable, Price price) {
      try {
        CallStore.Taken taken = ledger.take(billable, price);
        if (taken instanceof CallStore.Taken.No no) {
          provider.notCalled();
          shut = no.why();
          add(Step.of(provider, billable.model(), Step.What.UNPAID, no.detail()));
          return false;
        }
        return true;
      } catch (RuntimeException e) {
        provider.notCalled();
        throw e;
      }
    }

    /** What is thrown here leaves the money reserved, which is what such a call has cost. */
    private Attempt call(Provider provider, BillableCall billable, Price price) {
      long from = System.nanoTime();
      Reply reply;
      HttpCall wire =
          new HttpCall(
              http, clock, settings.callTimeout(), stop, ledger.outgoing(question.tenant()));
      try {
        reply = checked(provider.port().call(said, billable.model(), wire), question.schema());
      } catch (RuntimeException e) {
        provider.notCalled();
        throw e;
      }
      Duration latency = Duration.ofNanos(System.nanoTime() - from);
      provider.record(reply, latency);
      Charge end = ledger.settle(billable, price, reply, latency);
      telemetry.ended(billable.ended(end), wire.responseModel(), latency);
      return new Attempt(reply, latency, end.costNano());
    }

    private boolean waited(int tries, Reply.Failed failed) {
      return backoff
          .before(tries, failed.retryAfter())
          .map(wait -> !waiting.stopped(stop, wait))
          .orElse(false);
    }

    ModelResponse none() {
      String stopped = stop.reason();
      ModelResponse.Why why = shut != null ? shut : why();
      if (stopped != null) {
        why = ModelResponse.Why.STOPPED;
      }
      String detail = stopped != null ? stopped : lastOfThoseAsked();
      return new ModelResponse.None(trace, why, detail, List.copyOf(steps));
    }

    /** A provider without a key at the end of the line says least. */
    private String lastOfThoseAsked() {
      return steps.stream()
          .filter(s -> s.what() != Step.What.ABSENT)
          .reduce((first, second) -> second)
          .map(Step::detail)
          .orElse(steps.isEmpty() ? "no provider" : steps.getLast().detail());
    }

    private ModelResponse.Why why() {
      List<Step> asked = steps.stream().filter(s -> s.what() != Step.What.ABSENT).toList();
      if (asked.isEmpty()) {
        return ModelResponse.Why.NO_PROVIDER;
      }
      if (asked.stream()
          .allMatch(s -> s.what() == Step.What.PAUSED || s.what() == Step.What.CROWDED)) {
        return ModelResponse.Why.ALL_PAUSED;
      }
      Step last = asked.getLast();
      return last.what() == Step.What.REFUSED || last.fault() == Fault.BAD_SHAPE
          ? ModelResponse.Why.REFUSED
          : ModelResponse.Why.FAILED;
    }
  }

  private record Attempt(Reply reply, Duration latency, long costNano) {
    Step step(
        Provider provider, String model, Step.What what, @Nullable Fault fault, String detail) {
      return new Step(provider.name(), model, what, fault, detail, latency, costNano);
    }
  }
}
