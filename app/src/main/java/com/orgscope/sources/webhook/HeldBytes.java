package com.orgscope.sources.webhook;

/** How many bytes of deliveries this process holds, which is at most so many. For threads. */
final class HeldBytes {
  private final long most;
  private long held;

  HeldBytes(long most) {
    this.most = most;
  }

  /** Takes room for so many bytes; false if there is none now. */
  synchronized boolean take(long bytes) {
    if (held + bytes > most) {
      return false;
    }
    held += bytes;
    return true;
  }

  synchronized void giveBack(long bytes) {
    held -= bytes;
  }

  synchronized long held() {
    return held;
  }
}
