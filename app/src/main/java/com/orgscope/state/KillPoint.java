package com.orgscope.state;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A place where a test may kill the process from outside, to see that nothing is lost or done
 * twice. The property {@value #PROPERTY} names places and the pass at which it happens there
 * ({@code BEFORE_COMMIT:2,DELIVERED:1}): the process says that it is there and that thread goes no
 * further. Without the property the places do nothing.
 */
public final class KillPoint {
  /** The system property that names the places. */
  public static final String PROPERTY = "orgscope.crash";

  /** What is said on the standard error, before the name of the place and the pass. */
  public static final String REACHED = "crash point reached: ";

  private static final List<String> CHOSEN = List.of(System.getProperty(PROPERTY, "").split(","));

  private final String name;
  private int passes;

  public KillPoint(String name) {
    this.name = name;
  }

  public synchronized void pass() {
    passes++;
    String here = name + ":" + passes;
    if (CHOSEN.contains(here)) {
      System.err.println(REACHED + here);
      while (true) {
        LockSupport.park();
      }
    }
  }
}
