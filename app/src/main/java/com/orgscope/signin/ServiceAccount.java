package com.orgscope.signin;

import com.orgscope.kernel.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that asks with a secret of ours.
 *
 * @param scopes words of what it may ask for
 * @param usedAt when it asked last, to the minute
 */
public record ServiceAccount(
    String name,
    Role role,
    List<String> scopes,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant usedAt) {
  public ServiceAccount {
    scopes = List.copyOf(scopes);
  }

  /** Whether its secret opens anything then. */
  public boolean isGoodAt(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }
}
