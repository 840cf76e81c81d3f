package com.orgscope.sources;

/** Another process has taken the stream over; this one writes nothing more to it. */
final class StreamLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamLost(StreamId stream) {
    super("another process reads " + stream + " now", null, false, false);
  }
}
