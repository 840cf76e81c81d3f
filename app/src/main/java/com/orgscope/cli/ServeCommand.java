package com.orgscope.cli;

import com.orgscope.kernel.RunsIn;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "Serves the pages until it is stopped (Ctrl-C).")
final class ServeCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--roles",
      paramLabel = "R,…",
      defaultValue = "all",
      description = "What this process does: web, ingest, worker or all (default: all).")
  private String roles = "all";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "(default: 8080)")
  private int port;

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    for (String role : roles.split(",")) {
      WrongLine.unlessRefused(() -> RunsIn.Part.named(role));
    }
    session.mayMakeHome();
    new Server(session).run(port, roles, List.of());
    return OrgscopeCommand.DONE;
  }
}
