package com.orgscope.bench;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.MonotonicTime;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One signed-in reader who asks for a page at a stated rate, whether earlier answers have come or
 * not: a slow answer delays no later question, and its time counts from when it should have been
 * asked.
 */
final class PageLoad implements AutoCloseable {
  private static final int OK = 200;
  private static final int MANY = 400;
  private static final double MILLIS = 1e6;
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

  private final String base;
  private final ServerCost cost;

  /** Of the operating system, since it counts what each of them takes. */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name(ServerCost.ASKER, 0).factory());

  private final HttpClient client;

  /**
   * Times in milliseconds.
   *
   * @param cpu of processors for each request, at the server
   */
  record Measured(
      double cold,
      double rate,
      double p50,
      double p95,
      double p99,
      double cpu,
      long bytes,
      int failed) {}

  private PageLoad(String base, ServerCost cost) {
    this.base = base;
    this.cost = cost;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .executor(threads)
            .build();
  }

  /**
   * @param door of a made-up company ({@code "maple/ceo"})
   */
  static PageLoad signIn(String base, String door, ServerCost cost)
      throws IOException, InterruptedException {
    PageLoad load = new PageLoad(base, cost);
    Matcher token = TOKEN.matcher(load.get("/sign-in").body());
    if (!token.find()) {
      throw Failure.bug("the sign-in page has no form", null);
    }
    HttpResponse<String> in =
        load.client.send(
            HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "_csrf=%s&principal=%s".formatted(encoded(token.group(1)), encoded(door))))
                .build(),
            BodyHandlers.ofString());
    if (in.uri().getPath().equals("/sign-in")) {
      throw Failure.bug("nobody gets in as " + door, null);
    }
    return load;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> get(String page) throws IOException, InterruptedException {
    return client.send(request(page), BodyHandlers.ofString());
  }

  private HttpRequest request(String page) {
    return HttpRequest.newBuilder(URI.create(base + page))
        .header("Accept", "text/html,application/json")
        .build();
  }

  /**
   * Asks once, which nothing was kept for, and then again and again.
   *
   * @param rate requests a second
   */
  Measured measure(String page, double rate, int seconds) throws IOException, InterruptedException {
    long asked = MonotonicTime.SYSTEM.nanos();
    HttpResponse<String> first = get(page);
    double cold = (MonotonicTime.SYSTEM.nanos() - asked) / MILLIS;
    if (first.statusCode() != OK) {
      throw Failure.bug(page + " answers " + first.statusCode(), null);
    }
    int requests = (int) Math.max(1, rate * seconds);
    double[] times = new double[requests];
    CountDownLatch open = new CountDownLatch(requests);
    AtomicInteger failed = new AtomicInteger();
    AtomicLong ended = new AtomicLong();
    ServerCost.Spent before = cost.now();
    long from = MonotonicTime.SYSTEM.nanos();
    for (int i = 0; i < requests; i++) {
      long due = from + (long) (i * 1e9 / rate);
      var unused = MonotonicTime.SYSTEM.passUntil(due);
      int number = i;
      threads.execute(() -> {
        failed.addAndGet(ask(page) ? 0 : 1);
        long now = MonotonicTime.SYSTEM.nanos();
        times[number] = (now - due) / MILLIS;
        ended.accumulateAndGet(now, (one, other) -> one == 0 || other - one > 0 ? other : one);
        open.countDown();
      });
    }
    open.await();
    double cpu = cost.now().since(before).each(requests);
    Arrays.sort(times);
    return new Measured(
        cold,
        requests / ((ended.get() - from) / 1e9),
        at(times, 0.5),
        at(times, 0.95),
        at(times, 0.99),
        cpu,
        first.body().getBytes(StandardCharsets.UTF_8).length,
        failed.get());
  }

  private boolean ask(String page) {
    try {
      return client.send(request(page), BodyHandlers.discarding()).statusCode() < MANY;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  @Override
  public void close() {
    client.close();
    threads.close();
  }
}
