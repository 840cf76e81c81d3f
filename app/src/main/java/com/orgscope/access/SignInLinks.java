package com.orgscope.access;

import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * One-time ways in for whoever runs this installation, while no identity provider says who people
 * are, or emergency access is open. A link makes its reader IT/Security of one company; it is good
 * once and for minutes. Its code is a secret and kept as a hash alone.
 */
@Component
public class SignInLinks {
  /** From making a link until nobody gets in by it any more. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final int CODE_BYTES = 32;
  private static final int CODE_CHARACTERS = 43;
  private static final String SUBJECT = "sign-in";

  private final SignInLinkStore store;
  private final Audit audit;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  SignInLinks(SignInLinkStore store, Audit audit, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes a link for the caller; an earlier one of theirs that nobody used is good no more.
   *
   * @return its code, which is told once
   * @throws Failure for the operator, if the caller is not IT/Security
   */
  public String make(Caller caller) {
    if (caller.role() != Role.IT_SECURITY) {
      throw Failure.operator("a sign-in link is made by IT/Security");
    }
    byte[] bytes = new byte[CODE_BYTES];
    random.nextBytes(bytes);
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    audit.record(
        caller, "make a sign-in link", SUBJECT, "whoever runs the installation may enter it");
    Instant now = clock.instant();
    store.put(caller, hash(code), now, now.plus(LIFE));
    return code;
  }

  /** Whether somebody would get in by it. To ask uses nothing up. */
  public boolean good(TenantId tenant, String code) {
    return code.length() == CODE_CHARACTERS && store.good(tenant, hash(code), clock.instant());
  }

  /**
   * Uses a link up.
   *
   * @return whoever made it, as IT/Security; empty if it was used, is too old or never was
   */
  public Optional<Caller> use(TenantId tenant, String code) {
    if (code.length() != CODE_CHARACTERS) {
      return Optional.empty();
    }
    Optional<Caller> caller =
        store
            .use(tenant, hash(code), clock.instant())
            .map(maker -> new Caller(tenant, Role.IT_SECURITY, maker, null));
    caller.ifPresent(
        in -> audit.record(in, "sign in by a link", SUBJECT, "the link was good, and is used up"));
    return caller;
  }

  private static byte[] hash(String code) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
