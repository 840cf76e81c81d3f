package com.orgscope.sources;

import com.orgscope.ingest.CrashPoint;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a stream its turn and writes down how it went and when it is due again. */
final class PollRunner {
  private static final Logger LOG = LoggerFactory.getLogger(PollRunner.class);

  /** So that what failed or began together does not come back together. */
  private static final double JITTER = 0.25;

  private final List<Provider> providers;
  private final Connections connections;
  private final StreamStore store;
  private final Intake intake;
  private final Certifier certifier;
  private final ProviderClient.Means means;
  private final RandomGenerator random;

  PollRunner(
      List<Provider> providers,
      Connections connections,
      StreamStore store,
      Intake intake,
      Certifier certifier,
      ProviderClient.Means means,
      RandomGenerator random) {
    this.providers = List.copyOf(providers);
    this.connections = connections;
    this.store = store;
    this.intake = intake;
    this.certifier = certifier;
    this.means = means;
    this.random = random;
  }

  /** One turn. Whatever happens in it ends in the stream's row, unless somebody else has it. */
  void run(StreamStore.Held held, java.util.function.BooleanSupplier ending) {
    try {
      CrashPoint.CLAIMED.pass();
      Provider provider = provider(held.id());
      try {
        Connection connection = connections.of(held.id().tenant(), held.id().source());
        StreamPoll poll = new StreamPoll(connection, means, store, intake, ending, held);
        Provider.Progress progress =
            held.id().stream().equals(Certifier.STREAM)
                ? certifier.poll(poll, provider)
                : provider.poll(poll);
        Instant now = means.clock().instant();
        boolean caughtUp = progress == Provider.Progress.CAUGHT_UP;
        // A source that goes in circles is not asked again at once.
        boolean waits = caughtUp || poll.fault() != null;
        CrashPoint.TURN_OVER.pass();
        store.done(held, caughtUp, poll.fault(), waits ? now.plus(late(interval())) : now, now);
        if (held.failures() > 0) {
          LOG.info("{} is read again", held.id());
        }
      } catch (ProviderPause e) {
        store.pause(held, e.until());
      } catch (Failure e) {
        failed(held, provider, e);
      } catch (StreamLost e) {
        throw e;
      } catch (RuntimeException e) {
        failed(held, provider, Failure.bug("our own mistake: " + e.getClass().getSimpleName(), e));
      }
    } catch (StreamLost e) {
      LOG.info("{}", e.getMessage());
    }
  }

  private Provider provider(StreamId id) {
    return providers.stream()
        .filter(one -> one.source() == id.source())
        .findFirst()
        .orElseThrow(() -> Failure.bug("nobody reads " + id.source(), null));
  }

  private void failed(StreamStore.Held held, Provider provider, Failure failure) {
    Instant now = means.clock().instant();
    Duration wait =
        switch (failure.kind()) {
          case RETRY, BUG, POISON -> late(retry(provider.firstRetry(), held.failures()));
          case OPERATOR -> late(means.settings().faultRetryInterval());
        };
    String error = String.valueOf(failure.getMessage());
    if (held.failures() == 0 || failure.kind() == Failure.Kind.BUG) {
      LOG.warn(
          "{} cannot be read: {}",
          held.id(),
          error,
          failure.kind() == Failure.Kind.BUG ? failure : null);
    }
    store.failed(held, error, now.plus(wait), now);
  }

  private Duration retry(Duration first, int failures) {
    Duration wait = first.multipliedBy(1L << Math.min(failures, 12));
    Duration longest = means.settings().maxRetryBackoff();
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  private Duration interval() {
    return means.settings().pollInterval();
  }

  private Duration late(Duration wait) {
    return wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
  }
}
