package com.orgscope.sources.google;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.sources.Page;
import com.orgscope.sources.PageWalk;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.ProviderResponse;
import com.orgscope.sources.RequestRate;
import com.orgscope.sources.SeatHolder;
import com.orgscope.sources.SeatList;
import com.orgscope.sources.WholeList;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Who has a licence of a product of Google's, or of one SKU of it. Google does not say since when.
 */
@Component
final class GoogleSeats implements SeatList {
  /** The most that Google gives at once. */
  private static final int PAGE = 100;

  /** All that Google allows. */
  private static final RequestRate PACE = new RequestRate(1, Duration.ofSeconds(1));

  private static final String PRODUCT = "[A-Za-z0-9_.-]{1,80}(/[A-Za-z0-9_.-]{1,80})?";

  @Override
  public String right() {
    return GoogleAccess.LICENCES;
  }

  @Override
  public Source source() {
    return Source.GOOGLE;
  }

  /** Of a product that the company may not have: that it is let in shows then too. */
  @Override
  public void check(ProviderClient providerClient) {
    ProviderResponse answer = answer(providerClient, "Google-Apps", "");
    if (!answer.isDone() && answer.status() != 400 && answer.status() != 404) {
      throw refused(providerClient, answer);
    }
  }

  @Override
  public String id(ProviderClient providerClient, String application) {
    if (!application.matches(PRODUCT)) {
      throw unknown(application);
    }
    return application;
  }

  @Override
  public List<SeatHolder> of(ProviderClient providerClient, String id) {
    Map<String, SeatHolder> byAccount = new LinkedHashMap<>();
    WholeList.read(
        providerClient,
        "",
        (token, before) -> {
          Page page = page(providerClient, id, token);
          String next = page.texts().getOrDefault("nextPageToken", "");
          return new PageWalk.Given<>(page.elements(), next.isBlank() ? null : next);
        },
        items ->
            items.forEach(item -> {
              String login = Page.text(item, "userId");
              if (login.isEmpty()) {
                throw Failure.retry("google tells of a licence without its user", null);
              }
              String account = login.toLowerCase(Locale.ROOT);
              byAccount.put(account, new SeatHolder(account, List.of(login), null, false));
            }));
    return List.copyOf(byAccount.values());
  }

  private static Failure unknown(String application) {
    return Failure.operator(
        ("google has no product '%s' for the company: write ids as Google's list of products and"
                + " SKUs has them, such as Google-Apps or Google-Apps/1010020020, and check '%s' of"
                + " the source")
            .formatted(application, GoogleAccess.CUSTOMER));
  }

  private static ProviderResponse answer(
      ProviderClient providerClient, String application, String token) {
    GoogleAccess access = new GoogleAccess(providerClient.connection(), GoogleAccess.LICENCES);
    URI link =
        access
            .licensing()
            .resolve(
                "/apps/licensing/v1/product/"
                    + application.replace("/", "/sku/")
                    + "/users?customerId="
                    + encoded(providerClient.connection().require(GoogleAccess.CUSTOMER))
                    + "&maxResults="
                    + PAGE
                    + (token.isEmpty() ? "" : "&pageToken=" + encoded(token)));
    ProviderResponse answer = ask(providerClient, access, link);
    if (answer.status() == 401) {
      providerClient.dropToken();
      answer = ask(providerClient, access, link);
    }
    return answer;
  }

  private static Page page(ProviderClient providerClient, String application, String token) {
    ProviderResponse answer = answer(providerClient, application, token);
    if (answer.isDone()) {
      return Page.of(answer.body(), "items");
    }
    if (answer.status() == 400 || answer.status() == 404) {
      throw token.isEmpty()
          ? unknown(application)
          : Failure.retry("google no longer knows its page", null);
    }
    throw refused(providerClient, answer);
  }

  private static Failure refused(ProviderClient providerClient, ProviderResponse answer) {
    return switch (answer.status()) {
      case 401, 403 ->
          Failure.operator(
              ("google does not let tenant %s read licences (%d): switch on the Enterprise License"
                      + " Manager API of the account's project, delegate %s to the account, see that"
                      + " '%s' manages licences, and check '%s'")
                  .formatted(
                      providerClient.connection().tenant(),
                      answer.status(),
                      GoogleAccess.LICENCES,
                      GoogleAccess.ADMIN,
                      GoogleAccess.CUSTOMER));
      default -> Failure.retry("google could not answer (" + answer.status() + ")", null);
    };
  }

  private static ProviderResponse ask(
      ProviderClient providerClient, GoogleAccess access, URI link) {
    return providerClient.ask(
        link,
        () -> HttpRequest.newBuilder().GET().header("Authorization", providerClient.token(access)),
        PACE,
        new GoogleReports.OverLimit(providerClient));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
