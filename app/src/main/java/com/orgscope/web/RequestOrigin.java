package com.orgscope.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** The first of this process that sees a request: notes where it comes from, heads the answer. */
final class RequestOrigin extends ValveBase {
  /** Over TLS, or at this machine. */
  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "(?:(?i:https)://(?<host>[^/?#\\\\@]+)|http://(?<here>(?:127\\.0\\.0\\.1|\\[::1])(?::\\d+)?))"
              + "(?:[/?#].*)?");

  private static final String ELSEWHERE = RequestOrigin.class.getName();

  private final PageHeaders headers;

  RequestOrigin(PageHeaders headers) {
    super(true);
    this.headers = headers;
  }

  /** Leads the browser to an identity provider, whose address its company's IT has set. */
  static void leave(HttpServletRequest request, HttpServletResponse response, String location) {
    request.setAttribute(
        ELSEWHERE, URI.create(location).getRawAuthority().toLowerCase(Locale.ROOT));
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", location);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    ClientAddress.note(request);
    headers.write(response::setHeader);
    getNext().invoke(request, response);
    keepHere(request, response);
  }

  private static void keepHere(Request request, Response response) {
    String location = response.getHeader("Location");
    if (location != null) {
      Set<String> known =
          request.getAttribute(ELSEWHERE) instanceof String host ? Set.of(host) : Set.of();
      response.setHeader("Location", kept(location, known));
    }
  }

  /**
   * To whom speaks HTTP/1.0 Tomcat names the host of a redirect, and takes it from the request. So
   * a redirect names no host at all, but one that this process was told of beforehand.
   *
   * @param elsewhere such hosts, in lower case and with a port where they have one
   */
  static String kept(String location, Set<String> elsewhere) {
    Matcher absolute = ABSOLUTE.matcher(location);
    if (absolute.matches()) {
      String host =
          absolute.group("host") == null ? absolute.group("here") : absolute.group("host");
      if (elsewhere.contains(host.toLowerCase(Locale.ROOT))) {
        return location;
      }
    }
    String path = location.replaceFirst("^(?i:https?:)?[/\\\\]{2,}[^/\\\\?#]*", "");
    // Two slashes would begin a host again, and browsers take a backslash for one.
    return path.replaceFirst("^[/\\\\]*", "/");
  }
}
