package com.orgscope.signin;

import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.Operators;
import com.orgscope.access.SignedDocument;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The way in by a link of the machine while a company's identity provider fails (break-glass
 * access): two persons sign for it, and it ends by itself. A company without an identity provider
 * has no other way in and needs nobody's signature.
 */
@Component
public final class EmergencyAccess {
  /** From when it is proposed until it ends, at most. */
  public static final int MOST_HOURS = 8;

  static final Duration LONGEST = Duration.ofHours(MOST_HOURS);

  private static final String UNTIL = "until";
  private static final String SUBJECT = "as IT/Security";

  private final IdentityProviders providers;
  private final Operators operators;
  private final InstantSource clock;

  EmergencyAccess(IdentityProviders providers, Operators operators, InstantSource clock) {
    this.providers = providers;
    this.operators = operators;
    this.clock = clock;
  }

  /**
   * What two persons signed last, if it is open now.
   *
   * @param at when it was opened
   * @param until when it ends
   */
  public record Opened(Instant at, Instant until, SignedDocument signed) {}

  /**
   * A document that two persons sign.
   *
   * @param length how long from now, whenever it is opened; {@link #LONGEST} at most
   * @throws Failure for the operator, if it would be too long, or nobody needs it
   */
  public SignedDocument propose(TenantId tenant, Duration length, String reason) {
    if (providers.find(tenant).isEmpty()) {
      throw Failure.operator(
          tenant + " has no identity provider: a link of the machine needs no signature there");
    }
    if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
      throw Failure.operator(
          "emergency access is for 1 to %d hours from now".formatted(LONGEST.toHours()));
    }
    Instant until = clock.instant().plus(length).truncatedTo(ChronoUnit.SECONDS);
    return operators.propose(
        Kind.EMERGENCY_ACCESS,
        tenant.value(),
        SUBJECT,
        new Operators.Change(Map.of(), Map.of(UNTIL, until.toString()), reason));
  }

  /**
   * Opens what two persons signed.
   *
   * @throws Failure for the operator, if it is not signed by two, is of another company, is over or
   *     would take too long
   */
  public Opened open(Caller caller, SignedDocument signed) {
    var unused = operators.requireSigned(Kind.EMERGENCY_ACCESS, signed);
    String tenant = signed.document().tenant();
    if (!tenant.equals(caller.tenant().value())) {
      throw Failure.operator("the document is for " + tenant + ", not for " + caller.tenant());
    }
    Instant until = until(signed);
    if (until.isAfter(signed.document().made().plus(LONGEST))) {
      throw Failure.operator(
          "the document asks for more than %d hours: have another one proposed"
              .formatted(LONGEST.toHours()));
    }
    if (!clock.instant().isBefore(until)) {
      throw Failure.operator("its time ended at " + until + ": have another one proposed");
    }
    operators.apply(List.of(caller), Kind.EMERGENCY_ACCESS, signed);
    return new Opened(clock.instant(), until, signed);
  }

  /** What is open now. */
  public Optional<Opened> opened(TenantId tenant) {
    return operators
        .newestApplied(Kind.EMERGENCY_ACCESS, tenant.value())
        .map(one -> new Opened(one.at(), until(one.signed()), one.signed()))
        .filter(opened -> clock.instant().isBefore(opened.until()));
  }

  /** Whether somebody may be signed in by a link. */
  public boolean admitsLinks(TenantId tenant) {
    return providers.find(tenant).isEmpty() || readable(tenant).isPresent();
  }

  /**
   * Whether a session that began by a link goes on. What two persons signed lets nobody in who came
   * before it was opened: the time of an earlier document is over, whoever signs the next.
   *
   * @param began when the session did
   */
  boolean admitsSession(TenantId tenant, Instant began) {
    return providers.find(tenant).isEmpty()
        || readable(tenant).filter(opened -> !began.isBefore(opened.at())).isPresent();
  }

  private Optional<Opened> readable(TenantId tenant) {
    try {
      return opened(tenant);
    } catch (Failure e) {
      if (e.kind() != Failure.Kind.OPERATOR) {
        throw e;
      }
      // What two persons signed cannot be read: then nobody signed. The doctor says what is wrong.
      return Optional.empty();
    }
  }

  private static Instant until(SignedDocument signed) {
    try {
      return Instant.parse(signed.document().after().getOrDefault(UNTIL, ""));
    } catch (DateTimeParseException e) {
      throw Failure.operator("the document does not say until when: have another one proposed", e);
    }
  }
}
