package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads what is of use only as a whole: to its last page, or not at all. */
public final class WholeList {
  private static final int MOST_TRIES = 4;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** Longer than a provider's window for counting questions. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private WholeList() {}

  /**
   * Hands over every page, asking again for one that did not come.
   *
   * @throws Failure of kind RETRY, if the list did not come to its end; what came is then worth
   *     nothing
   */
  public static <P> void read(
      ProviderClient providerClient,
      P first,
      PageWalk.Question<P> question,
      Consumer<List<byte[]>> page) {
    PageWalk.read(
        providerClient,
        first,
        (place, before) -> asked(providerClient, () -> question.page(place, before)),
        page);
    if (providerClient.fault() != null) {
      throw Failure.retry(
          providerClient.connection().source().name().toLowerCase(Locale.ROOT)
              + " gives the same or empty pages again and again, or a link that leads nowhere: its"
              + " list was not read to its end",
          null);
    }
  }

  /**
   * Asks again, a little later each time, while the answer may still come; or when the provider
   * wants to be asked.
   */
  public static <T> T asked(ProviderClient providerClient, Supplier<T> question) {
    Duration wait = FIRST_WAIT;
    for (int tries = 1; ; tries++) {
      try {
        return question.get();
      } catch (Failure e) {
        if (e.kind() != Failure.Kind.RETRY || tries == MOST_TRIES) {
          throw e;
        }
        providerClient.closeUntil(providerClient.now().plus(wait));
        wait = wait.multipliedBy(2);
      } catch (ProviderPause e) {
        Instant latest = providerClient.now().plus(LONGEST_PAUSE);
        if (tries == MOST_TRIES || e.until().isAfter(latest)) {
          throw e;
        }
        providerClient.means().waiting().until(e.until());
      }
    }
  }
}
