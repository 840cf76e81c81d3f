package com.orgscope.llm;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A provider with the bounds of this process: calls in flight, requests and tokens a minute, and a
 * breaker that opens at 10 % errors.
 */
final class Provider {
  static final int WINDOW = 50;
  static final int LEAST_CALLS = 10;
  static final int PROBES = 3;
  private static final float ERRORS_PERCENT = 10;
  private static final int SECONDS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ModelPort port;
  private final CircuitBreaker breaker;
  private final Semaphore slots;
  private final RateLimiter requests;
  private final RateLimiter tokens;

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
    this.slots = new Semaphore(settings.concurrency(), true);
    this.requests = limiter("requests", settings.requestsPerMinute());
    this.tokens = limiter("tokens", settings.tokensPerMinute());
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

  /** Waits for a free place on the wire; give it back with {@link #leave()}. */
  boolean enter() {
    try {
      return slots.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void leave() {
    slots.release();
  }

  /**
   * Takes one request and so many tokens from what a minute allows.
   *
   * @return how long to wait until they are there, or less than zero if that is too long
   */
  Duration reserve(int mostTokens) {
    long first = requests.reservePermission(1);
    if (first < 0) {
      return Duration.ofNanos(-1);
    }
    long second = tokens.reservePermission(mostTokens);
    return second < 0 ? Duration.ofNanos(-1) : Duration.ofNanos(Math.max(first, second));
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

  private static RateLimiter limiter(String name, int aMinute) {
    return RateLimiter.of(
        name,
        RateLimiterConfig.custom()
            .limitRefreshPeriod(Duration.ofSeconds(1))
            .limitForPeriod(aMinute / SECONDS)
            .timeoutDuration(PATIENCE)
            .build());
  }
}
