package com.orgscope.sources;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.audit.Audit;
import com.orgscope.ingest.EventPreview;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.sources.SourceTrial.Right;
import com.orgscope.sources.SourceTrial.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries a source before it is connected: it asks the provider and keeps nothing. */
@Component
public final class SourceTrials {
  /** As many elements of each log as are looked at. */
  static final int MOST = 1000;

  /** The newest settled stretch; the longer one where that held nothing. */
  private static final List<Duration> STRETCHES = List.of(Duration.ofHours(1), Duration.ofDays(1));

  private final Sources sources;
  private final List<SeatList> lists;
  private final EventPreview previews;
  private final StreamPolls.Asking asking;
  private final Access access;
  private final Audit audit;

  SourceTrials(
      Sources sources,
      List<SeatList> lists,
      EventPreview previews,
      StreamPolls.Asking asking,
      Access access,
      Audit audit) {
    this.sources = sources;
    this.lists = List.copyOf(lists);
    this.previews = previews;
    this.asking = asking;
    this.access = access;
    this.audit = audit;
  }

  /**
   * Asks for each right, and looks at the newest events.
   *
   * @param since as in {@link Sources#connect}
   * @throws Failure for the operator, if a setting is missing or unknown; then nobody was asked
   */
  public SourceTrial of(
      Caller caller, Source source, Map<String, String> settings, @Nullable Instant since) {
    access.require(caller, Action.RUN_WORK, "try source " + source);
    Connection connection = sources.whole(caller, source, settings, since);
    audit.record(caller, "try source", "source " + source, "IT/Security tries sources");
    return look(
        sources.provider(source),
        lists.stream().filter(one -> one.source() == source).findFirst().orElse(null),
        new ProviderClient(connection, asking.means(new CountDownLatch(1))),
        previews);
  }

  static SourceTrial look(
      Provider provider, @Nullable SeatList list, ProviderClient client, EventPreview previews) {
    Connection connection = client.connection();
    List<Right> rights = new ArrayList<>();
    rights.add(right(provider.right(), "the log", true, () -> provider.check(connection, client)));
    if (list != null) {
      rights.add(right(list.right(), "who has which application", false, () -> list.check(client)));
    }
    List<Sample> samples = new ArrayList<>();
    if (rights.getFirst().refused() == null) {
      for (String log : provider.streams(connection)) {
        samples.add(sample(provider, client, log, previews));
      }
    }
    return new SourceTrial(
        connection.source(),
        rights,
        samples,
        provider.keeping().deletedAfter(),
        connection.since());
  }

  private static Right right(String name, String what, boolean needed, Runnable question) {
    return new Right(name, what, needed, refusal(question));
  }

  /** Null if there is none. */
  private static @Nullable String refusal(Runnable question) {
    try {
      question.run();
      return null;
    } catch (Failure | ProviderPause e) {
      return e.getMessage();
    }
  }

  private static Sample sample(
      Provider provider, ProviderClient client, String log, EventPreview previews) {
    Instant until = client.now().minus(provider.keeping().settledAfter());
    if (!provider.isReadBounded(log)) {
      return new Sample(
          log, until, until, true, null, "what flows cannot be asked for before it is connected");
    }
    Sample sample = null;
    for (Duration stretch : STRETCHES) {
      Instant from = until.minus(stretch);
      var counts = previews.reader(client.connection().tenant(), client.connection().source());
      Some some = new Some(counts);
      String refused = refusal(() -> some.of(provider, client, log, from, until));
      sample =
          new Sample(
              log, from, until, !some.full(), refused == null ? counts.found() : null, refused);
      if (refused != null || counts.found().read() > 0) {
        return sample;
      }
    }
    return Objects.requireNonNull(sample);
  }

  /** Takes as many elements as are looked at, and then ends the reading. */
  private static final class Some {
    private final EventPreview.Reader counts;
    private int taken;

    Some(EventPreview.Reader counts) {
      this.counts = counts;
    }

    boolean full() {
      return taken >= MOST;
    }

    void of(Provider provider, ProviderClient client, String log, Instant from, Instant until) {
      try {
        var unused = provider.read(client, log, from, until, this::take);
      } catch (Enough e) {
        // The rest is not looked at, and the sample says so.
      }
    }

    private void take(List<byte[]> elements) {
      for (byte[] element : elements) {
        if (full()) {
          throw new Enough();
        }
        counts.add(element);
        taken++;
      }
    }
  }

  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("as many events as are looked at", null, false, false);
    }
  }
}
