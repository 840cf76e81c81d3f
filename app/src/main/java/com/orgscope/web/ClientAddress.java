package com.orgscope.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.connector.Request;

/**
 * Where a request comes from, by its socket. The {@link RequestOrigin} notes it before any part of
 * the server may believe a header instead.
 *
 * @param peer the address at the other end of the socket
 * @param host what the sender thinks this machine is called, with the port
 * @param port at which the socket was opened
 * @param relayed whether anything says that somebody else asks through the sender
 */
record ClientAddress(String peer, String host, int port, boolean relayed) {
  private static final String NOTED = ClientAddress.class.getName();
  private static final ClientAddress UNKNOWN = new ClientAddress("", "", 0, true);

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Headers by which proxies say for whom they speak. */
  private static final List<String> RELAYED =
      List.of(
          "forwarded",
          "x-forwarded",
          "x-real-ip",
          "x-original-",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-envoy-",
          "x-remote-",
          "x-proxyuser-ip",
          "true-client-ip",
          "cf-",
          "fastly-client-ip",
          "via");

  /** As the server got it, with nothing rewritten yet. */
  static void note(Request request) {
    request.setAttribute(
        NOTED,
        new ClientAddress(
            String.valueOf(request.getPeerAddr()),
            String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT),
            request.getLocalPort(),
            relayed(request)));
  }

  static ClientAddress of(HttpServletRequest request) {
    return request.getAttribute(NOTED) instanceof ClientAddress arrival ? arrival : UNKNOWN;
  }

  /** A browser speaks HTTP/1.1 at least; a proxy that adds no header often speaks 1.0. */
  private static boolean relayed(Request request) {
    return "HTTP/1.0".equals(request.getProtocol())
        || Collections.list(request.getHeaderNames()).stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .anyMatch(name -> RELAYED.stream().anyMatch(name::startsWith));
  }

  /**
   * From this machine, by a name of this machine: a page elsewhere that lets its own name point
   * here (DNS rebinding) does not pass, nor does a proxy that speaks for others.
   */
  boolean here() {
    return !relayed && fromLoopback() && namesThisMachine();
  }

  private boolean fromLoopback() {
    try {
      return InetAddress.ofLiteral(peer).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean namesThisMachine() {
    return NAMES.stream()
        .anyMatch(name -> host.equals(name + ":" + port) || (port == 80 && host.equals(name)));
  }
}
