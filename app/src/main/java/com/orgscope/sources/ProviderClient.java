package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a plug-in has at hand to ask its provider something for one connection. */
public class ProviderClient {
  private static final int MOST_REFUSALS = 4;

  private final Connection connection;
  private final Means means;
  private @Nullable String fault;
  private int faults;

  /** What all clients of a process share. */
  record Means(
      Wire wire,
      AccessTokens tokens,
      BudgetStore budgets,
      DeliveredKeys delivered,
      SourcesSettings settings,
      PollWait waiting,
      java.time.InstantSource clock) {}

  ProviderClient(Connection connection, Means means) {
    this.connection = connection;
    this.means = means;
  }

  public final Connection connection() {
    return connection;
  }

  public final Instant now() {
    return means.clock().instant();
  }

  final Means means() {
    return means;
  }

  /**
   * Says that a list was not read to its end, since its provider does not let it: what came counts,
   * and what is wrong is shown where the source's state is.
   */
  public final void notWhole(String why) {
    fault = why;
    faults++;
  }

  /** What was said to be wrong last; null if nothing was. */
  final @Nullable String fault() {
    return fault;
  }

  /** How many lists were not read to their end so far. */
  final int faults() {
    return faults;
  }

  /**
   * Follows a link that its provider wrote.
   *
   * @param from the page it stands on
   * @return null if there is none; of one that leads nowhere it is said that the list is not whole
   */
  public final @Nullable URI follow(URI from, @Nullable String link) {
    URI next = Link.of(from, link);
    if (next == null && link != null && !link.isBlank()) {
      notWhole(
          connection.source().name().toLowerCase(Locale.ROOT)
              + " gives a link to its next page that is no address: what came before it was read");
    }
    return next;
  }

  /** Whether others of the tenant who ask the same provider go first. */
  boolean yields() {
    return false;
  }

  /** Called before whatever takes long, for whoever holds a lease. */
  void stillHere() {}

  /**
   * Asks within the provider's limits: it waits for its turn, and while the provider says that it
   * is asked too often, it waits and asks again.
   *
   * @param question made anew each time it is asked
   * @param wait what an answer says of when to ask again; null if it is an answer
   * @return an answer that is no such refusal
   * @throws Failure of kind RETRY, if no whole answer came, or only refusals
   */
  public final ProviderResponse ask(
      URI uri,
      Supplier<HttpRequest.Builder> question,
      RequestRate pace,
      Function<ProviderResponse, @Nullable Instant> wait) {
    return ask(uri, question, pace, null, wait);
  }

  /**
   * As above, where the provider also counts what all tenants ask together.
   *
   * @param everybodys null if it does not
   */
  public final ProviderResponse ask(
      URI uri,
      Supplier<HttpRequest.Builder> question,
      RequestRate pace,
      RequestRate.@Nullable Everybodys everybodys,
      Function<ProviderResponse, @Nullable Instant> wait) {
    for (int refusals = 0; refusals < MOST_REFUSALS; refusals++) {
      if (everybodys == null) {
        awaitRate(pace);
      } else {
        awaitRate(new BudgetStore.Cost(pace, everybodys, yields()));
      }
      stillHere();
      ProviderResponse answer = means.wire().send(question.get(), uri);
      Instant again = wait.apply(answer);
      if (again == null) {
        return answer;
      }
      closeUntil(again);
    }
    throw Failure.retry(
        connection.source() + " says again and again that it is asked too often", null);
  }

  /** Asks for a token, past the log's own limits. */
  final ProviderResponse askForToken(URI uri, HttpRequest.Builder question) {
    stillHere();
    return means.wire().send(question, uri);
  }

  /** Nobody asks this provider for the tenant before then, in whatever process. */
  public final void closeUntil(Instant until) {
    means.budgets().close(connection.tenant(), connection.source(), until);
  }

  /**
   * What the {@code Authorization} header says to open the log: the token kept from before while it
   * is good, with its kind.
   *
   * @param grant what to ask for a new one
   */
  public final String token(AccessTokens.Grant grant) {
    return means.tokens().of(this, grant);
  }

  /** Forgets the token kept, which the provider refused. */
  public final void dropToken() {
    means.tokens().drop(connection);
  }

  private void awaitRate(RequestRate pace) {
    BudgetStore budgets = means.budgets();
    if (!yields()) {
      await(budgets.take(connection.tenant(), connection.source(), pace, now()));
      return;
    }
    Instant latest = now().plus(means.settings().maxRateLimitWait());
    Optional<Instant> later =
        budgets.takeLeftOver(connection.tenant(), connection.source(), pace, now());
    while (later.isPresent()) {
      if (now().isAfter(latest)) {
        throw new ProviderPause(later.get());
      }
      await(later.get());
      later = budgets.takeLeftOver(connection.tenant(), connection.source(), pace, now());
    }
  }

  private void awaitRate(BudgetStore.Cost cost) {
    Instant latest = now().plus(means.settings().maxRateLimitWait());
    while (true) {
      BudgetStore.Moment moment =
          means.budgets().take(connection.tenant(), connection.source(), cost, now());
      if (!moment.taken() && now().isAfter(latest)) {
        throw new ProviderPause(moment.at());
      }
      await(moment.at());
      if (moment.taken()) {
        return;
      }
    }
  }

  private void await(Instant at) {
    Duration left = Duration.between(now(), at);
    if (left.compareTo(means.settings().maxRateLimitWait()) > 0) {
      throw new ProviderPause(at);
    }
    if (left.isPositive()) {
      stillHere();
      means.waiting().until(at);
    }
  }

  /**
   * When an answer with {@code Retry-After} wants to be asked again, by our clock.
   *
   * @param otherwise how long to wait if it does not say
   */
  public final Instant retryAfter(ProviderResponse answer, Duration otherwise) {
    String text = answer.header("Retry-After").orElse("");
    if (text.matches("\\d{1,6}")) {
      return now().plusSeconds(Long.parseLong(text));
    }
    Instant at = httpDate(text);
    return at == null ? now().plus(otherwise) : localTime(answer, at);
  }

  /** A moment of the provider's clock by ours, told from the answer's {@code Date}. */
  public final Instant localTime(ProviderResponse answer, Instant providers) {
    Instant date = httpDate(answer.header("Date").orElse(""));
    return date == null ? providers : now().plus(Duration.between(date, providers));
  }

  private static @Nullable Instant httpDate(String text) {
    try {
      return text.isEmpty()
          ? null
          : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
