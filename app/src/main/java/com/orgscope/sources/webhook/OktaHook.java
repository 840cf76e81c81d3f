package com.orgscope.sources.webhook;

import com.orgscope.access.Secrets;
import com.orgscope.access.Secrets.Purpose;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Okta's event hooks. Okta verifies an address once, by a GET whose challenge comes back, and then
 * posts batches under a fixed secret in {@code Authorization}. It waits three seconds, tries a 5xx
 * once more and a 4xx never, so only a wrong sender is told 4xx.
 */
@Component
final class OktaHook implements Hook {
  private static final String CHALLENGE = "x-okta-verification-challenge";
  private static final int CHALLENGE_CHARACTERS = 1_000;
  private static final String BEARER = "Bearer ";

  private final Secrets secrets;
  private final DeliveryWriter writer;

  OktaHook(Secrets secrets, Intake intake) {
    this.secrets = secrets;
    this.writer = new DeliveryWriter(intake, Source.OKTA);
  }

  @Override
  public String word() {
    return "okta";
  }

  @Override
  public Optional<HookReply> verify(TenantId tenant, HookRequest hookRequest) {
    if (hookRequest.method().equals("GET")) {
      String challenge = hookRequest.header(CHALLENGE);
      return Optional.of(
          challenge == null || challenge.length() > CHALLENGE_CHARACTERS
              ? new HookReply.Wrong(400, "No challenge", "A GET is for Okta's verification alone.")
              : new HookReply.Verified(challenge));
    }
    return knows(tenant, hookRequest.header("authorization"))
        ? Optional.empty()
        : Optional.of(
            new HookReply.Wrong(
                401, "Not the secret", "Authorization is not a secret of this tenant."));
  }

  private boolean knows(TenantId tenant, @Nullable String shown) {
    if (shown == null) {
      return false;
    }
    String bare =
        shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? shown.substring(BEARER.length()).strip()
            : shown.strip();
    return secrets.check(tenant, Purpose.OKTA_HOOK, bare).isPresent();
  }

  @Override
  public HookReply take(TenantId tenant, HookRequest hookRequest, byte[] body) {
    return body.length == 0
        ? new HookReply.Wrong(400, "Nothing delivered", "A delivery has a body.")
        : writer.take(tenant, body);
  }
}
