package com.orgscope.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.TenantId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that polls a log of ten events, one a turn, and says what it delivered. In the middle
 * of the third turn it says that it holds and goes on when it is told to.
 */
final class PollingProcess {
  static final int EVENTS = 10;
  static final int HOLDS_AT = 2;
  static final String HOLDS = "holds";
  static final String LOST = "lost";

  private PollingProcess() {}

  public static void main(String[] args) throws InterruptedException {
    Provider provider =
        new Ten(() -> {
          say(HOLDS);
          awaitWord();
        });
    TestSources sources =
        TestSources.joined(
            new TestSources.Place(args[0], Path.of(args[1]), new TenantId(args[2])),
            provider,
            new TestClock());
    try (Pollers pollers = sources.pollers()) {
      pollers.start();
      Thread.currentThread().join();
    }
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }

  private static void awaitWord() {
    try {
      new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ten events of one stream; the cursor counts them. */
  static final class Ten extends PolledProvider {
    private final Runnable atThird;

    Ten(Runnable atThird) {
      this.atThird = atThird;
    }

    @Override
    public Progress poll(StreamPoll poll) {
      int next = poll.cursor() == null ? 0 : Integer.parseInt(poll.cursor());
      if (next == EVENTS) {
        return Progress.CAUGHT_UP;
      }
      if (next == HOLDS_AT) {
        atThird.run();
      }
      try {
        poll.deliver(List.of(("{\"uuid\":\"" + next + "\"}").getBytes(UTF_8)), poll.now());
      } catch (StreamLost e) {
        say(LOST);
        throw e;
      }
      poll.move(String.valueOf(next + 1));
      return Progress.MORE;
    }

    @Override
    public List<String> streams(Connection connection) {
      return List.of("log");
    }
  }
}
