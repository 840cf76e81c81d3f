package com.orgscope.llm;

import com.orgscope.kernel.TenantId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A provider with the bounds of this process: calls in flight, requests and tokens a minute, which
 * tenants share by {@link FairQueue}, and a breaker that opens at 10 % errors.
 */
final class Provider {
  static final int WINDOW = 50;
  static final int LEAST_CALLS = 10;
  static final int PROBES = 3;
  private static final float ERRORS_PERCENT = 10;

  private final ModelPort port;
  private final CircuitBreaker breaker;
  private final FairQueue turns;
  private final TokenBucket requests;
  private final TokenBucket tokens;

  Provider(ModelPort port, Duration pause, InstantSource clock) {
    LlmSettings.Provider settings = port.settings();
    this.port = port;
    this.breaker =
        CircuitBreaker.of(
            port.provider(),
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(LEAST_CALLS)
                .failureRateThreshold(ERRORS_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .waitDurationInOpenState(pause)
                .currentTimestampFunction(unused -> clock.millis(), TimeUnit.MILLISECONDS)
                .clock(new ClockOf(clock))
                .build());
    this.turns = new FairQueue(settings.concurrency());
    this.requests = new TokenBucket(settings.requestsPerMinute(), clock);
    this.tokens = new TokenBucket(settings.tokensPerMinute(), clock);
  }

  ModelPort port() {
    return port;
  }

  String name() {
    return port.provider();
  }

  boolean present() {
    return port.settings().present();
  }

  /** How much each tenant has to ask, and whose call is next. */
  FairQueue turns() {
    return turns;
  }

  /**
   * Waits until a tenant may decide when to call. {@link FairQueue.Ticket#decided()} lets the next
   * one decide, and {@link FairQueue.Ticket#leave()} gives the place on the wire back.
   *
   * @return null if there was no place in time, or the question was stopped
   */
  FairQueue.@Nullable Ticket enter(TenantId tenant, StopSignal stop) {
    FairQueue.Ticket turn = turns.enter(tenant);
    if (turn.come()) {
      return turn;
    }
    stop.then(turn::giveUp);
    return turn.await(TokenBucket.PATIENCE.toSeconds(), TimeUnit.SECONDS) ? turn : null;
  }

  /**
   * Takes one request and so many tokens from what a minute allows.
   *
   * @return what was taken; none, if it would have to be waited for too long
   */
  Reserved reserve(int mostTokens) {
    TokenBucket.Taken first = requests.take(1);
    if (first.isNone()) {
      return new Reserved(first.pause(), first);
    }
    TokenBucket.Taken second = tokens.take(mostTokens);
    if (second.isNone()) {
      requests.giveBack(first, 1);
    }
    boolean isFirst = !second.isNone() && first.pause().compareTo(second.pause()) > 0;
    return new Reserved(isFirst ? first.pause() : second.pause(), second);
  }

  /**
   * @param pause until it may be used, or less than zero if nothing was taken
   */
  record Reserved(Duration pause, TokenBucket.Taken tokens) {}

  /** Returns tokens that were reserved and not used. */
  void giveBack(Reserved reserved, long unused) {
    tokens.giveBack(reserved.tokens(), unused);
  }

  /** Whether the breaker lets a call through; its end is told to {@link #record}. */
  boolean tryCall() {
    return breaker.tryAcquirePermission();
  }

  /** A call that was let through was not made. */
  void notCalled() {
    breaker.releasePermission();
  }

  void record(Reply reply, Duration latency) {
    switch (reply) {
      case Reply.Completed _, Reply.Refused _ ->
          breaker.onSuccess(latency.toNanos(), TimeUnit.NANOSECONDS);
      case Reply.Failed failed when failed.fault().unhealthy() ->
          breaker.onError(
              latency.toNanos(),
              TimeUnit.NANOSECONDS,
              new IllegalStateException(failed.fault().name()));
      case Reply.Failed _ -> breaker.releasePermission();
    }
  }
}
