package com.orgscope.sources.entra;

import com.orgscope.kernel.Failure;
import com.orgscope.sources.Page;
import com.orgscope.sources.PageWalk;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.ProviderResponse;
import com.orgscope.sources.RequestRate;
import com.orgscope.sources.WholeList;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Asks Microsoft Graph for what a directory holds, list by list to its last page. */
record GraphDirectory(ProviderClient providerClient) {
  /** A tenth of what Graph lets an application ask of the smallest directory. */
  private static final RequestRate PACE = new RequestRate(10, Duration.ofSeconds(1));

  private static final Duration UNSAID_WAIT = Duration.ofSeconds(10);

  /**
   * @param permission what the application needs for it
   * @throws Failure for the operator, if the application lacks it; of kind RETRY, if the list did
   *     not come to its end
   */
  void read(String path, String permission, Consumer<List<byte[]>> elements) {
    EntraAccess access = new EntraAccess(providerClient.connection());
    WholeList.read(
        providerClient,
        access.graph().resolve(path),
        (link, before) -> {
          ProviderResponse answer = ask(access, link, permission);
          if (!answer.isDone()) {
            throw Failure.retry("entra no longer knows what it listed a moment ago", null);
          }
          Page page = Page.of(answer.body(), "value");
          URI next = providerClient.follow(link, page.texts().get("@odata.nextLink"));
          return new PageWalk.Given<>(page.elements(), next);
        },
        elements);
  }

  /** One thing, or that it was not found. */
  ProviderResponse find(String path, String permission) {
    EntraAccess access = new EntraAccess(providerClient.connection());
    return WholeList.asked(
        providerClient, () -> ask(access, access.graph().resolve(path), permission));
  }

  private ProviderResponse ask(EntraAccess access, URI link, String permission) {
    if (!access.isOwn(link)) {
      throw Failure.operator(
          "a link of entra leads from "
              + access.graph().getHost()
              + " to another host, and the token was not sent there: find out who answers for it");
    }
    ProviderResponse answer = ask(access, link);
    if (answer.status() == 401) {
      providerClient.dropToken();
      answer = ask(access, link);
    }
    if (answer.isDone() || answer.status() == 404) {
      return answer;
    }
    throw switch (answer.status()) {
      case 401, 403 ->
          Failure.operator(
              "entra does not let tenant %s read this (%d): grant the application %s with consent"
                  .formatted(providerClient.connection().tenant(), answer.status(), permission));
      case 400 ->
          Failure.operator("entra does not take the question (400): check 'graph' of the source");
      default -> Failure.retry("entra could not answer (" + answer.status() + ")", null);
    };
  }

  private ProviderResponse ask(EntraAccess access, URI link) {
    return providerClient.ask(
        link,
        () -> HttpRequest.newBuilder().GET().header("Authorization", providerClient.token(access)),
        PACE,
        said -> said.isOverLimit() ? providerClient.retryAfter(said, UNSAID_WAIT) : null);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
