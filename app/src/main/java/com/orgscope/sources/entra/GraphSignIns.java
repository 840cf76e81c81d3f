package com.orgscope.sources.entra;

import com.orgscope.kernel.Failure;
import com.orgscope.sources.Page;
import com.orgscope.sources.PageWalk;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.ProviderResponse;
import com.orgscope.sources.RequestRate;
import com.orgscope.sources.Windows;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sign-ins from Microsoft Graph. A row's time is when the sign-in began, and it is seen a quarter
 * of an hour or more later; a next link holds within its window only. So windows are small, read to
 * the last page or again from their start, and read again as long as rows may still come.
 */
final class GraphSignIns {
  static final String INTERACTIVE = "interactive";
  static final String NON_INTERACTIVE = "non-interactive";

  /** Five questions in ten seconds for an application in a tenant. */
  private static final RequestRate PACE = new RequestRate(5, Duration.ofSeconds(10));

  /** Of 122 in ten seconds for an application in all tenants, less a few: networks bunch them. */
  private static final RequestRate EVERYBODYS_PACE = new RequestRate(116, Duration.ofSeconds(10));

  private static final Duration UNSAID_WAIT = Duration.ofSeconds(10);

  static final Windows.Plan PLAN =
      new Windows.Plan(
          List.of(
              new Windows.Reach(Duration.ZERO, Duration.ofMinutes(45)),
              new Windows.Reach(Duration.ofHours(1), Duration.ofHours(6)),
              new Windows.Reach(Duration.ofHours(24), Duration.ofHours(48))),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofHours(1));

  private GraphSignIns() {}

  static void check(ProviderClient providerClient) {
    Instant now = providerClient.now();
    Page.of(
        ask(
                providerClient,
                first(providerClient, INTERACTIVE, now.minus(Duration.ofMinutes(5)), now, 1),
                false)
            .body(),
        "value");
  }

  static int read(
      ProviderClient providerClient,
      String stream,
      Instant from,
      Instant until,
      Consumer<List<byte[]>> writer) {
    EntraAccess access = new EntraAccess(providerClient.connection());
    return PageWalk.read(
        providerClient,
        first(providerClient, stream, from, until, 1000),
        (link, before) -> {
          Page page = Page.of(ask(providerClient, link, before > 0).body(), "value");
          URI next = providerClient.follow(link, page.texts().get("@odata.nextLink"));
          if (next != null && !access.isOwn(next)) {
            throw Failure.operator(
                "a link of entra leads from "
                    + access.graph().getHost()
                    + " to another host, and the token was not sent there: find out who answers"
                    + " for it");
          }
          return new PageWalk.Given<>(page.elements(), next);
        },
        writer);
  }

  private static URI first(
      ProviderClient providerClient, String stream, Instant from, Instant until, int top) {
    boolean interactive = stream.equals(INTERACTIVE);
    String filter =
        (interactive ? "" : "signInEventTypes/any(t: t eq 'nonInteractiveUser') and ")
            + "createdDateTime ge "
            + from.truncatedTo(ChronoUnit.MILLIS)
            + " and createdDateTime lt "
            + until.truncatedTo(ChronoUnit.MILLIS);
    return new EntraAccess(providerClient.connection())
        .graph()
        .resolve(
            (interactive ? "/v1.0" : "/beta")
                + "/auditLogs/signIns?$filter="
                + encoded(filter)
                + "&$orderby="
                + encoded("createdDateTime asc")
                + "&$top="
                + top);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ProviderResponse ask(ProviderClient providerClient, URI link, boolean amidPages) {
    EntraAccess access = new EntraAccess(providerClient.connection());
    ProviderResponse answer = ask(providerClient, link, access);
    if (answer.status() == 401) {
      providerClient.dropToken();
      answer = ask(providerClient, link, access);
    }
    if (answer.isDone()) {
      return answer;
    }
    if (amidPages && answer.status() < 500 && answer.status() != 403) {
      throw Failure.retry("entra no longer knows its page: the window is read again", null);
    }
    throw switch (answer.status()) {
      case 401, 403 ->
          Failure.operator(
              "entra refused the credentials of tenant "
                  + providerClient.connection().tenant()
                  + " ("
                  + answer.status()
                  + "): the application needs AuditLog.Read.All with consent, and the directory a P1"
                  + " or P2 licence");
      case 400, 404 ->
          Failure.operator(
              "entra does not take the question (" + answer.status() + "): check 'directory-id'");
      default -> Failure.retry("entra could not answer (" + answer.status() + ")", null);
    };
  }

  private static ProviderResponse ask(ProviderClient providerClient, URI link, EntraAccess access) {
    return providerClient.ask(
        link,
        () -> HttpRequest.newBuilder().GET().header("Authorization", providerClient.token(access)),
        PACE,
        new RequestRate.Everybodys("ENTRA " + access.clientId(), EVERYBODYS_PACE),
        said -> said.isOverLimit() ? providerClient.retryAfter(said, UNSAID_WAIT) : null);
  }
}
