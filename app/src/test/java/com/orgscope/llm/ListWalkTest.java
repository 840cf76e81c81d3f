package com.orgscope.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.egress.Recorder;
import com.orgscope.llm.BatchPort.Search;
import com.orgscope.llm.anthropic.TestAnthropic;
import com.orgscope.llm.openai.TestOpenAi;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lost batch is looked for in a list that may lead nowhere, in circles, or on for ever. */
class ListWalkTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String NOTHING = "{\"data\":[],\"has_more\":%s,\"last_id\":%s}";

  private final List<String> asked = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();
  private HttpServer server;

  enum Wire {
    ANTHROPIC,
    OPENAI
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
          String page = pages.get((asked.size() - 1) % pages.size());
          byte[] body = page.replace("FRESH", "id-" + asked.size()).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private Search find(Wire wire) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    BatchPort port =
        wire == Wire.ANTHROPIC
            ? TestAnthropic.batches(TestModels.settings(url, ""))
            : TestOpenAi.batches(TestModels.settings("", url));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return port.find(
          new BatchPort.Lost("night-1", NOW, 3, Set.of()),
          new HttpCall(http, () -> NOW, Duration.ofSeconds(20), new StopSignal(), Recorder.NONE));
    }
  }

  private void page(boolean more, @Nullable String last) {
    pages.add(NOTHING.formatted(more, last == null ? "null" : "\"" + last + "\""));
  }

  @ParameterizedTest
  @EnumSource
  void a_list_that_ends_without_it_does_not_have_it(Wire wire) {
    page(true, "a");
    page(true, "b");
    page(false, "c");
    assertThat(find(wire)).isInstanceOf(Search.Absent.class);
    assertThat(asked).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void a_page_that_says_there_is_more_and_not_where_leaves_it_unclear(Wire wire) {
    page(true, null);
    assertThat(find(wire)).isInstanceOf(Search.Unclear.class);
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void a_page_that_leads_to_itself_leaves_it_unclear(Wire wire) {
    page(true, "a");
    assertThat(find(wire)).isInstanceOf(Search.Unclear.class);
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void two_pages_in_turn_leave_it_unclear(Wire wire) {
    page(true, "a");
    page(true, "b");
    assertThat(find(wire)).isInstanceOf(Search.Unclear.class);
    assertThat(asked).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void ever_new_pages_are_followed_ten_times(Wire wire) {
    page(true, "FRESH");
    assertThat(find(wire)).isInstanceOf(Search.Unclear.class);
    assertThat(asked).hasSize(10);
  }

  @ParameterizedTest
  @EnumSource
  void a_place_with_what_no_address_may_hold_is_asked_for(Wire wire) {
    page(true, "a b&c");
    page(false, null);
    assertThat(find(wire)).isInstanceOf(Search.Absent.class);
    assertThat(asked.get(1)).endsWith("=a+b%26c");
  }
}
