package com.orgscope.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** The first of this process that sees a request: notes where it comes from, heads the answer. */
final class RequestOrigin extends ValveBase {
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?i:https)://(?<host>[^/?#\\\\@]+)(?:[/?#].*)?");

  private final PageHeaders headers;
  private final Set<String> elsewhere;

  /**
   * @param elsewhere the hosts, in lower case and with a port where they have one, that a redirect
   *     may lead to; an identity provider's will be one, from the setting that names it
   */
  RequestOrigin(PageHeaders headers, Set<String> elsewhere) {
    super(true);
    this.headers = headers;
    this.elsewhere = elsewhere;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    ClientAddress.note(request);
    headers.write(response::setHeader);
    getNext().invoke(request, response);
    keepHere(response);
  }

  private void keepHere(Response response) {
    String location = response.getHeader("Location");
    if (location != null) {
      response.setHeader("Location", kept(location, elsewhere));
    }
  }

  /**
   * To whom speaks HTTP/1.0 Tomcat names the host of a redirect, and takes it from the request. So
   * a redirect names no host at all, but one that this process was told of beforehand.
   */
  static String kept(String location, Set<String> elsewhere) {
    Matcher absolute = ABSOLUTE.matcher(location);
    if (absolute.matches() && elsewhere.contains(absolute.group("host").toLowerCase(Locale.ROOT))) {
      return location;
    }
    String path = location.replaceFirst("^(?i:https?:)?[/\\\\]{2,}[^/\\\\?#]*", "");
    // Two slashes would begin a host again, and browsers take a backslash for one.
    return path.replaceFirst("^[/\\\\]*", "/");
  }
}
