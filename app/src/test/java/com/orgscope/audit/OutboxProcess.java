package com.orgscope.audit;

import com.orgscope.egress.Recorder;
import com.orgscope.egress.TestEgress;
import com.orgscope.kernel.Home;
import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import com.orgscope.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that sends to a receiver, says {@code sent} once the receiver has it, and does not
 * write that down: it is there to be killed.
 */
final class OutboxProcess {
  private OutboxProcess() {}

  /**
   * @param receiver the receiver's kind, its address, its certificate and, of a webhook, the file
   *     of secrets
   */
  static Process start(Database database, Path home, List<String> receiver) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(TestServer.nameOf(database), home.toString()));
    arguments.addAll(receiver);
    return ChildProcess.of(OutboxProcess.class, 128, List.of(), arguments.toArray(String[]::new))
        .start();
  }

  public static void main(String[] arguments) {
    Path certificate = Path.of(arguments[4]);
    Duration limit = Duration.ofSeconds(5);
    try (Database database = TestServer.inAnotherProcess(arguments[0]);
        Destination to =
            arguments[2].equals("webhook")
                ? new WebhookDestination(
                    new AuditSettings.Webhook(
                        arguments[3], Path.of(arguments[5]), certificate, true),
                    limit,
                    InstantSource.system())
                : new SyslogDestination(
                    new AuditSettings.Syslog(arguments[3], certificate, null, null, true), limit)) {
      new Outboxes(
              new DepartureStore(database),
              new AuditStore(database),
              new SealFiles(new Home(Path.of(arguments[1])), TestAudit.settings((Path) null)),
              TestEgress.on(database))
          .to(new Stuck(to))
          .step();
    }
  }

  /** Comes back never. */
  private record Stuck(Destination to) implements Destination {
    @Override
    public String name() {
      return to.name();
    }

    @Override
    public boolean takesEntries() {
      return to.takesEntries();
    }

    @Override
    public Outcome send(List<Letter> letters, Recorder leaving) {
      System.out.println(to.send(letters, leaving) instanceof Outcome.Taken ? "sent" : "not taken");
      while (true) {
        LockSupport.park();
      }
    }

    @Override
    public void close() {
      to.close();
    }
  }
}
