package com.orgscope.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.audit.Audit;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is signed in at the pages, in the database, so that every server on it knows the same. What a
 * browser holds says the company and 256 random bits; it is looked up by its hash, and whether its
 * owner may still be who they were is asked at each use.
 */
@Component
public class Sessions {
  private static final Pattern SHAPE =
      Pattern.compile("(?<tenant>[a-z0-9][a-z0-9-]{0,39})\\.[A-Za-z0-9_-]{43}");
  private static final int BYTES = 32;
  private static final String SUBJECT = "sign-in";
  private static final String PLACE = "signin.session";

  /** So often it is written down that a session is used. */
  private static final Duration USE_NOTED = Duration.ofMinutes(1);

  private final SessionStore store;
  private final Standing standing;
  private final TenantEncryption seals;
  private final Audit audit;
  private final Confirmation confirmation;
  private final SessionAge age;
  private final SecureRandom random = new SecureRandom();

  Sessions(
      SessionStore store,
      Standing standing,
      TenantEncryption seals,
      Audit audit,
      Confirmation confirmation,
      SessionAge age) {
    this.store = store;
    this.standing = standing;
    this.seals = seals;
    this.audit = audit;
    this.confirmation = confirmation;
    this.age = age;
  }

  /**
   * How many may be open at once.
   *
   * @param each of one user; one more ends the one used least lately
   * @param all of one company, likewise
   */
  public record Bounds(int each, int all) {}

  /** What a browser's session is worth now. */
  public sealed interface Found {
    /** Somebody. */
    record Open(Caller caller) implements Found {}

    /**
     * Nobody any more.
     *
     * @param why null if no such session is known
     */
    record Ended(@Nullable Ending why) implements Found {}
  }

  /**
   * Opens a session and writes it down.
   *
   * @return what the browser is to hold; it is told this once
   * @throws Failure of kind RETRY, if it cannot be written down
   */
  public String open(SignInProof proof, Bounds bounds) {
    Caller caller = proof.caller();
    audit.record(caller, "sign in", SUBJECT, proof.why());
    Instant now = age.now();
    String held = held(caller.tenant());
    store.open(
        Sha256.of(held),
        new SessionStore.Row(proof.way(), caller, proof.groups(), now, now, null, null, null),
        sealed(caller.tenant(), proof.provider()),
        age.keeping(bounds, now));
    return held;
  }

  private SessionStore.@Nullable Provider sealed(
      TenantId tenant, @Nullable ProviderSession provider) {
    if (provider == null) {
      return null;
    }
    String session = provider.session();
    return new SessionStore.Provider(
        Sha256.of(provider.account()),
        session == null ? null : Sha256.of(session),
        seals.seal(tenant, provider.token().getBytes(UTF_8), PLACE),
        confirmation.sealed(tenant, provider.refresh()));
  }

  /**
   * Whose session it is, if it is open and they still may be who they were.
   *
   * @param held what the browser shows, whatever it is
   */
  public Found find(String held) {
    Optional<TenantId> tenant = tenant(held);
    if (tenant.isEmpty()) {
      return new Found.Ended(null);
    }
    byte[] session = Sha256.of(held);
    return store
        .find(tenant.get(), session)
        .map(row -> found(session, row))
        .orElseGet(() -> new Found.Ended(null));
  }

  /**
   * Whether it is open now, for what goes on without its owner: that is no use of it, and asks no
   * identity provider.
   */
  public boolean isOpen(String held) {
    Instant now = age.now();
    return tenant(held)
        .flatMap(tenant -> store.find(tenant, Sha256.of(held)))
        .filter(row -> row.endedWhy() == null && age.ending(row, now) == null)
        .filter(standing::holds)
        .isPresent();
  }

  private Found found(byte[] session, SessionStore.Row row) {
    String why = row.endedWhy();
    if (why != null) {
      return new Found.Ended(Ending.valueOf(why));
    }
    Instant now = age.now();
    TenantId tenant = row.caller().tenant();
    Ending ending = age.ending(row, now);
    if (ending == null && confirmation.isDue(row, now)) {
      ending = confirmation.ask(session, row, now);
      if (ending == null) {
        // It is as the provider wants it now, which may be ended, by it or by its owner meanwhile.
        return store
            .find(tenant, session)
            .map(after -> settled(session, after, now))
            .orElseGet(() -> new Found.Ended(null));
      }
    }
    return ending == null ? settled(session, row, now) : ended(session, row, ending, now);
  }

  private Found settled(byte[] session, SessionStore.Row row, Instant now) {
    String why = row.endedWhy();
    if (why != null) {
      return new Found.Ended(Ending.valueOf(why));
    }
    if (!standing.holds(row)) {
      return ended(session, row, Ending.ROLE_LOST, now);
    }
    if (row.usedAt().plus(USE_NOTED).isBefore(now)) {
      store.used(row.caller().tenant(), session, now);
    }
    return new Found.Open(row.caller());
  }

  private Found ended(byte[] session, SessionStore.Row row, Ending ending, Instant now) {
    if (store.end(row.caller().tenant(), session, ending, now)) {
      audit.record(row.caller(), "session ended", SUBJECT, words(ending));
    }
    return new Found.Ended(ending);
  }

  private static String words(Ending ending) {
    return switch (ending) {
      case SIGNED_OUT -> "its owner signed out";
      case ELSEWHERE -> "too many sessions were open";
      case TIME -> "it was open or unused for as long as one may be";
      case ROLE_AGE -> "its groups were not told for as long as may be";
      case ROLE_LOST -> "its owner has the role no more, or works here no more";
      case PROVIDER -> "the identity provider ended it";
    };
  }

  /**
   * The roles that the owner of a session may have, who may be several.
   *
   * @param held what the browser shows
   */
  public Set<Role> roles(String held) {
    return row(held).map(row -> standing.roles(row)).orElse(Set.of());
  }

  /**
   * Goes on in another of the owner's roles, under another name: what was held before is worth
   * nothing any more.
   *
   * @return what the browser is to hold from now on; empty if they do not have that role
   */
  public Optional<String> switchRole(String held, Role role) {
    return row(held)
        .filter(row -> standing.roles(row).contains(role))
        .flatMap(row -> {
          Caller before = row.caller();
          Caller after = new Caller(before.tenant(), role, before.principal(), before.person());
          audit.record(
              after, "switch role", SUBJECT, "from " + before.role() + ", both are theirs");
          String next = held(before.tenant());
          return store.change(before.tenant(), Sha256.of(held), Sha256.of(next), role, age.now())
              ? Optional.of(next)
              : Optional.empty();
        });
  }

  private Optional<SessionStore.Row> row(String held) {
    return find(held) instanceof Found.Open open
        ? store.find(open.caller().tenant(), Sha256.of(held))
        : Optional.empty();
  }

  /**
   * A session that was ended.
   *
   * @param token of the identity provider by which it was opened
   */
  record Out(TenantId tenant, String token) {}

  /**
   * Ends a session at once, on every server.
   *
   * @return empty if none was open, or it was opened by no identity provider
   */
  Optional<Out> signOut(String held) {
    return find(held) instanceof Found.Open open
        ? signOut(open.caller().tenant(), Sha256.of(held))
        : Optional.empty();
  }

  private Optional<Out> signOut(TenantId tenant, byte[] session) {
    Optional<SessionStore.Row> row = store.find(tenant, session);
    if (row.isEmpty() || !store.end(tenant, session, Ending.SIGNED_OUT, age.now())) {
      return Optional.empty();
    }
    audit.record(row.get().caller(), "sign out", SUBJECT, words(Ending.SIGNED_OUT));
    byte[] token = row.get().token();
    return token == null
        ? Optional.empty()
        : Optional.of(new Out(tenant, new String(seals.open(tenant, token, PLACE), UTF_8)));
  }

  /**
   * Ends what an identity provider says is over.
   *
   * @param session the provider's id of it; null for all of the account
   * @param account the provider's id of the account, if it says one
   */
  void endOf(TenantId tenant, @Nullable String session, @Nullable String account) {
    store
        .endOf(
            tenant,
            session == null ? null : Sha256.of(session),
            account == null ? null : Sha256.of(account),
            age.now())
        .forEach(caller -> audit.record(caller, "session ended", SUBJECT, words(Ending.PROVIDER)));
  }

  /**
   * Forgets the sessions of people who are erased.
   *
   * @return how many
   */
  public long forget(TenantId tenant, Collection<PersonKey> people) {
    return store.forget(tenant, people);
  }

  private String held(TenantId tenant) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return tenant + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Optional<TenantId> tenant(String held) {
    Matcher shape = SHAPE.matcher(held);
    try {
      return shape.matches() ? Optional.of(new TenantId(shape.group("tenant"))) : Optional.empty();
    } catch (Failure e) {
      return Optional.empty();
    }
  }
}
