package com.orgscope.demo;

import static com.orgscope.demo.Line.ascii;

/** A provider's way to say what happened. */
interface Wire {
  /** Adds one JSON document without an end of line, or nothing if the provider would be silent. */
  void write(Moment moment, Line out);

  static Wire of(SimulationSettings settings, Workforce workforce) {
    return switch (settings.format()) {
      case OKTA -> new OktaWire(settings.seed(), workforce);
      case GOOGLE, GOOGLE_PAGES -> new GoogleWire(settings.seed(), workforce);
      case ENTRA -> new EntraWire(settings.seed(), workforce, true);
      case ENTRA_GRAPH -> new EntraWire(settings.seed(), workforce, false);
    };
  }

  /** A browser or a phone, in the words of the three providers. */
  record Device(byte[] raw, byte[] os, byte[] browser, byte[] entraBrowser, byte[] kind) {
    private static final Device[] ALL = {
      device(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/131.0.0.0 Safari/537.36",
          "Windows 10",
          "CHROME",
          "Chrome 131.0.0",
          "Computer"),
      device(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
          "Windows 11",
          "EDGE",
          "Edge 131.0.0",
          "Computer"),
      device(
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/131.0.0.0 Safari/537.36",
          "Mac OS X",
          "CHROME",
          "Chrome 131.0.0",
          "Computer"),
      device(
          "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
          "Linux",
          "FIREFOX",
          "Firefox 133.0",
          "Computer"),
      device(
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
          "iOS (iPhone)",
          "SAFARI",
          "Mobile Safari 18.1",
          "Mobile"),
      device(
          "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/131.0.0.0 Mobile Safari/537.36",
          "Android",
          "CHROME",
          "Chrome Mobile 131.0.0",
          "Mobile")
    };

    private static Device device(
        String raw, String os, String browser, String entraBrowser, String kind) {
      return new Device(ascii(raw), ascii(os), ascii(browser), ascii(entraBrowser), ascii(kind));
    }

    static Device of(Moment moment) {
      return moment.device() == 1
          ? ALL[4 + (int) (moment.who.identity() >>> 20 & 1)]
          : ALL[Math.floorMod(moment.who.identity() >>> 8, 4)];
    }
  }

  /** Only addresses that are reserved for documentation and tests (RFC 5737, 2544 and 3849). */
  static void address(Moment moment, Line out) {
    long own = moment.who.identity();
    if (moment.roams()) {
      out.add(Addresses.ROAD).number(moment.roamingNet()).one('.').number(1 + (own >>> 40 & 127));
    } else if (!moment.atHome()) {
      out.add(Addresses.OFFICE)
          .number(10 + Math.floorMod(Dice.hash(moment.who.place().city()), 40));
    } else if (Math.floorMod(own, 9) == 0) {
      out.add(Addresses.V6).hex(own >>> 16, 4).add(Addresses.V6_END).hex(own, 4);
    } else {
      out.add(Addresses.HOME).number(own >>> 30 & 255).one('.').number(1 + (own >>> 40 & 127));
    }
  }

  /** Encoded once. */
  final class Addresses {
    private static final byte[] OFFICE = ascii("203.0.113.");
    private static final byte[] HOME = ascii("198.18.");
    private static final byte[] ROAD = ascii("198.19.");
    private static final byte[] V6 = ascii("2001:db8:");
    private static final byte[] V6_END = ascii(":1::");

    private Addresses() {}
  }
}
