package com.orgscope.directory;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ids that people go by, as far as the directory or the sign-in logs linked them. Only HMACs of
 * them are kept, so they cannot be listed; of a text it can be told whether it is one.
 */
public final class LinkedIds {
  private final TenantKey key;
  private final Set<UUID> links;

  LinkedIds(TenantKey key, Set<UUID> links) {
    this.key = key;
    this.links = Set.copyOf(links);
  }

  /**
   * Whether a text is a login of theirs, or the permanent id of an account of theirs.
   *
   * @param provider "okta", "google", "entra"
   */
  public boolean include(String provider, String text) {
    return Stream.of(Id.provider(provider, text), Id.login(text)).anyMatch(this::isLinked);
  }

  private boolean isLinked(@Nullable Id id) {
    return id != null && links.contains(key.link(id));
  }
}
