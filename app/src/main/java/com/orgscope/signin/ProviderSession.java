package com.orgscope.signin;

import org.jspecify.annotations.Nullable;

/**
 * A session at an identity provider.
 *
 * @param account the provider's permanent id of the account
 * @param session the provider's id of the session, if it tells one
 * @param token the ID token as it came, to be shown when signing out there
 * @param refresh by which the provider tells the account's groups again; null if it gave none
 */
public record ProviderSession(
    String account, @Nullable String session, String token, @Nullable String refresh) {
  /** Nothing of the token. */
  @Override
  public String toString() {
    return "ProviderSession[hidden]";
  }
}
