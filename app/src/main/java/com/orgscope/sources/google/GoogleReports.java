package com.orgscope.sources.google;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.sources.Connection;
import com.orgscope.sources.Page;
import com.orgscope.sources.PageWalk;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.ProviderResponse;
import com.orgscope.sources.PushChannels;
import com.orgscope.sources.RequestRate;
import com.orgscope.sources.StreamPoll;
import com.orgscope.sources.Windows;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads Google's activity reports of sign-ins, OAuth tokens and SAML. Google gives the newest first
 * and lets events come hours late with their old time, so a window counts as read only when its
 * last page was, and is read again as long as something may still come. A page without items may
 * have another one behind it: only the missing token is the end.
 */
@Component
final class GoogleReports implements Provider {
  static final List<String> APPLICATIONS = List.of("login", "token", "saml");

  private static final int PAGE = 1000;
  private static final Duration DELETED_AFTER = Duration.ofDays(180);
  private static final Duration SETTLED_AFTER = Duration.ofHours(4);

  /** A third of what one user of a project may ask. */
  static final RequestRate PACE = new RequestRate(800, Duration.ofMinutes(1));

  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

  /**
   * Sign-ins and SAML come within minutes to three hours, tokens up to a day late; whatever comes
   * later is found at night.
   */
  private static final Windows.Plan PLAN =
      new Windows.Plan(
          List.of(
              new Windows.Reach(Duration.ZERO, Duration.ofHours(3)),
              new Windows.Reach(Duration.ofHours(1), Duration.ofHours(24)),
              new Windows.Reach(Duration.ofHours(24), Duration.ofHours(48))),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofHours(24));

  private static final Pattern QUOTA =
      Pattern.compile("rateLimitExceeded|userRateLimitExceeded|quotaExceeded");

  @Override
  public String right() {
    return GoogleAccess.READ_REPORTS;
  }

  @Override
  public Source source() {
    return Source.GOOGLE;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(GoogleAccess.SERVICE_ACCOUNT, true, "the JSON file of the account's key"),
        new Setting(GoogleAccess.ADMIN, false, "the administrator it acts for"),
        new Setting(GoogleAccess.API, false, "another address of the API"),
        new Setting(GoogleAccess.CUSTOMER, false, "the company's id at Google, for licences"),
        new Setting(GoogleAccess.LICENSING, false, "another address of the API of licences"),
        new Setting(PushChannels.ADDRESS, false, "where Google may push to: https://host"));
  }

  @Override
  public void requireWhole(Connection connection) {
    GoogleAccess access = new GoogleAccess(connection, GoogleAccess.READ_REPORTS);
    access.api();
    access.licensing();
    access.form(Instant.EPOCH);
    connection.address(PushChannels.ADDRESS);
  }

  @Override
  public List<String> streams(Connection connection) {
    return APPLICATIONS;
  }

  @Override
  public Keeping keeping() {
    return new Keeping(DELETED_AFTER, SETTLED_AFTER);
  }

  @Override
  public Duration firstRetry() {
    return FIRST_RETRY;
  }

  @Override
  public void check(Connection connection, ProviderClient providerClient) {
    Instant now = providerClient.now();
    URI uri = uri(providerClient, "login", now.minus(Duration.ofMinutes(5)), now, "&maxResults=1");
    Page.of(ask(providerClient, uri, false).body(), "items");
  }

  @Override
  public Progress poll(StreamPoll poll) {
    return Windows.poll(poll, this, PLAN);
  }

  @Override
  public int read(
      ProviderClient providerClient,
      String stream,
      Instant from,
      Instant until,
      Consumer<List<byte[]>> writer) {
    return PageWalk.read(
        providerClient,
        "",
        (token, before) -> {
          String more =
              "&maxResults=" + PAGE + (token.isEmpty() ? "" : "&pageToken=" + encoded(token));
          ProviderResponse answer =
              ask(providerClient, uri(providerClient, stream, from, until, more), before > 0);
          Page page = Page.of(answer.body(), "items");
          String next = page.texts().getOrDefault("nextPageToken", "");
          return new PageWalk.Given<>(page.elements(), next.isBlank() ? null : next);
        },
        writer);
  }

  @Override
  public @Nullable Instant happened(byte[] item) {
    try {
      return Instant.parse(Page.text(item, "id", "time"));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static URI uri(
      ProviderClient providerClient, String application, Instant from, Instant until, String more) {
    return new GoogleAccess(providerClient.connection(), GoogleAccess.READ_REPORTS)
        .api()
        .resolve(
            "/admin/reports/v1/activity/users/all/applications/"
                + application
                + "?startTime="
                + encoded(from.truncatedTo(ChronoUnit.MILLIS).toString())
                + "&endTime="
                + encoded(until.truncatedTo(ChronoUnit.MILLIS).toString())
                + more);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ProviderResponse ask(ProviderClient providerClient, URI uri, boolean amidPages) {
    GoogleAccess access = new GoogleAccess(providerClient.connection(), GoogleAccess.READ_REPORTS);
    ProviderResponse answer = ask(providerClient, uri, access);
    if (answer.status() == 401) {
      providerClient.dropToken();
      answer = ask(providerClient, uri, access);
    }
    if (answer.isDone()) {
      return answer;
    }
    if (answer.status() == 400 && amidPages) {
      throw Failure.retry("google no longer knows its page: the window is read again", null);
    }
    throw switch (answer.status()) {
      case 401, 403 ->
          Failure.operator(
              "google refused the credentials of tenant "
                  + providerClient.connection().tenant()
                  + " ("
                  + answer.status()
                  + "): the account needs domain-wide delegation for admin.reports.audit.readonly, and"
                  + " '"
                  + GoogleAccess.ADMIN
                  + "' must be an administrator's");
      case 400, 404 ->
          Failure.operator("google does not take the question (" + answer.status() + ")");
      default -> Failure.retry("google could not answer (" + answer.status() + ")", null);
    };
  }

  private static ProviderResponse ask(ProviderClient providerClient, URI uri, GoogleAccess access) {
    return providerClient.ask(
        uri,
        () -> HttpRequest.newBuilder().GET().header("Authorization", providerClient.token(access)),
        PACE,
        new OverLimit(providerClient));
  }

  /** Over the quota is 503, at some of Google's doors 429 or a 403 that says so. */
  static final class OverLimit implements Function<ProviderResponse, @Nullable Instant> {
    private final ProviderClient providerClient;
    private Duration wait = FIRST_RETRY;

    OverLimit(ProviderClient providerClient) {
      this.providerClient = providerClient;
    }

    @Override
    public @Nullable Instant apply(ProviderResponse answer) {
      boolean over =
          answer.status() == 503
              || answer.isOverLimit()
              || (answer.status() == 403
                  && QUOTA.matcher(new String(answer.body(), StandardCharsets.UTF_8)).find());
      if (!over) {
        return null;
      }
      Instant again = providerClient.now().plus(wait);
      wait = wait.multipliedBy(2);
      return again;
    }
  }
}
