package com.orgscope.nightly;

import com.orgscope.usage.AppUse;
import com.orgscope.usage.PersonUsage;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A person's applications by share of active use, and how far two of these are apart. */
record Mix(Map<String, Double> shares) {
  private static final int NEW_APPLICATIONS = 3;
  private static final double CHANGED_HALF = 0.5;

  /** Ten tenths add up to a little less than one. */
  private static final double ROUNDING = 1e-9;

  static Mix of(PersonUsage usage) {
    return new Mix(
        usage.apps().stream()
            .collect(Collectors.toUnmodifiableMap(use -> use.app().id().value(), AppUse::share)));
  }

  static Optional<Reason> changed(@Nullable Mix then, @Nullable Mix now) {
    return then != null && now != null && now.changedSince(then)
        ? Optional.of(Reason.CHANGED)
        : Optional.empty();
  }

  /** Whether the habits differ so much from earlier ones that the category may too. */
  boolean changedSince(Mix earlier) {
    Set<String> arrived = new HashSet<>(shares.keySet());
    arrived.removeAll(earlier.shares.keySet());
    return arrived.size() > NEW_APPLICATIONS || distance(earlier) >= CHANGED_HALF - ROUNDING;
  }

  /** The share of use that moved from some applications to others: half the L1 distance, 0 to 1. */
  double distance(Mix other) {
    Set<String> apps = new HashSet<>(shares.keySet());
    apps.addAll(other.shares.keySet());
    double moved = 0;
    for (String app : apps) {
      moved += Math.abs(shares.getOrDefault(app, 0.0) - other.shares.getOrDefault(app, 0.0));
    }
    return moved / 2;
  }
}
