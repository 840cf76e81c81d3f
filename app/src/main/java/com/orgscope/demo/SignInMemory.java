package com.orgscope.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the provider knows of one person while it applies a {@link SignInPolicy}. */
final class SignInMemory {
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final SignInPolicy policy;
  private final Map<Integer, Long> rememberedSince = new HashMap<>();
  private final Set<Integer> networks = new HashSet<>();
  private long session;
  private long openedAt = NEVER;
  private long factorAt = NEVER;
  private boolean known;

  SignInMemory(SignInPolicy policy) {
    this.policy = policy;
  }

  /** The open session's id; 0 before the first. */
  long session() {
    return session;
  }

  /** Whether the person must sign in at this moment. */
  boolean isOver(long at, boolean afterLongPause) {
    Duration life = policy.sessionLife();
    return life == null ? afterLongPause : at - openedAt >= life.toMillis();
  }

  void signedOut() {
    openedAt = NEVER;
  }

  /** A session begins; whether its network is new is settled here, for all that happens in it. */
  void opens(Moment in, long at) {
    session = in.session;
    openedAt = at;
    known = !networks.add(in.network());
  }

  /** Whether a sign-in asks for a factor. */
  boolean asksAtSignIn(Moment in, long at) {
    Duration remembered = policy.rememberDevices();
    boolean device =
        remembered != null
            && at - rememberedSince.getOrDefault(in.device(), NEVER) < remembered.toMillis();
    return !device && !(policy.factorOnRisk() && known);
  }

  /** Whether an application that asks for a factor does. */
  boolean asksAtVisit(@Nullable Product product, long at) {
    boolean shared =
        product != null
            && policy.bundle().labels().contains(product.label())
            && at - factorAt < policy.bundle().life().toMillis();
    return !shared && !(policy.factorOnRisk() && known);
  }

  void passedAtSignIn(Moment in, long at) {
    rememberedSince.put(in.device(), at);
    factorAt = at;
  }

  void passedAtVisit(long at) {
    factorAt = at;
  }
}
