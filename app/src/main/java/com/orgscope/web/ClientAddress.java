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
 * @param relayed whether anything says that somebody else may ask through the sender
 */
record ClientAddress(String peer, String host, int port, boolean relayed) {
  private static final String NOTED = ClientAddress.class.getName();
  private static final ClientAddress UNKNOWN = new ClientAddress("", "", 0, true);

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * Headers that browsers and programs send of their own accord. Proxies have too many names for
   * whom they speak for, so that every other header counts as one of theirs.
   */
  private static final Set<String> OWN =
      Set.of(
          "accept",
          "authorization",
          "cache-control",
          "connection",
          "content-length",
          "content-type",
          "cookie",
          "device-memory",
          "dnt",
          "downlink",
          "dpr",
          "ect",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "origin",
          "pragma",
          "priority",
          "purpose",
          "range",
          "referer",
          "rtt",
          "save-data",
          "te",
          "transfer-encoding",
          "upgrade",
          "upgrade-insecure-requests",
          "user-agent",
          "viewport-width",
          "x-requested-with");

  private static final List<String> OWN_FAMILIES = List.of("accept-", "if-", "sec-");

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
            .anyMatch(
                name -> !OWN.contains(name) && OWN_FAMILIES.stream().noneMatch(name::startsWith));
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
