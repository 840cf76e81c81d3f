package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.audit.Destination.Outcome;
import com.orgscope.egress.Recorder;
import com.orgscope.state.Hmac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDestinationTest extends DestinationContract {
  private static final String SECRET = "a-secret-of-the-tests-0123456789";
  private static final String NEXT = "the-next-secret-of-the-tests-012";
  private static final Instant NOW = Instant.ofEpochSecond(1_796_000_000);

  @Override
  Receiver receiver(TestCertificate shown) throws IOException {
    return new HookServer(shown);
  }

  @Override
  Destination destination(Receiver to, TestCertificate trusted, Duration limit) {
    try {
      Path keys = folder.resolve("keys.txt");
      if (!Files.exists(keys)) {
        Files.writeString(keys, SECRET + "\n");
      }
      return new WebhookDestination(
          new AuditSettings.Webhook(((HookServer) to).url(), keys, trusted.pem(), true),
          limit,
          () -> NOW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  List<String> words(Receiver to) throws IOException {
    return List.of(
        "webhook",
        ((HookServer) to).url(),
        CERTIFICATE.pem().toString(),
        Files.writeString(folder.resolve("keys.txt"), SECRET + "\n").toString());
  }

  /** While a secret is carried over, what is sent is signed with both. */
  @Test
  void what_is_sent_is_signed_with_each_secret_and_has_an_id() throws IOException {
    try (HookServer server = new HookServer(CERTIFICATE);
        Destination to = destination(server, CERTIFICATE, LIMIT)) {
      Files.writeString(folder.resolve("keys.txt"), NEXT + "\n\n" + SECRET + "\n");
      assertThat(to.send(letters(2), Recorder.NONE)).isEqualTo(new Outcome.Taken());
      HookServer.Request request = server.requests().getFirst();
      assertThat(request.delivery()).isEqualTo("acme:entry:1..acme:entry:2");
      assertThat(request.signature())
          .isEqualTo(
              "t=1796000000,v1=%s,v1=%s".formatted(mac(NEXT, request), mac(SECRET, request)));
    }
  }

  private static String mac(String secret, HookServer.Request request) {
    byte[] signed = ("1796000000." + request.body()).getBytes(UTF_8);
    return HexFormat.of().formatHex(Hmac.of(secret.getBytes(UTF_8), signed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "too-short"})
  void without_a_secret_nothing_is_sent(String secrets) throws IOException {
    try (HookServer server = new HookServer(CERTIFICATE);
        Destination to = destination(server, CERTIFICATE, LIMIT)) {
      Files.writeString(folder.resolve("keys.txt"), secrets);
      assertThat(to.send(letters(1), Recorder.NONE)).isInstanceOf(Outcome.Failed.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void an_answer_that_it_went_wrong_is_told_and_a_wait_that_is_asked_for_is_kept()
      throws IOException {
    try (HookServer server = new HookServer(CERTIFICATE);
        HookServer elsewhere = new HookServer(CERTIFICATE);
        Destination to = destination(server, CERTIFICATE, LIMIT)) {
      server.answers(429, Map.of("Retry-After", "120"));
      assertThat(to.send(letters(1), Recorder.NONE))
          .isEqualTo(new Outcome.Failed("localhost answers 429", Duration.ofMinutes(2)));
      server.answers(503, Map.of("Retry-After", "Fri, 31 Dec 2027 23:59:59 GMT"));
      assertThat(to.send(letters(1), Recorder.NONE))
          .isEqualTo(new Outcome.Failed("localhost answers 503", null));
      server.answers(307, Map.of("Location", elsewhere.url()));
      assertThat(to.send(letters(1), Recorder.NONE))
          .as("it is not led elsewhere")
          .isEqualTo(new Outcome.Failed("localhost answers 307", null));
      assertThat(elsewhere.requests()).isEmpty();
    }
  }
}
