package com.orgscope.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/**
 * Whether somebody who is signed in still has their groups, by the identity provider that told
 * them: asked again when they use a page, by one server at a time, since a refresh token may be
 * good for one question alone.
 */
@Component
final class Confirmation {
  /** Longer than a provider may take to answer: whoever asked is gone then. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final Duration POLL = Duration.ofMillis(50);
  private static final String PLACE = "signin.refresh";

  private final SessionStore store;
  private final IdentityProviders providers;
  private final CodeFlow flow;
  private final Admissions admissions;
  private final TenantEncryption seals;
  private final SignInSettings settings;

  Confirmation(
      SessionStore store,
      IdentityProviders providers,
      CodeFlow flow,
      Admissions admissions,
      TenantEncryption seals,
      SignInSettings settings) {
    this.store = store;
    this.providers = providers;
    this.flow = flow;
    this.admissions = admissions;
    this.seals = seals;
    this.settings = settings;
  }

  /** As it rests with a session. */
  byte @Nullable [] sealed(TenantId tenant, @Nullable String refresh) {
    return refresh == null ? null : seals.seal(tenant, refresh.getBytes(UTF_8), PLACE);
  }

  /** Whether the groups were told so long ago that they are asked for again. */
  boolean isDue(SessionStore.Row row, Instant now) {
    SessionStore.Asked asked = row.asked();
    if (asked == null
        || SignInSettings.isWithin(asked.confirmedAt(), settings.confirmInterval(), now)) {
      return false;
    }
    Instant at = asked.at();
    // It could not be asked a moment ago: what it told before is good until the limit.
    return at == null || asked.underWay() || !SignInSettings.isWithin(at, PATIENCE, now);
  }

  /**
   * Asks, or waits for whoever asks. Afterwards the session is as the identity provider wants it.
   *
   * @return why the session is over by what it said; null if it is not, or it said nothing
   */
  @Nullable Ending ask(byte[] session, SessionStore.Row row, Instant now) {
    TenantId tenant = row.caller().tenant();
    long deadline = MonotonicTime.SYSTEM.nanos() + PATIENCE.toNanos();
    while (true) {
      Optional<SessionStore.Question> question =
          store.ask(tenant, session, now, now.minus(PATIENCE));
      if (question.isPresent()) {
        return answer(session, row.caller(), question.get(), now);
      }
      Optional<SessionStore.Row> meanwhile = store.find(tenant, session);
      if (meanwhile.isEmpty()
          || meanwhile.get().endedWhy() != null
          || !isDue(meanwhile.get(), now)) {
        return null;
      }
      if (MonotonicTime.SYSTEM.nanos() - deadline > 0 || !MonotonicTime.SYSTEM.pass(POLL)) {
        throw Failure.retry("whoever asks the identity provider does not come back", null);
      }
    }
  }

  private @Nullable Ending answer(
      byte[] session, Caller caller, SessionStore.Question question, Instant now) {
    TenantId tenant = caller.tenant();
    try {
      IdentityProvider provider = providers.get(tenant);
      String refresh = new String(seals.open(tenant, question.refresh(), PLACE), UTF_8);
      Optional<CodeFlow.Again> again = flow.again(provider, refresh);
      if (again.isEmpty()) {
        store.unconfirmed(tenant, session, true);
        return null;
      }
      CodeFlow.Again told = again.get();
      List<String> groups = groups(provider, caller, question, told.claims());
      if (groups == null) {
        return Ending.ROLE_LOST;
      }
      byte[] next = seals.seal(tenant, told.refresh().getBytes(UTF_8), PLACE);
      store.confirmed(tenant, session, groups, next, now);
      return null;
    } catch (OAuth2AuthorizationException e) {
      return Ending.PROVIDER;
    } catch (JwtException | Failure e) {
      store.unconfirmed(tenant, session, false);
      return null;
    }
  }

  /** The groups that give roles; null if it is somebody else by now, or somebody without a role. */
  private @Nullable List<String> groups(
      IdentityProvider provider,
      Caller caller,
      SessionStore.Question question,
      Map<String, Object> claims) {
    byte[] account = Sha256.of(String.valueOf(claims.get("sub")));
    return Arrays.equals(account, question.account())
            && admissions.again(provider, claims) instanceof Admission.In in
            && in.caller().principal().equals(caller.principal())
        ? in.groups()
        : null;
  }
}
