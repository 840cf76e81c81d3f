package com.orgscope.sources.okta;

import com.orgscope.kernel.Failure;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.ProviderResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Asks an Okta organization within its limits, and leaves some of them to others. */
final class OktaQuestions {
  /** What is left of the limit for others; at zero Okta writes to the administrators. */
  private static final double KEPT_OF_LIMIT = 0.1;

  private static final Duration USUAL_WINDOW = Duration.ofMinutes(1);

  private OktaQuestions() {}

  /**
   * Asks for what a link leads to.
   *
   * @throws Failure for the operator, if it leads away from the organization
   */
  static ProviderResponse ask(ProviderClient providerClient, OktaAccess access, URI link) {
    if (!access.isOwn(link)) {
      throw Failure.operator(
          "a link of okta leads from "
              + access.org().getHost()
              + " to another host, and the token was not sent there: find out who answers for it");
    }
    ProviderResponse answer =
        providerClient.ask(
            link,
            () -> access.question(providerClient, link),
            access.pace(),
            said -> again(providerClient, said));
    if (answer.status() == 401 && !access.byToken()) {
      providerClient.dropToken();
      answer =
          providerClient.ask(
              link,
              () -> access.question(providerClient, link),
              access.pace(),
              said -> again(providerClient, said));
    }
    leaveSome(providerClient, answer);
    return answer;
  }

  /** When Okta wants to be asked again; null if this is an answer. */
  private static @Nullable Instant again(ProviderClient providerClient, ProviderResponse said) {
    if (!said.isOverLimit()) {
      return null;
    }
    if (number(said, "X-Rate-Limit-Limit") == 0 && number(said, "X-Rate-Limit-Remaining") == 0) {
      // Too many questions at once: the reset is a guess, so the wait doubles instead.
      throw Failure.retry("okta has too many questions of this organization at once", null);
    }
    return reset(providerClient, said);
  }

  /** Stops before the limit is used up, for all who ask for this tenant. */
  private static void leaveSome(ProviderClient providerClient, ProviderResponse answer) {
    long limit = number(answer, "X-Rate-Limit-Limit");
    long remaining = number(answer, "X-Rate-Limit-Remaining");
    if (limit > 0 && remaining >= 0 && remaining - 1 < Math.ceil(limit * KEPT_OF_LIMIT)) {
      providerClient.closeUntil(reset(providerClient, answer));
    }
  }

  /** The reset is a point in time of Okta's clock, in whole seconds. */
  private static Instant reset(ProviderClient providerClient, ProviderResponse answer) {
    long seconds = number(answer, "X-Rate-Limit-Reset");
    if (seconds <= 0) {
      return providerClient.now().plus(USUAL_WINDOW);
    }
    Instant reset = providerClient.localTime(answer, Instant.ofEpochSecond(seconds));
    Instant latest = providerClient.now().plus(USUAL_WINDOW.multipliedBy(10));
    return (reset.isAfter(latest) ? latest : reset)
        .plusMillis(500 + ThreadLocalRandom.current().nextLong(1000));
  }

  private static long number(ProviderResponse answer, String header) {
    String text = answer.header(header).orElse("");
    return text.matches("\\d{1,15}") ? Long.parseLong(text) : -1;
  }
}
