package com.orgscope.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Makes an IP address coarse enough to keep: of version 4 the last octet is dropped, version 6 is
 * cut to its first 48 bits. What is no address gives nothing.
 */
public final class Addresses {
  private static final int GROUPS = 8;

  private Addresses() {}

  /** "203.0.113.0/24", "2001:db8:7::/48", or null. */
  public static @Nullable String prefix(String address) {
    String mapped = "::ffff:";
    if (address.length() > mapped.length()
        && address.regionMatches(true, 0, mapped, 0, mapped.length())
        && address.indexOf('.') > 0) {
      return version4(address.substring(mapped.length()));
    }
    return address.indexOf(':') >= 0 ? version6(address) : version4(address);
  }

  private static @Nullable String version4(String address) {
    int octets = 0;
    int value = -1;
    int third = -1;
    for (int i = 0; i <= address.length(); i++) {
      char c = i == address.length() ? '.' : address.charAt(i);
      if (c == '.') {
        if (value < 0) {
          return null;
        }
        octets++;
        third = octets == 3 ? i : third;
        value = -1;
      } else if (c >= '0' && c <= '9') {
        value = Math.max(value, 0) * 10 + (c - '0');
        if (value > 255) {
          return null;
        }
      } else {
        return null;
      }
    }
    return octets == 4 ? address.substring(0, third) + ".0/24" : null;
  }

  private static @Nullable String version6(String address) {
    int zone = address.indexOf('%');
    String text = zone < 0 ? address : address.substring(0, zone);
    int gap = text.indexOf("::");
    int[] head = groups(gap < 0 ? text : text.substring(0, gap));
    int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    int named = head.length + tail.length;
    if (gap < 0 ? named != GROUPS : named >= GROUPS) {
      return null;
    }
    StringBuilder prefix = new StringBuilder();
    int last = 3;
    while (last > 0 && group(head, tail, last - 1) == 0) {
      last--;
    }
    for (int i = 0; i < last; i++) {
      prefix.append(Integer.toHexString(group(head, tail, i))).append(i < last - 1 ? ":" : "");
    }
    return prefix.append("::/48").toString();
  }

  private static int group(int[] head, int[] tail, int place) {
    if (place < head.length) {
      return head[place];
    }
    int fromEnd = GROUPS - place;
    return fromEnd <= tail.length ? tail[tail.length - fromEnd] : 0;
  }

  private static int @Nullable [] groups(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    String[] parts = text.split(":", -1);
    int[] groups = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isEmpty() || parts[i].length() > 4 || parts.length > GROUPS) {
        return null;
      }
      for (int k = 0; k < parts[i].length(); k++) {
        int digit = Character.digit(parts[i].charAt(k), 16);
        if (digit < 0) {
          return null;
        }
        groups[i] = groups[i] << 4 | digit;
      }
    }
    return groups;
  }
}
