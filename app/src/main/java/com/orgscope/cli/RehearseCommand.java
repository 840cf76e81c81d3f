package com.orgscope.cli;

import com.orgscope.kernel.Home;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * What the wrapper runs once after a build, so that the start-up cache knows what a command needs.
 */
@Command(name = "rehearse", hidden = true, description = "Records what starting needs.")
final class RehearseCommand implements Callable<Integer> {
  private final Session session;

  RehearseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.bean(Home.class);
    return OrgscopeCommand.DONE;
  }
}
