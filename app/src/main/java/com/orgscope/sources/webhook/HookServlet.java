package com.orgscope.sources.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.access.RateLimit;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.sources.webhook.HookReply.Because;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /hooks/TENANT/PROVIDER}. It answers within its deadline, whatever the log and the database
 * do: what is not durable by then is answered 503, and if it becomes durable after all, the copy
 * that comes later counts once. A body is taken as it is; what is in it is found out behind the
 * log.
 */
final class HookServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(HookServlet.class);
  private static final Set<String> ENCODINGS = Set.of("", "identity", "gzip", "zstd");
  private static final Executor THREADS =
      task -> Thread.ofVirtual().name("hook").start(Database.under(Login.INGEST, task));

  private final transient List<Hook> hooks;
  private final transient WebhookSettings settings;
  private final transient RateLimit allowance;
  private final transient HookCounters counters;
  private final transient HeldBytes inHand;

  HookServlet(
      List<Hook> hooks, WebhookSettings settings, RateLimit allowance, HookCounters counters) {
    this.hooks = List.copyOf(hooks);
    this.settings = settings;
    this.allowance = allowance;
    this.counters = counters;
    this.inHand = new HeldBytes(settings.maxInFlightSize().toBytes());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(reply(request), response);
  }

  HeldBytes inHand() {
    return inHand;
  }

  private HookReply reply(HttpServletRequest request) throws IOException {
    String path = request.getPathInfo();
    String[] steps = (path == null ? "" : path).split("/");
    Optional<Hook> hook =
        steps.length == 3
            ? hooks.stream().filter(one -> one.word().equals(steps[2])).findFirst()
            : Optional.empty();
    Optional<TenantId> tenant = steps.length == 3 ? tenant(steps[1]) : Optional.empty();
    if (hook.isEmpty() || tenant.isEmpty()) {
      return new HookReply.Wrong(404, "Nothing here", "An address is /hooks/TENANT/PROVIDER.");
    }
    if (!Set.of("GET", "POST").contains(request.getMethod())) {
      return new HookReply.Wrong(405, "Not here", "Deliveries are posted.");
    }
    return reply(request, hook.get(), tenant.get());
  }

  private HookReply reply(HttpServletRequest request, Hook hook, TenantId tenant)
      throws IOException {
    long end = System.nanoTime() + settings.responseTimeout().toNanos();
    HookRequest hookRequest = HookRequest.of(request);
    Optional<HookReply> early =
        await(
            end,
            CompletableFuture.supplyAsync(() -> hook.verify(tenant, hookRequest), THREADS),
            because -> Optional.of(later(because)));
    if (early.isPresent()) {
      counters.withoutSecret(hook.word(), early.get());
      return early.get();
    }
    HookReply reply =
        allowance.take(tenant)
            ? take(request, end, body -> hook.take(tenant, hookRequest, body))
            : later(Because.RATE_LIMITED);
    counters.answered(hook.word(), tenant, reply);
    return reply;
  }

  private static Optional<TenantId> tenant(String text) {
    try {
      return Optional.of(new TenantId(text));
    } catch (Failure e) {
      return Optional.empty();
    }
  }

  private HookReply take(HttpServletRequest request, long end, Function<byte[], HookReply> work)
      throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    if (!ENCODINGS.contains(encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT))) {
      return new HookReply.Wrong(415, "Unknown encoding", "A body is plain, gzip or zstd.");
    }
    long most = settings.maxBodySize().toBytes();
    long said = request.getContentLengthLong();
    if (said > most) {
      return tooLarge();
    }
    long room = said < 0 ? most : said;
    if (!inHand.take(room)) {
      return later(Because.OVERLOADED);
    }
    byte[] body;
    try {
      body = read(request.getInputStream(), room);
    } catch (IOException e) {
      inHand.giveBack(room);
      throw e;
    }
    if (body == null) {
      inHand.giveBack(room);
      return said < 0 ? tooLarge() : new HookReply.Wrong(400, "Cut off", "The body is not whole.");
    }
    return await(
        end, CompletableFuture.supplyAsync(() -> taken(work, body, room), THREADS), this::later);
  }

  /** However long it takes, its bytes are in hand until it ends. */
  private HookReply taken(Function<byte[], HookReply> work, byte[] body, long room) {
    try {
      return work.apply(body);
    } finally {
      inHand.giveBack(room);
    }
  }

  /** Null if there are more bytes than there is room for, or fewer than were said. */
  private static byte @Nullable [] read(InputStream in, long room) throws IOException {
    byte[] body = in.readNBytes((int) room);
    return in.read() < 0 ? body : null;
  }

  /** Our own trouble is no 4xx: whoever reads one never comes again. */
  private static <T> T await(long end, CompletableFuture<T> work, Function<Because, T> otherwise) {
    try {
      return work.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.warn("A delivery was not durable in time and was answered 503");
      return otherwise.apply(Because.TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise.apply(Because.TIMEOUT);
    } catch (ExecutionException e) {
      boolean away =
          e.getCause() instanceof Failure failure && failure.kind() == Failure.Kind.RETRY;
      if (!away) {
        LOG.error("A delivery met a mistake of ours and was answered 503", e.getCause());
      }
      return otherwise.apply(Because.ERROR);
    }
  }

  private HookReply later(Because because) {
    return new HookReply.Later(because, settings.retryAfter());
  }

  private HookReply tooLarge() {
    return new HookReply.Wrong(
        413, "Too large", "A delivery has at most " + settings.maxBodySize().toBytes() + " bytes.");
  }

  private static void write(HookReply reply, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    switch (reply) {
      case HookReply.Taken taken -> response.setStatus(204);
      case HookReply.Verified verified -> {
        response.setStatus(200);
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("verification", verified.challenge());
        write(body, "application/json", response);
      }
      case HookReply.Later later -> {
        response.setHeader("Retry-After", Long.toString(seconds(later.retryAfter())));
        problem(503, later.because().title(), later.because().detail(), response);
      }
      case HookReply.Wrong wrong -> {
        if (wrong.status() == 401) {
          response.setHeader("WWW-Authenticate", "Bearer");
        }
        problem(wrong.status(), wrong.title(), wrong.detail(), response);
      }
    }
  }

  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** RFC 9457. */
  private static void problem(
      int status, String title, @Nullable String detail, HttpServletResponse response)
      throws IOException {
    response.setStatus(status);
    ObjectNode problem = JsonMapper.shared().createObjectNode();
    problem.put("type", "about:blank").put("title", title).put("status", status);
    if (detail != null) {
      problem.put("detail", detail);
    }
    write(problem, "application/problem+json", response);
  }

  private static void write(ObjectNode body, String type, HttpServletResponse response)
      throws IOException {
    byte[] bytes = JsonMapper.shared().writeValueAsString(body).getBytes(UTF_8);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
