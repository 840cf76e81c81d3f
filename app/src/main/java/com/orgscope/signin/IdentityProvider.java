package com.orgscope.signin;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.net.InetAddress;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A company's own identity provider, and what Orgscope is there.
 *
 * @param issuer exactly as its tokens say it
 * @param secret of the client
 * @param groupsClaim in which claim of a token groups stand
 * @param loginClaim in which claim the login stands that the directory knows people by
 * @param apiAudience for whom tokens of programs must be; null if there are none
 * @param offlineAccess whether a refresh token is asked for by the scope {@code offline_access};
 *     some providers give one without it
 */
public record IdentityProvider(
    TenantId tenant,
    String issuer,
    String clientId,
    String secret,
    String groupsClaim,
    String loginClaim,
    @Nullable String apiAudience,
    boolean offlineAccess) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("[{}]|/(?:common|organizations|consumers)/");

  public IdentityProvider {
    if (!isSafe(issuer)) {
      throw Failure.operator(
          "the issuer must be an https address without query, such as"
              + " https://login.example.com/realms/acme, not '"
              + issuer
              + "' (http is for a loopback address alone)");
    }
    if (PLACEHOLDER.matcher(issuer).find()) {
      throw Failure.operator(
          "the issuer '"
              + issuer
              + "' stands for many companies: give the one of this company's own directory");
    }
    for (String word : new String[] {clientId, secret, groupsClaim, loginClaim}) {
      if (word.isBlank()) {
        throw Failure.operator("client id, secret and the names of claims must not be empty");
      }
    }
    if (clientId.equals(apiAudience)) {
      throw Failure.operator(
          "the audience of programs must not be the client id, or an ID token would be one of"
              + " theirs");
    }
  }

  /** Over TLS, or on this machine. */
  static boolean isSafe(String address) {
    try {
      URI uri = new URI(address);
      boolean plain = uri.getHost() != null && uri.getRawQuery() == null && !address.contains("#");
      return plain
          && uri.getRawUserInfo() == null
          && ("https".equals(uri.getScheme()) || isHere(uri));
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }

  private static boolean isHere(URI uri) {
    try {
      return "http".equals(uri.getScheme())
          && InetAddress.ofLiteral(uri.getHost()).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Nothing of the secret. */
  @Override
  public String toString() {
    return "IdentityProvider[" + tenant + ", " + issuer + "]";
  }
}
