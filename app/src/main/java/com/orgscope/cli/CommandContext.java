package com.orgscope.cli;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a command has at hand that stands beside the product: one that {@link
 * OrgscopeCommand.Application} names and this room does not know. It takes this in its constructor.
 */
public interface CommandContext extends AutoCloseable {
  /** The exit code of what was done. */
  int DONE = 0;

  /** Started when the first one is asked for, and no more of them than that one needs. */
  <T> T bean(Class<T> type);

  Home home();

  /** Today in UTC, as the lake counts days. */
  LocalDate today();

  /** Whoever sits at the terminal, as IT/Security of a tenant that is about to be made. */
  Caller callerOfNew(TenantId tenant);

  /** This command may make a home where there is none; all others want one that exists. */
  void mayMakeHome();

  /** One bar at a time; the one before it ends here. */
  Progress progress(String what, String unit);

  /** Tells the person at the terminal, not the script that reads the answer. */
  void tell(String line);

  /**
   * @param document what scripts get: a record or a map, names written in snake case
   * @param text what people get
   */
  void give(Object document, Consumer<PrintStream> text);

  /** The same command on another home. */
  CommandContext on(Path home);

  /**
   * On the same home with settings of its own, which go before all others.
   *
   * @param settings such as {@code "orgscope.llm.call-timeout=2s"}
   */
  CommandContext with(List<String> settings);

  /**
   * On the same home as if it were that moment, from which its clock goes on: for what a made-up
   * company did earlier. Close this one's beans before, and that one after.
   */
  CommandContext at(Instant now);

  /** Starts the web server as well. */
  ConfigurableApplicationContext serve(List<String> properties);

  /**
   * Starts the pages, says where they are, and stays until somebody stops the process.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the port is taken
   */
  void servePages(int port, List<String> properties) throws InterruptedException;

  @Override
  void close();
}
