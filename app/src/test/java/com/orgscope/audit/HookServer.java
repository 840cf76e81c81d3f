package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of webhooks over HTTPS. */
final class HookServer implements Receiver {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile Fault fault = Fault.NONE;
  private volatile int status = 204;
  private volatile Map<String, String> headers = Map.of();

  record Request(String delivery, String signature, String body) {}

  HookServer(TestCertificate certificate) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    server.createContext("/audit", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "https://localhost:" + server.getAddress().getPort() + "/audit";
  }

  private void answer(HttpExchange exchange) throws IOException {
    Fault now = fault;
    if (now == Fault.BREAKS_OFF) {
      exchange.getRequestBody().readNBytes(10);
      exchange.close();
      return;
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (status < 300) {
      requests.add(
          new Request(
              exchange.getRequestHeaders().getFirst("Orgscope-Delivery"),
              exchange.getRequestHeaders().getFirst("Orgscope-Signature"),
              body));
    }
    if (now == Fault.SAYS_NOTHING) {
      try {
        ending.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (now == Fault.NONE) {
      headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(status, -1);
    }
    exchange.close();
  }

  /** What it answers from now on. */
  void answers(int code, Map<String, String> with) {
    status = code;
    headers = with;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void next(Fault next) {
    fault = next;
  }

  @Override
  public List<String> letters() {
    List<String> letters = new ArrayList<>();
    for (Request request : requests) {
      for (JsonNode letter : JSON.readTree(request.body())) {
        letters.add(letter.toString());
      }
    }
    return letters;
  }

  @Override
  public void close() {
    ending.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
