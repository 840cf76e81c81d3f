package com.orgscope.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a browser may do with an answer: the same with each one, whoever in this process gives it.
 */
record PageHeaders(boolean behindTls) {

  /** Only our own style, script and images; no script or style inside a page; nobody's frame. */
  static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final Map<String, String> ALWAYS = new LinkedHashMap<>();

  static {
    ALWAYS.put("Content-Security-Policy", CONTENT_POLICY);
    ALWAYS.put("X-Content-Type-Options", "nosniff");
    ALWAYS.put("X-Frame-Options", "DENY");
    ALWAYS.put("Referrer-Policy", "no-referrer");
    ALWAYS.put("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    ALWAYS.put("Cross-Origin-Opener-Policy", "same-origin");
    ALWAYS.put("Cross-Origin-Resource-Policy", "same-origin");
    ALWAYS.put("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
  }

  /** Of a page with a frame, in which our own pages stand. */
  static void framing(BiConsumer<String, String> answer) {
    answer.accept("Content-Security-Policy", CONTENT_POLICY + "; frame-src 'self'");
  }

  /**
   * Of a page in a frame of ours and of nobody else's: it runs nothing, sends no form and leads
   * nobody out of the frame, wherever it is opened.
   */
  static void framed(BiConsumer<String, String> answer) {
    answer.accept(
        "Content-Security-Policy",
        CONTENT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
            + "; sandbox allow-same-origin");
    answer.accept("X-Frame-Options", "SAMEORIGIN");
  }

  /**
   * @param answer sets a header of it
   */
  void write(BiConsumer<String, String> answer) {
    ALWAYS.forEach(answer);
    if (behindTls) {
      answer.accept("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
