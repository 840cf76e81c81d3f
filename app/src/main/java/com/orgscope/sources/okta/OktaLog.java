package com.orgscope.sources.okta;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.sources.Connection;
import com.orgscope.sources.Link;
import com.orgscope.sources.Page;
import com.orgscope.sources.PageWalk;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.ProviderResponse;
import com.orgscope.sources.StreamPoll;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Polls Okta's System Log: ascending and without an end, which Okta orders by when it kept an event
 * and of which it leaves out none. The link to the next page is the cursor; an empty page means
 * that there is no more now, and its link is asked again later.
 *
 * <p>A link that Okta no longer takes is replaced by a time: {@code published} of the last event of
 * the last page, less an overlap. An event is kept no earlier than it is published, so no event
 * behind the cursor was kept before that time.
 */
@Component
final class OktaLog implements Provider {
  private static final String STREAM = "system-log";
  private static final int PAGE = 1000;
  private static final int PAGES_A_TURN = 20;

  /** How far a lost cursor is set back, for clocks of Okta's that disagree. */
  private static final Duration OVERLAP = Duration.ofMinutes(15);

  /** Okta refuses a beginning that is 180 days back. */
  private static final Duration LONGEST_BACK = Duration.ofDays(179);

  private static final Duration DELETED_AFTER = Duration.ofDays(90);
  private static final Duration SETTLED_AFTER = Duration.ofHours(1);

  /** Tries after which a page that is no JSON is handed over as it is. */
  private static final int TRIES_OF_A_BROKEN_PAGE = 3;

  @Override
  public String right() {
    return OktaAccess.READ_LOGS;
  }

  @Override
  public Source source() {
    return Source.OKTA;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(OktaAccess.ORG, false, "the organization, https://example.okta.com"),
        new Setting(OktaAccess.API_TOKEN, true, "an API token"),
        new Setting(OktaAccess.CLIENT_ID, false, "a service application instead of a token"),
        new Setting(OktaAccess.PRIVATE_KEY, true, "the application's key, PEM in PKCS #8"),
        new Setting(OktaAccess.KEY_ID, false, "how Okta calls that key"),
        new Setting(
            OktaAccess.QUESTIONS_A_MINUTE, false, "what Okta lets it ask, if not the usual 60"));
  }

  @Override
  public void requireWhole(Connection connection) {
    new OktaAccess(connection, OktaAccess.READ_LOGS).requireWhole();
  }

  @Override
  public List<String> streams(Connection connection) {
    return List.of(STREAM);
  }

  @Override
  public Keeping keeping() {
    return new Keeping(DELETED_AFTER, SETTLED_AFTER);
  }

  @Override
  public void check(Connection connection, ProviderClient providerClient) {
    OktaAccess access = new OktaAccess(connection, OktaAccess.READ_LOGS);
    Instant since = providerClient.now().minus(Duration.ofMinutes(5));
    ProviderResponse answer =
        OktaQuestions.ask(providerClient, access, logs(access, "limit=1&since=" + encoded(since)));
    if (!answer.isDone()) {
      throw refused(connection, answer);
    }
    Page.of(answer.body(), null);
  }

  @Override
  public Progress poll(StreamPoll poll) {
    OktaAccess access = new OktaAccess(poll.connection(), OktaAccess.READ_LOGS);
    OktaCursor cursor = OktaCursor.parse(poll.cursor());
    PageWalk<URI> walk = new PageWalk<>(link(poll, access, cursor));
    for (int pages = 0; pages < PAGES_A_TURN && !poll.ending(); pages++) {
      URI link = link(poll, access, cursor);
      ProviderResponse answer = OktaQuestions.ask(poll, access, link);
      if (isLost(answer) && cursor.next() != null) {
        cursor = OktaCursor.lost(cursor.last());
        poll.move(cursor.text());
        continue;
      }
      if (!answer.isDone()) {
        throw refused(poll.connection(), answer);
      }
      URI next = next(poll, link, answer);
      Page page = page(poll, answer, next != null);
      if (page == null) {
        poll.deliverAsTheyCame(answer.body());
        cursor = OktaCursor.at(next, cursor.last());
        poll.move(cursor.text());
        continue;
      }
      PageWalk.Step step = walk.step(page.elements(), next);
      if (walk.isNew()) {
        poll.deliver(page.elements(), newest(page));
      }
      cursor = OktaCursor.at(next, last(page, cursor.last()));
      if (step == PageWalk.Step.CIRCLE) {
        poll.notWhole(PageWalk.circle(poll.connection()));
        poll.move(cursor.outOfCircle().text());
        return Progress.MORE;
      }
      poll.move(cursor.text());
      // Okta promises the link always; without one the log is read on by time, later.
      if (page.elements().isEmpty() || next == null) {
        return Progress.CAUGHT_UP;
      }
    }
    return Progress.MORE;
  }

  /** Bounded: ordered by {@code published}, and the last page has no next link. */
  @Override
  public int read(
      ProviderClient providerClient,
      String stream,
      Instant from,
      Instant until,
      Consumer<List<byte[]>> writer) {
    OktaAccess access = new OktaAccess(providerClient.connection(), OktaAccess.READ_LOGS);
    URI first =
        logs(access, "limit=" + PAGE + "&since=" + encoded(from) + "&until=" + encoded(until));
    return PageWalk.read(
        providerClient,
        first,
        (link, before) -> {
          ProviderResponse answer = OktaQuestions.ask(providerClient, access, link);
          if (!answer.isDone()) {
            throw isLost(answer) && before > 0
                ? Failure.retry("okta forgot its link amid the pages of a window", null)
                : refused(providerClient.connection(), answer);
          }
          return new PageWalk.Given<>(
              Page.of(answer.body(), null).elements(), next(providerClient, link, answer));
        },
        writer);
  }

  private static @Nullable URI next(
      ProviderClient providerClient, URI link, ProviderResponse answer) {
    return providerClient.follow(link, LinkHeader.find(answer.lines("Link"), "next").orElse(null));
  }

  @Override
  public @Nullable Instant happened(byte[] event) {
    return published(event);
  }

  private static boolean isLost(ProviderResponse answer) {
    return answer.status() == 400 || answer.status() == 404 || answer.status() == 410;
  }

  private static URI link(StreamPoll poll, OktaAccess access, OktaCursor cursor) {
    String next = cursor.next();
    if (next == null) {
      Instant last = cursor.last();
      Instant since = last == null ? poll.connection().since() : last.minus(OVERLAP);
      since = cursor.since() == null ? since : cursor.since();
      Instant earliest = poll.now().minus(LONGEST_BACK);
      since = since.isBefore(earliest) ? earliest : since;
      return logs(access, "limit=" + PAGE + "&sortOrder=ASCENDING&since=" + encoded(since));
    }
    URI link = Link.of(access.org(), next);
    if (link == null) {
      throw Failure.bug("the cursor of okta holds no link", null);
    }
    return link;
  }

  private static URI logs(OktaAccess access, String query) {
    return access.org().resolve("/api/v1/logs?" + query);
  }

  private static String encoded(Instant at) {
    return URLEncoder.encode(
        at.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString(), StandardCharsets.UTF_8);
  }

  /**
   * Null for a page of the log that stays unreadable: it goes to the event log as it is, since
   * nothing behind it would ever be read otherwise.
   */
  private static @Nullable Page page(StreamPoll poll, ProviderResponse answer, boolean ofTheLog) {
    try {
      return Page.of(answer.body(), null);
    } catch (Failure e) {
      if (!ofTheLog || poll.failures() < TRIES_OF_A_BROKEN_PAGE) {
        throw e;
      }
      return null;
    }
  }

  private static @Nullable Instant newest(Page page) {
    Instant newest = null;
    for (byte[] event : page.elements()) {
      Instant at = published(event);
      newest = at != null && (newest == null || at.isAfter(newest)) ? at : newest;
    }
    return newest;
  }

  private static @Nullable Instant last(Page page, @Nullable Instant before) {
    Instant at = page.elements().isEmpty() ? null : published(page.elements().getLast());
    return at == null ? before : at;
  }

  private static @Nullable Instant published(byte[] event) {
    return OktaCursor.time(Page.text(event, "published"));
  }

  private static Failure refused(Connection connection, ProviderResponse answer) {
    String code = Page.text(answer.body(), "errorCode");
    String said = answer.status() + (code.matches("E\\d{7}") ? " " + code : "");
    return switch (answer.status()) {
      case 401, 403 ->
          Failure.operator(
              "okta refused the credentials of tenant "
                  + connection.tenant()
                  + " ("
                  + said
                  + "): they need okta.logs.read, or a token of somebody who may read the log");
      case 400, 404 ->
          Failure.operator(
              "okta does not take the question (" + said + "): check 'org' of the source");
      default -> Failure.retry("okta could not answer this time (" + said + ")", null);
    };
  }
}
