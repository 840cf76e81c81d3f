package com.orgscope.bench;

import com.orgscope.kernel.Failure;
import com.orgscope.llm.scripted.ScriptedProvider;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** The network's part of asking: the same wire and sizes, and nothing around it. */
final class BareCalls {
  /** As long as a question of the agent with its schema. */
  private static final int SYSTEM_CHARACTERS = 9_000;

  private static final int MOST_TRIES = 10;

  private final HttpRequest request;

  BareCalls(StubModelProcess provider) {
    String body =
        """
        {"model": "claude-haiku-5-5", "max_tokens": 700, "system": "%s",
         "messages": [{"role": "user",
           "content": "F1: \\"GitHub\\", Source control, over half of the use"}],
         "output_config": {"format": {"type": "json_schema", "schema": {"type": "object",
           "properties": {"roles": {"type": "array", "items": {"type": "object",
             "properties": {"category": {"type": "string", "enum": ["Engineering"]}}}}}}}}}
        """
            .formatted("x".repeat(SYSTEM_CHARACTERS));
    request =
        HttpRequest.newBuilder(URI.create(provider.url() + "/v1/messages"))
            .header("x-api-key", ScriptedProvider.KEY)
            .header("anthropic-version", "2023-06-01")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
  }

  /** Seconds of processor time of this process for so many calls. */
  double cpuSeconds(int calls, int inFlight) throws Exception {
    Semaphore places = new Semaphore(inFlight);
    return CpuClock.seconds(() -> {
      try (HttpClient client =
              HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
          ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
          places.acquire();
          all.add(
              threads.submit(() -> {
                try {
                  send(client);
                  return null;
                } finally {
                  places.release();
                }
              }));
        }
        for (Future<?> call : all) {
          call.get();
        }
      }
    });
  }

  /** Once more where the server closed a connection just as it was to be used again. */
  private void send(HttpClient client) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        int status = client.send(request, BodyHandlers.ofString()).statusCode();
        if (status != HttpURLConnection.HTTP_OK) {
          throw Failure.bug("the scripted model answered " + status, null);
        }
        return;
      } catch (IOException e) {
        if (tries == MOST_TRIES) {
          throw Failure.retry("the scripted model cannot be reached", e);
        }
      }
    }
  }
}
