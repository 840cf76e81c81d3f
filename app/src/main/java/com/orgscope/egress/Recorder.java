package com.orgscope.egress;

import java.net.URI;

/** Writes down what one tenant sends by one channel. */
@FunctionalInterface
public interface Recorder {
  /** Of what is sent to nobody outside: a test's own wire. */
  Recorder NONE = (recipient, body) -> {};

  /** Of a receiver whose path may be what lets in: scheme, host and port alone. */
  static String host(URI uri) {
    String whole = address(uri);
    return whole.substring(0, whole.length() - uri.getRawPath().length());
  }

  /** An address as it is shown: without credentials, and without what is asked of it. */
  static String address(URI uri) {
    return "%s://%s%s"
        .formatted(
            uri.getScheme(),
            uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort(),
            uri.getRawPath());
  }

  /**
   * Call it before the first byte leaves.
   *
   * @param recipient the method and address, without credentials
   * @param body all that is sent but the headers; none for a request without a body
   * @throws com.orgscope.kernel.Failure if it cannot be written down: then it must not leave
   */
  void record(String recipient, byte[] body);
}
