package com.orgscope.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** The first of this process that sees a request: notes where it comes from, heads the answer. */
final class Doorstep extends ValveBase {
  private final PageHeaders headers;

  Doorstep(PageHeaders headers) {
    super(true);
    this.headers = headers;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Arrival.note(request);
    headers.write(response);
    getNext().invoke(request, response);
    keepHere(response);
  }

  /** To whom speaks HTTP/1.0 Tomcat names the host of a redirect, and takes it from the request. */
  private static void keepHere(Response response) {
    String location = response.getHeader("Location");
    if (location != null && !location.startsWith("/")) {
      String path = location.replaceFirst("^https?://[^/]*", "");
      // Two slashes would begin a host again.
      response.setHeader("Location", path.replaceFirst("^/*", "/"));
    }
  }
}
