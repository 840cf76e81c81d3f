package com.orgscope.work;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * A process that holds work, named so that another one on its machine can tell whether it lives.
 */
record Holder(String host, long pid, long startMillis) {

  static Holder thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return new Holder(hostName(), self.pid(), startMillis(self));
  }

  static Holder parse(String text) {
    String[] parts = text.split(":");
    return new Holder(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  /** False where that cannot be known: then its heartbeats tell. */
  boolean isKnownDead(Holder witness) {
    return host.equals(witness.host)
        && ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(process -> startMillis(process) == startMillis)
            .isEmpty();
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().replace(':', '-');
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return host + ":" + pid + ":" + startMillis;
  }
}
