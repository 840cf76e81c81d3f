package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Many questions at once, at the providers' price for batches, answered within a day: {@link
 * #submit} them, {@link #poll} now and then, and {@link Models#ask} each again, which finds the
 * answer in the cache.
 *
 * <p>A batch is written down and paid for before it is sent. Whatever is lost on the way, it is
 * sent once at most: one whose sending was cut off is looked for at the provider.
 */
@Component
public final class Batches implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

  private final List<BatchPort> ports;
  private final Map<String, ModelPort> models = new HashMap<>();
  private final BatchStore store;
  private final CallLedger ledger;
  private final KillSwitch killSwitch;
  private final TraceStore traces;
  private final Telemetry telemetry;
  private final BatchSettings limits;
  private final InstantSource clock;
  private final HttpClient http;

  Batches(
      List<BatchPort> ports,
      List<ModelPort> models,
      BatchStore store,
      CallLedger ledger,
      KillSwitch killSwitch,
      TraceStore traces,
      Telemetry telemetry,
      BatchSettings limits,
      InstantSource clock) {
    this.limits = limits;
    this.traces = traces;
    this.telemetry = telemetry;
    this.ports = ports;
    models.forEach(port -> this.models.put(port.provider(), port));
    this.store = store;
    this.ledger = ledger;
    this.killSwitch = killSwitch;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /** What became of handing questions over. */
  public sealed interface Submission {
    /** They are on their way, in as many parts as the limits ask for; see each one's state. */
    record Sent(List<Batch> parts) implements Submission {}

    /** Every one of them is answered already: ask the models, which remember. */
    record Nothing() implements Submission {}

    /** Nothing was sent and nothing is paid. */
    record Refused(ModelResponse.Why why, String detail) implements Submission {}
  }

  /**
   * Hands questions over to the first provider that has a key. Those that are answered already are
   * left out, and one that is there twice is asked once.
   *
   * @param key names this list in its tenant ({@code "nightly 2026-11-23"}); given again, what
   *     became of it is told and nothing is sent
   * @param questions of one tenant, one model and one schema
   */
  public Submission submit(String key, List<ModelRequest> questions) {
    ModelRequest first = questions.getFirst();
    for (ModelRequest question : questions) {
      if (!question.tenant().equals(first.tenant())
          || !question.schema().equals(first.schema())
          || !String.valueOf(question.model()).equals(String.valueOf(first.model()))) {
        throw new IllegalArgumentException("a batch is of one tenant, model and schema");
      }
    }
    Caller caller = caller(first.tenant());
    List<Batch> known = store.of(caller, key);
    if (!known.isEmpty()) {
      return new Submission.Sent(known);
    }
    Optional<BatchPort> port = ports.stream().filter(p -> p.settings().present()).findFirst();
    return port.isEmpty()
        ? new Submission.Refused(ModelResponse.Why.NO_PROVIDER, "no provider of batches has a key")
        : submit(key, questions, caller, port.get());
  }

  /** The batches of a key, in order. */
  public List<Batch> of(Caller caller, String key) {
    return store.of(caller, key);
  }

  /** Tenants that have batches under way. */
  public List<TenantId> tenants() {
    return store.tenants();
  }

  /**
   * Moves every batch of a tenant on: looks for lost ones, reads results, pays, deletes what is
   * read, and cancels all if the kill switch is pulled. Several processes may do so at once.
   *
   * @return those that still need something
   */
  public List<Batch> poll(TenantId tenant) {
    Caller caller = caller(tenant);
    for (Batch batch : store.unfinished(caller)) {
      try {
        new Stage(caller, batch, port(batch.provider())).walk();
      } catch (CallFailed e) {
        // What cannot be asked now can be asked at the next poll.
        LOG.warn("a batch at {} could not be looked after: {}", batch.provider(), e.fault());
        store.note(caller, batch, e.detail());
      }
    }
    return store.unfinished(caller);
  }

  /** A tenant's batches that still need something: the provider has them, or may have. */
  public List<Batch> unfinished(TenantId tenant) {
    return store.unfinished(caller(tenant));
  }

  /**
   * Asks the provider to end a tenant's batches, without waiting for it: {@link #poll} reads what
   * was answered until then.
   *
   * @return how many were asked to end
   */
  public int cancel(TenantId tenant) {
    Caller caller = caller(tenant);
    int asked = 0;
    for (Batch batch : store.unfinished(caller)) {
      if (batch.state() == Batch.State.RUNNING && !batch.cancelAsked()) {
        try {
          new Stage(caller, batch, port(batch.provider())).cancel();
          asked++;
        } catch (CallFailed e) {
          LOG.warn("a batch at {} could not be cancelled: {}", batch.provider(), e.fault());
          store.note(caller, batch, e.detail());
        }
      }
    }
    return asked;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private Submission submit(
      String key, List<ModelRequest> questions, Caller caller, BatchPort port) {
    String asked = questions.getFirst().model();
    String model = asked != null ? asked : port.settings().model();
    Instant now = clock.instant();
    Optional<Price> price = ledger.price(now, model);
    if (price.isEmpty()) {
      return new Submission.Refused(
          ModelResponse.Why.NO_PROVIDER, "no price is known for " + model);
    }
    Map<UUID, List<String>> lines = new HashMap<>();
    List<BatchStore.Part> parts = parts(questions, port, model, now, price.get(), lines);
    if (parts.isEmpty()) {
      return new Submission.Nothing();
    }
    CallStore.Takings takings = ledger.takeBatch(store, caller, key, parts);
    if (takings.taken().getFirst() instanceof CallStore.Taken.No no) {
      return new Submission.Refused(no.why(), no.detail());
    }
    for (Batch batch : store.of(caller, key)) {
      List<String> own = lines.get(batch.id());
      // Another process that was quicker has made batches of its own, and sends them.
      if (own != null) {
        send(caller, batch, port, own);
      }
    }
    return new Submission.Sent(store.of(caller, key));
  }

  private List<BatchStore.Part> parts(
      List<ModelRequest> questions,
      BatchPort port,
      String model,
      Instant now,
      Price price,
      Map<UUID, List<String>> lines) {
    ModelPort single = models.get(port.provider());
    if (single == null) {
      throw new IllegalStateException(port.provider() + " has batches and no single calls");
    }
    List<BillableCall> purchases =
        questions.stream()
            .map(q -> BillableCall.of(UUID.randomUUID(), q, single, model, now))
            .toList();
    Set<String> seen = ledger.answered(purchases.getFirst().caller(), purchases);
    List<BatchStore.Part> parts = new ArrayList<>();
    long bytes = 0;
    for (BillableCall billable : purchases) {
      if (!seen.add(billable.hash())) {
        continue;
      }
      ModelRequest question = billable.question();
      long size = port.line("", question, model).length() + 100L;
      if (parts.isEmpty()
          || bytes + size > limits.maxRequestSize().toBytes()
          || parts.getLast().needs().size() == limits.maxRequests()) {
        UUID id = UUID.randomUUID();
        parts.add(new BatchStore.Part(id, parts.size(), port.provider(), model, new ArrayList<>()));
        lines.put(id, new ArrayList<>());
        bytes = 0;
      }
      bytes += size;
      BatchStore.Part part = parts.getLast();
      List<String> own = Objects.requireNonNull(lines.get(part.id()));
      own.add(port.line(Batch.customId(part.id(), own.size()), question, model));
      part.needs()
          .add(new CallStore.Need(billable.in(part.id()), CallLedger.mostInBatch(question, price)));
    }
    return parts;
  }

  /** Sends what is stored, once; what is not known to have arrived is left to {@link #poll}. */
  private void send(Caller caller, Batch batch, BatchPort port, List<String> lines) {
    if (!store.move(caller, batch, Batch.State.SENDING, null, clock.instant())) {
      return;
    }
    Batch sending = store.of(caller, batch.id());
    StopSignal stop = new StopSignal();
    try (var _ = killSwitch.watch(caller.tenant(), stop)) {
      String id = port.hand(batch.name(), lines, call(caller.tenant(), stop));
      store.move(caller, sending, Batch.State.RUNNING, id, clock.instant());
    } catch (CallFailed e) {
      store.note(caller, sending, e.detail());
      if (e.fault() == Fault.UNREACHABLE
          || e.fault() == Fault.REJECTED
          || e.fault() == Fault.DENIED
          || e.fault() == Fault.RATE_LIMITED) {
        new Stage(caller, sending, port).neverSent(e.fault(), e.detail());
      }
    }
  }

  private HttpCall call(TenantId tenant, StopSignal stop) {
    return new HttpCall(
        http,
        clock,
        limits.callTimeout(),
        stop,
        limits.maxResultSize().toBytes(),
        ledger.outgoing(tenant));
  }

  private BatchPort port(String provider) {
    return ports.stream()
        .filter(p -> p.provider().equals(provider))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no batches at " + provider));
  }

  private static Caller caller(TenantId tenant) {
    return Caller.system(tenant, "llm");
  }

  /** One batch at one poll. */
  private final class Stage {
    private final Caller caller;
    private final BatchPort port;
    private Batch batch;

    Stage(Caller caller, Batch batch, BatchPort port) {
      this.caller = caller;
      this.batch = batch;
      this.port = port;
    }

    void walk() {
      Duration age = age();
      if (batch.state() == Batch.State.STORED && age.compareTo(limits.grace()) > 0) {
        neverSent(Fault.UNREACHABLE, "the process that made it ended before it was sent");
      }
      if (batch.state() == Batch.State.SENDING) {
        search(age);
      }
      if (batch.state() == Batch.State.RUNNING) {
        look(age);
      }
      if (batch.state() == Batch.State.ENDED) {
        delete();
        to(Batch.State.DELETED, null);
      }
    }

    private void delete() {
      BatchPort.Status status;
      try {
        status = port.status(id(), call(caller.tenant(), new StopSignal()));
      } catch (CallFailed e) {
        if (e.notThere()) {
          // A process asked for it before, and died before it was written down; or they forgot it.
          port.forget(batch.name(), id(), call(caller.tenant(), new StopSignal()));
          return;
        }
        throw e;
      }
      port.delete(status, call(caller.tenant(), new StopSignal()));
    }

    private Duration age() {
      Instant sent = batch.sentAt();
      return Duration.between(sent == null ? batch.at() : sent, clock.instant());
    }

    private void search(Duration age) {
      var lost =
          new BatchPort.Lost(
              batch.name(),
              Objects.requireNonNull(batch.sentAt()),
              batch.questions(),
              store.providerIds(caller, batch.provider()));
      switch (port.find(lost, call(caller.tenant(), new StopSignal()))) {
        case BatchPort.Search.Found found -> to(Batch.State.RUNNING, found.id());
        case BatchPort.Search.Absent _ -> {
          if (age.compareTo(limits.grace()) > 0) {
            neverSent(Fault.UNREACHABLE, "it did not arrive at the provider");
          }
        }
        case BatchPort.Search.Unclear _ -> {}
      }
    }

    private void look(Duration age) {
      boolean stopped = killSwitch.pulled(caller.tenant()).isPresent();
      if (!batch.cancelAsked() && (stopped || age.compareTo(limits.maxAge()) > 0)) {
        cancel();
      }
      BatchPort.Status status;
      try {
        status = port.status(id(), call(caller.tenant(), new StopSignal()));
      } catch (CallFailed e) {
        if (e.fault() == Fault.DENIED && age.compareTo(limits.maxAge().multipliedBy(2)) > 0) {
          // Nothing can be known of it any more; it may have been billed.
          endAll(Fault.MISSING, "the provider does not know it any more");
          to(Batch.State.DELETED, null);
          return;
        }
        throw e;
      }
      if (status.ended()) {
        read(status);
      }
    }

    void cancel() {
      port.cancel(id(), call(caller.tenant(), new StopSignal()));
      store.cancelAsked(caller, batch);
    }

    private void read(BatchPort.Status status) {
      List<BatchPort.Item> items = port.results(status, call(caller.tenant(), new StopSignal()));
      Map<String, BatchStore.Open> open = new HashMap<>();
      store.open(caller, batch.id()).forEach(o -> open.put(batch.customId(o.nth()), o));
      Schema schema = new Schema("answer", store.schema(caller, batch.id()));
      Set<String> seen = new HashSet<>();
      List<CallStore.Ended> ended = new ArrayList<>();
      int unknown = 0;
      int doubled = 0;
      for (BatchPort.Item item : items) {
        if (!ours(item.customId())) {
          unknown++;
        } else if (!seen.add(item.customId())) {
          doubled++;
        } else if (open.remove(item.customId()) instanceof BatchStore.Open question) {
          ended.add(ended(question, Models.checked(item.reply(), schema)));
        }
      }
      settle(ended);
      if (unknown + doubled > 0) {
        String odd = doubled + " results came twice, " + unknown + " belong to no question";
        LOG.warn("a batch at {}: {}", batch.provider(), odd);
        store.note(caller, batch, odd);
      }
      if (!open.isEmpty()
          && status.unlisted() == Fault.MISSING
          && batch.looks() + 1 < limits.maxResultChecks()) {
        store.lookedInVain(caller, batch);
        return;
      }
      endAll(status.unlisted(), "the batch is " + status.word() + " and says nothing of it");
      to(Batch.State.ENDED, null);
      traces
          .of(caller, batch.id())
          .forEach(call -> telemetry.ended(call, null, call.outcome().latency()));
    }

    private boolean ours(String customId) {
      if (!customId.matches(batch.name() + "-\\d{1,9}")) {
        return false;
      }
      return Integer.parseInt(customId.substring(customId.indexOf('-') + 1)) < batch.questions();
    }

    void neverSent(Fault fault, String detail) {
      endAll(fault, detail);
      to(Batch.State.UNSENT, null);
    }

    private void endAll(Fault fault, String detail) {
      Reply reply = new Reply.Failed(fault, detail);
      settle(store.open(caller, batch.id()).stream().map(o -> ended(o, reply)).toList());
    }

    private CallStore.Ended ended(BatchStore.Open question, Reply reply) {
      return ledger.endedInBatch(question, reply, batch, age());
    }

    private void settle(List<CallStore.Ended> ended) {
      for (int from = 0; from < ended.size(); from += SharedWork.MOST) {
        ledger.settleAll(
            caller, ended.subList(from, Math.min(ended.size(), from + SharedWork.MOST)));
      }
    }

    private String id() {
      return Objects.requireNonNull(batch.providerId());
    }

    private void to(Batch.State state, @Nullable String providerId) {
      store.move(caller, batch, state, providerId, clock.instant());
      batch = store.of(caller, batch.id());
    }
  }
}
