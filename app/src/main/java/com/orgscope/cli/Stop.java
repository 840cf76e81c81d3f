package com.orgscope.cli;

import com.orgscope.cli.OrgscopeCommand.Terminal;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Somebody ends the process, by Ctrl-C for example: known to all sessions of a command, those
 * inside others too. The command is interrupted, so that it takes away what it made and was not
 * done with; what does not hear that is closed under it.
 */
final class Stop {
  /** For a step of the work that is under way. */
  private static final Duration TO_NOTICE = Duration.ofMillis(1500);

  /** For what was closed under it. */
  private static final Duration TO_END = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final Duration toNotice;
  private final Duration toEnd;
  private final Thread command = Thread.currentThread();
  private final Deque<Session> sessions = new ConcurrentLinkedDeque<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean wanted;

  Stop(Terminal terminal) {
    this(terminal, TO_NOTICE, TO_END);
  }

  Stop(Terminal terminal, Duration toNotice, Duration toEnd) {
    this.terminal = terminal;
    this.toNotice = toNotice;
    this.toEnd = toEnd;
  }

  /** Whether somebody ends the process, and what fails now fails by that. */
  boolean wanted() {
    return wanted;
  }

  /** Ends a command that is about to begin something; the sentence is told already. */
  void pass() {
    if (wanted) {
      throw Failure.retry("this process is ending", null);
    }
  }

  /** The same, whenever the command's own thread tells how far it is. */
  Progress watched(Progress progress) {
    return (done, total) -> {
      if (Thread.currentThread() == command) {
        pass();
      }
      progress.at(done, total);
    };
  }

  /** The one that was opened last is closed first. */
  void opened(Session session) {
    sessions.remove(session);
    sessions.addFirst(session);
  }

  void closed(Session session) {
    sessions.remove(session);
  }

  /** The command has ended and closed what it opened. */
  void over() {
    over.countDown();
  }

  /** What the process does instead of dying at once. */
  void now() {
    wanted = true;
    sessions.forEach(Session::endProgress);
    terminal.screen().last("orgscope: stopped");
    try {
      command.interrupt();
      if (!over.await(toNotice.toMillis(), TimeUnit.MILLISECONDS)) {
        // Of what hangs in its closing, the process does not wait for the end.
        Thread.ofPlatform().daemon().name("close").start(() -> sessions.forEach(Stop::close));
        var unused = over.await(toEnd.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Session session) {
    try {
      session.close();
    } catch (RuntimeException e) {
      // The others are to be closed all the same, and there is nobody left to tell.
      session.endProgress();
    }
  }
}
