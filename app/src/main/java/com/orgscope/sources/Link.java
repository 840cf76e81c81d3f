package com.orgscope.sources;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A link as a provider wrote it. Some write what no address may hold (a blank, a bar, a letter
 * beyond ASCII): it is escaped as a browser would, since the provider knows its own link.
 */
public final class Link {
  private static final String ALLOWED = "-._~:/?@!$&'()*+,;=";

  private Link() {}

  /**
   * @param base what a link without a host is taken from
   * @return null if there is no link, or none that can be followed
   */
  public static @Nullable URI of(URI base, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      URI link = base.resolve(new URI(escaped(text.strip())));
      return link.getHost() == null ? null : link;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Whether a link leads to the same host: only there a credential may go. */
  public static boolean isOf(URI home, URI link) {
    return link.getScheme() != null
        && link.getHost() != null
        && home.getScheme().equalsIgnoreCase(link.getScheme())
        && home.getHost().equalsIgnoreCase(link.getHost())
        && port(home) == port(link)
        && link.getUserInfo() == null;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().toLowerCase(Locale.ROOT).equals("http") ? 80 : 443;
  }

  private static String escaped(String text) {
    int fragment = text.indexOf('#');
    String link = fragment < 0 ? text : text.substring(0, fragment);
    int query = link.indexOf('?');
    StringBuilder out = new StringBuilder(link.length() + 16);
    for (int i = 0; i < link.length(); ) {
      int c = link.codePointAt(i);
      boolean bracketOfAHost = (c == '[' || c == ']') && (query < 0 || i < query);
      if (isPlain(c) || bracketOfAHost || (c == '%' && isEscape(link, i))) {
        out.appendCodePoint(c);
      } else if (c != '\t' && c != '\n' && c != '\r') {
        for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append("%02X".formatted(octet & 0xFF));
        }
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || (c < 128 && ALLOWED.indexOf(c) >= 0);
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }
}
