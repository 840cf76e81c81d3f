package com.orgscope.scim;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A request, read: whose it is, what it is about, what it asks. */
final class ScimRequest {
  private static final String BEARER = "Bearer ";
  private static final int DEFAULT_PAGE = 100;

  private final HttpServletRequest http;
  private final List<String> steps;

  ScimRequest(HttpServletRequest http) {
    this.http = http;
    List<String> found = new ArrayList<>();
    String path = http.getPathInfo();
    for (String step : (path == null ? "" : path).split("/")) {
      if (!step.isEmpty()) {
        found.add(step);
      }
    }
    steps = List.copyOf(found);
  }

  /** Empty if the address names none. */
  Optional<TenantId> tenant() {
    try {
      return steps.isEmpty() ? Optional.empty() : Optional.of(new TenantId(steps.getFirst()));
    } catch (Failure e) {
      return Optional.empty();
    }
  }

  String token() {
    String header = http.getHeader("Authorization");
    if (header == null) {
      return "";
    }
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : header.strip();
  }

  /** "Users", "Groups" and so on; empty for the root. */
  String kind() {
    return steps.size() < 2 ? "" : steps.get(1);
  }

  /** What follows the kind; empty for all of it. */
  String id() {
    return steps.size() < 3 ? "" : String.join("/", steps.subList(2, steps.size()));
  }

  String method() {
    return http.getMethod();
  }

  /** The address of the tenant's root, as the provider knows it. */
  String base() {
    String url = http.getRequestURL().toString();
    String root = http.getServletPath() + "/" + (steps.isEmpty() ? "" : steps.getFirst());
    int at = url.indexOf(root);
    return at < 0 ? url : url.substring(0, at + root.length());
  }

  @Nullable Filter filter() {
    String text = http.getParameter("filter");
    return text == null || text.isBlank() ? null : FilterParser.filter(text);
  }

  long number(String name, long otherwise) {
    String text = http.getParameter(name);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw Fault.VALUE.because(name + " is a whole number");
    }
  }

  /** How many resources a page may have. */
  int count(int most) {
    return Math.clamp(number("count", DEFAULT_PAGE), 0, most);
  }

  List<String> list(String name) {
    String text = http.getParameter(name);
    if (text == null || text.isBlank()) {
      return List.of();
    }
    return List.of(text.split(",")).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** The version that If-Match asks for; null for any. */
  @Nullable Long expected() {
    String header = http.getHeader("If-Match");
    if (header == null || header.strip().equals("*")) {
      return null;
    }
    try {
      return Long.parseLong(header.strip().replaceFirst("^W/", "").replace("\"", ""));
    } catch (NumberFormatException e) {
      throw Fault.VERSION.because("there is no such version");
    }
  }

  boolean knows(String etag) {
    String header = http.getHeader("If-None-Match");
    return header != null && (header.strip().equals("*") || header.contains(etag));
  }

  /**
   * @param most bytes
   */
  JsonNode body(int most) {
    String type = http.getContentType();
    if (type != null) {
      String bare = type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
      if (!bare.equals("application/scim+json") && !bare.equals("application/json")) {
        throw Fault.MEDIA_TYPE.because("a body is application/scim+json");
      }
    }
    byte[] bytes;
    try {
      bytes =
          http.getContentLengthLong() > most ? null : http.getInputStream().readNBytes(most + 1);
    } catch (IOException e) {
      throw Failure.retry("a body broke off", e);
    }
    if (bytes == null || bytes.length > most) {
      throw Fault.TOO_LARGE.because("a body has at most " + most + " bytes");
    }
    try {
      JsonNode body = Schemas.JSON.readTree(bytes);
      if (!body.isObject()) {
        throw Fault.SYNTAX.because("a body is a JSON object");
      }
      return body;
    } catch (JacksonException e) {
      throw Fault.SYNTAX.because("the body is no JSON");
    }
  }
}
