package com.orgscope.cli;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.usage.WithheldUse;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much use of sensitive applications is withheld.
 *
 * @param days that end today
 * @param accesses rounded down
 */
record WithheldDocument(int days, long applications, long accesses) {
  private static final int DAYS = 90;

  /** Null without any, and where fewer than k people are behind it. */
  static @Nullable WithheldDocument of(Session session, Caller caller) {
    return session
        .bean(WithheldUse.class)
        .of(
            caller,
            TimeWindow.ending(session.today(), DAYS),
            session.bean(LeastGroup.class).of(caller.tenant()))
        .map(counted -> new WithheldDocument(DAYS, counted.applications(), counted.accesses()))
        .orElse(null);
  }

  void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Withheld in the last %d days: about %,d accesses to %,d sensitive applications%n",
        days,
        accesses,
        applications);
  }
}
