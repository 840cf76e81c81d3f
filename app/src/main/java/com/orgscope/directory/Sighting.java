package com.orgscope.directory;

import java.util.UUID;

/**
 * From when to when an account was seen under a login. What an account is known by are hashes of
 * ids, as {@link TenantKey#link} makes them. A login that was seen without an account stands in the
 * account's place too and has no provider; an account that was seen without a login stands in the
 * login's place.
 *
 * @param first the first day, since 1970
 * @param last the last day
 */
record Sighting(UUID account, String provider, UUID login, int first, int last) {

  /** For a login without an account. */
  static final String NO_PROVIDER = "";

  boolean isOfAccount() {
    return !provider.equals(NO_PROVIDER);
  }

  boolean hasLogin() {
    return !account.equals(login);
  }

  boolean holds(int day) {
    return first <= day && day <= last;
  }

  /** The same with another day. */
  Sighting and(int day) {
    return new Sighting(account, provider, login, Math.min(first, day), Math.max(last, day));
  }
}
