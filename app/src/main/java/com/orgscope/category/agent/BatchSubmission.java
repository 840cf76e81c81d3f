package com.orgscope.category.agent;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.llm.Batch;
import com.orgscope.llm.Batches;
import com.orgscope.llm.ModelRequest;
import java.time.Duration;
import java.util.List;

/**
 * Asks the first questions of a run in one batch, at the price of batches, and waits for its end;
 * the talks then find their answers remembered. What the batch leaves open is asked singly. A run
 * that starts again finds its batch and goes on waiting.
 */
public final class BatchSubmission {
  private final Batches batches;
  private final AgentSettings settings;
  private final MonotonicTime time;

  BatchSubmission(Batches batches, AgentSettings settings, MonotonicTime time) {
    this.batches = batches;
    this.settings = settings;
    this.time = time;
  }

  /** What a batch paid for, counted answer by answer so that sums stay exact. */
  public static final class Paid {
    public static final Paid NOTHING = new Paid(0, 0);

    private final long costNano;
    private final int answers;
    private int taken;

    Paid(long costNano, int answers) {
      this.costNano = costNano;
      this.answers = answers;
    }

    /** The cost of one more answer that came by the batch, or less than zero if none is left. */
    synchronized long take() {
      if (taken == answers) {
        return -1;
      }
      long before = costNano * taken / answers;
      taken++;
      return costNano * taken / answers - before;
    }
  }

  /** Returns when the batch is at its end; at once where a batch is not wanted or not to be had. */
  Paid answers(Caller caller, String run, List<ModelRequest> questions) {
    if (settings.batchMinQuestions() == 0 || questions.size() < settings.batchMinQuestions()) {
      return Paid.NOTHING;
    }
    String key = "nightly " + run;
    return switch (batches.submit(key, questions)) {
      case Batches.Submission.Nothing _, Batches.Submission.Refused _ -> Paid.NOTHING;
      case Batches.Submission.Sent _ -> wait(caller, key);
    };
  }

  private Paid wait(Caller caller, String key) {
    long begun = time.nanos();
    long asked = 0;
    while (!ended(caller, key) && !Thread.currentThread().isInterrupted()) {
      batches.poll(caller.tenant());
      if (asked == 0 && since(begun).compareTo(settings.batchTimeout()) > 0) {
        batches.cancel(caller.tenant());
        asked = time.nanos();
      } else if (asked == 0 && stopped(caller, key)) {
        asked = time.nanos();
      } else if (asked != 0 && since(asked).compareTo(settings.batchCancelTimeout()) > 0) {
        // It stays paid for, and whoever looks after it next keeps what it answered.
        break;
      }
      if (!ended(caller, key)) {
        time.pass(settings.batchPollInterval());
      }
    }
    List<Batch> parts = batches.of(caller, key);
    return new Paid(
        parts.stream().mapToLong(Batch::costNano).sum(),
        parts.stream().mapToInt(Batch::answered).sum());
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(time.nanos() - nanos);
  }

  /** Whether somebody else asked for its end, as the kill switch does. */
  private boolean stopped(Caller caller, String key) {
    return batches.of(caller, key).stream().anyMatch(Batch::cancelAsked);
  }

  private boolean ended(Caller caller, String key) {
    return batches.of(caller, key).stream()
        .allMatch(batch ->
            switch (batch.state()) {
              case ENDED, DELETED, UNSENT -> true;
              case STORED, SENDING, RUNNING -> false;
            });
  }
}
