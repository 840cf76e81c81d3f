package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What the process takes from the permissions of every file it makes. Java has no word for it, and
 * DuckDB gives its files what the process allows.
 */
final class Umask {
  private static final int OTHERS = 0077;

  private Umask() {}

  /** From now on this process makes files for its owner alone. */
  @SuppressWarnings("restricted")
  static void ownersOnly() {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle umask =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("umask"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      int before = (int) umask.invokeExact(OTHERS);
      if ((before & OTHERS) != before) {
        // Somebody takes from the owner too: that stays.
        int unused = (int) umask.invokeExact(before | OTHERS);
      }
    } catch (Throwable e) {
      throw Failure.bug("every POSIX system has umask", e);
    }
  }
}
