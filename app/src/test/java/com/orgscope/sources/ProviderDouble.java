package com.orgscope.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider's log on a port of its own, honest to what the provider does: it keeps each event with
 * when it happened and when it can be seen, and it can be told to misbehave, once for each {@link
 * Fault} in turn.
 */
public abstract class ProviderDouble implements AutoCloseable {
  /** What a real service does to one answer now and then. */
  public enum Fault {
    SERVER_ERROR,
    /** 429 or what the provider has for it. */
    OVER_LIMIT,
    /** Fewer bytes than promised. */
    HALF_BODY,
    /** The connection is cut before a byte of the answer. */
    RESET,
    /** A whole answer that is no JSON. */
    GARBAGE,
    /** Amid pages the page before once more, with its link to this one. */
    REPEATED_PAGE,
    /** The provider's own: see each double. */
    SPECIAL
  }

  /** One event of the log. */
  public record Entry(String id, Instant happened, Instant visible, String json) {}

  protected final TestClock clock;
  protected final List<Entry> log = new ArrayList<>();
  protected final Deque<Fault> faults = new ArrayDeque<>();
  private static final Pattern AMID_PAGES = Pattern.compile("[?&](after|pageToken|.skiptoken)=");
  private static final Pattern PLACE =
      Pattern.compile("[?&](?:after|pageToken|.skiptoken)=([^&]*)");
  private final Map<String, Reply> lastPages = new HashMap<>();
  private final ServerSocket server;
  private int requests;
  private int downAfter = Integer.MAX_VALUE;
  private boolean tokenEnded;
  private @Nullable Script script;

  @SuppressWarnings("this-escape") // It serves only what is asked after the constructor.
  protected ProviderDouble(TestClock clock) {
    this.clock = clock;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public final URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Adds an event that can be seen from a moment on, which may be long after it happened. */
  public final synchronized Entry publish(Instant happened, Instant visible) {
    Entry entry = entry("e" + log.size(), happened, visible);
    log.add(entry);
    return entry;
  }

  protected abstract Entry entry(String id, Instant happened, Instant visible);

  /** What the double's own eye sees: the ids of all events that can be seen now. */
  public final synchronized Set<String> visible() {
    Set<String> ids = new TreeSet<>();
    log.stream()
        .filter(entry -> !entry.visible().isAfter(clock.now()))
        .forEach(entry -> ids.add(entry.id()));
    return ids;
  }

  /** The id in an element that the double gave. */
  public abstract String id(byte[] element);

  public final synchronized void next(Fault... some) {
    faults.addAll(List.of(some));
  }

  /** Whatever it was told to do wrong and has not done, it does not. */
  public final synchronized void isWell() {
    faults.clear();
  }

  /** No token is good any more but one that is asked for from now on. */
  public final synchronized void endToken() {
    tokenEnded = true;
  }

  /** So many more answers it gives, and none behind them; null for no such trouble. */
  public final synchronized void goDownAfter(@Nullable Integer answers) {
    downAfter = answers == null ? Integer.MAX_VALUE : requests + answers;
  }

  /** A page that a test makes up: its events, and the place it says is next. */
  public record Told(List<Entry> events, @Nullable String next) {}

  /** What stands at a place; the first page's place is empty. */
  public interface Script {
    Told at(String place);
  }

  /** From now on the log is what the script says; null ends it. */
  public final synchronized void script(@Nullable Script its) {
    script = its;
  }

  /** A page in the provider's own shape, with the next place written as it is. */
  protected Reply told(Request request, Told page) {
    throw new UnsupportedOperationException();
  }

  private static String place(Request request) {
    Matcher place = PLACE.matcher(request.target());
    return place.find() ? URLDecoder.decode(place.group(1), UTF_8) : "";
  }

  public final synchronized int requests() {
    return requests;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // closed: the test is over
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Request request = Request.read(socket.getInputStream());
      Reply reply = reply(request);
      if (reply.cut()) {
        socket.setSoLinger(true, 0);
        return;
      }
      OutputStream out = socket.getOutputStream();
      out.write(reply.bytes(clock.now().plus(clockAhead())));
      out.flush();
    } catch (IOException e) {
      // the asker went away
    }
  }

  private synchronized Reply reply(Request request) {
    try {
      Reply token = token(request);
      if (token != null) {
        tokenEnded = false;
        return token;
      }
      requests++;
      if (tokenEnded) {
        return new Reply(401, "{}");
      }
      if (requests > downAfter) {
        return new Reply(500, "{}");
      }
      if (script != null) {
        return told(request, script.at(place(request)));
      }
      Fault fault = faults.poll();
      Reply reply = fault == null ? answer(request) : misbehave(request, fault);
      if (reply.status() == 200 && (fault == null || fault == Fault.REPEATED_PAGE)) {
        lastPages.put(request.path(), reply);
      }
      return reply;
    } catch (RuntimeException e) {
      return new Reply(599, "{\"double\":\"" + e + "\"}");
    }
  }

  /** The answer to a request for a token, which no fault touches; null if it is none. */
  protected @Nullable Reply token(Request request) {
    return null;
  }

  protected abstract Reply answer(Request request);

  private Reply misbehave(Request request, Fault fault) {
    return switch (fault) {
      case SERVER_ERROR -> new Reply(500, "{\"errorCode\":\"E0000009\"}");
      case OVER_LIMIT -> overLimit(request);
      case HALF_BODY -> new Reply(200, "[{\"uuid\":\"half").promising(1000);
      case RESET -> new Reply(200, "").cutOff();
      case GARBAGE -> new Reply(200, "<html>maintenance</html>");
      case REPEATED_PAGE -> {
        Reply before = lastPages.get(request.path());
        yield before != null && AMID_PAGES.matcher(request.target()).find()
            ? before
            : answer(request);
      }
      case SPECIAL -> special(request);
    };
  }

  protected Reply special(Request request) {
    return new Reply(502, "");
  }

  protected Reply overLimit(Request request) {
    return new Reply(429, "{}");
  }

  /** How far the provider's clock runs ahead of ours. */
  protected Duration clockAhead() {
    return Duration.ZERO;
  }

  /** What was asked. */
  protected record Request(String method, String target, Map<String, String> headers, String body) {
    static Request read(InputStream in) throws IOException {
      String[] first = line(in).split(" ");
      Map<String, String> headers = new HashMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new Request(first[0], first[1], headers, new String(in.readNBytes(length), UTF_8));
    }

    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("ended");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    public String path() {
      return URI.create(target).getPath();
    }

    public Map<String, String> query() {
      return form(URI.create(target).getRawQuery());
    }
  }

  /** What is answered: whole, unless it promises more than it is. */
  protected record Reply(int status, String body, List<String> headers, int promised, boolean cut) {
    public Reply(int status, String body) {
      this(status, body, List.of(), -1, false);
    }

    public Reply with(String name, String value) {
      List<String> more = new ArrayList<>(headers);
      more.add(name + ": " + value);
      return new Reply(status, body, more, promised, cut);
    }

    Reply promising(int bytes) {
      return new Reply(status, body, headers, bytes, cut);
    }

    Reply cutOff() {
      return new Reply(status, body, headers, promised, true);
    }

    byte[] bytes(Instant date) {
      byte[] content = body.getBytes(UTF_8);
      String head =
          "HTTP/1.1 "
              + status
              + " X\r\nConnection: close\r\nContent-Type: application/json\r\n"
              + "Date: "
              + DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC))
              + "\r\nContent-Length: "
              + (promised < 0 ? content.length : promised)
              + "\r\n"
              + String.join("", headers.stream().map(header -> header + "\r\n").toList())
              + "\r\n";
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head.getBytes(UTF_8));
      all.writeBytes(content);
      return all.toByteArray();
    }
  }

  protected static Map<String, String> form(@Nullable String raw) {
    Map<String, String> values = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      values.put(
          URLDecoder.decode(pair.substring(0, equals), UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return values;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
