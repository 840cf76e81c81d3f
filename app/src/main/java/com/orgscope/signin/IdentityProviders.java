package com.orgscope.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.audit.Audit;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps which identity provider a company has and what its groups give, and who changed it. */
@Component
public class IdentityProviders {
  private static final int REMEMBERED = 1_000;
  private static final int GROUP_CHARACTERS = 300;
  private static final String SUBJECT = "identity provider";
  private static final String WHY = "IT/Security says how people sign in";
  private static final String PLACE = "signin.provider";

  private final ProviderStore store;
  private final TenantEncryption seals;
  private final Access access;
  private final Audit audit;
  private final SignInSettings settings;
  private final InstantSource clock;
  private final Cache<TenantId, Read> read = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  IdentityProviders(
      ProviderStore store,
      TenantEncryption seals,
      Access access,
      Audit audit,
      SignInSettings settings,
      InstantSource clock) {
    this.store = store;
    this.seals = seals;
    this.access = access;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
  }

  private record Read(
      @Nullable IdentityProvider provider,
      @Nullable Instant cutListAt,
      List<GroupRole> groups,
      Instant at) {}

  /** Keeps a company's identity provider, in place of the one before it. */
  public void set(Caller caller, IdentityProvider provider) {
    access.require(caller, Action.RUN_WORK, SUBJECT);
    audit.record(caller, "set the identity provider", SUBJECT, WHY);
    store.put(
        caller,
        new ProviderStore.Row(
            provider.issuer(),
            provider.clientId(),
            seals.seal(caller.tenant(), provider.secret().getBytes(StandardCharsets.UTF_8), PLACE),
            provider.groupsClaim(),
            provider.loginClaim(),
            provider.apiAudience(),
            provider.offlineAccess(),
            null),
        clock.instant());
    read.invalidate(caller.tenant());
  }

  /**
   * From now on nobody signs in by it.
   *
   * @throws Failure for the operator, if there was none
   */
  public void remove(Caller caller) {
    access.require(caller, Action.RUN_WORK, SUBJECT);
    audit.record(caller, "remove the identity provider", SUBJECT, WHY);
    if (!store.remove(caller)) {
      throw none(caller.tenant());
    }
    read.invalidate(caller.tenant());
  }

  /**
   * Lets a group give a role.
   *
   * @return false if it gave it before
   */
  public boolean map(Caller caller, GroupRole group) {
    access.require(caller, Action.RUN_WORK, SUBJECT);
    if (!Access.rolesOfPeople().contains(group.role())) {
      throw Failure.operator(group.role() + " is no role of people");
    }
    if (group.group().isBlank() || group.group().length() > GROUP_CHARACTERS) {
      throw Failure.operator("a group has 1 to " + GROUP_CHARACTERS + " characters");
    }
    audit.record(caller, "let a group give the role " + group.role(), SUBJECT, WHY);
    boolean changed = store.map(caller, group, clock.instant());
    read.invalidate(caller.tenant());
    return changed;
  }

  /**
   * Lets a group give a role no more; whoever has it by that group alone is out within a minute.
   *
   * @throws Failure for the operator, if it did not give it
   */
  public void unmap(Caller caller, GroupRole group) {
    access.require(caller, Action.RUN_WORK, SUBJECT);
    audit.record(caller, "let a group give the role " + group.role() + " no more", SUBJECT, WHY);
    if (!store.unmap(caller, group)) {
      throw Failure.operator(
          "'" + group.group() + "' does not give the role " + group.role() + ": letters count");
    }
    read.invalidate(caller.tenant());
  }

  /** A company's identity provider, as it was some seconds ago at most. */
  public Optional<IdentityProvider> find(TenantId tenant) {
    return Optional.ofNullable(current(tenant).provider());
  }

  /**
   * @throws Failure for the operator, if there is none
   */
  public IdentityProvider get(TenantId tenant) {
    return find(tenant).orElseThrow(() -> none(tenant));
  }

  private static Failure none(TenantId tenant) {
    return Failure.operator(tenant + " has no identity provider: set one first");
  }

  /** What groups give, in the order of their names. */
  public List<GroupRole> groups(TenantId tenant) {
    return current(tenant).groups();
  }

  /** When somebody came last whose list of groups is as long as a provider's longest, if ever. */
  public @Nullable Instant cutListAt(TenantId tenant) {
    return current(tenant).cutListAt();
  }

  /** The roles that these groups give now. */
  Set<Role> roles(TenantId tenant, Collection<String> groups) {
    return current(tenant).groups().stream()
        .filter(one -> groups.contains(one.group()))
        .map(GroupRole::role)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  /** Groups that came and give no role, the most frequent first. */
  public List<UnmatchedGroup> unmatched(Caller caller) {
    access.require(caller, Action.OPERATIONS, SUBJECT);
    List<GroupRole> known = current(caller.tenant()).groups();
    return store.unmatched(caller).stream()
        .map(one ->
            new UnmatchedGroup(
                one.group(), one.signIns(), one.seenAt(), nearly(one.group(), known)))
        .toList();
  }

  private static List<String> nearly(String group, List<GroupRole> known) {
    return known.stream()
        .map(GroupRole::group)
        .filter(other -> !other.equals(group) && loosely(other).equals(loosely(group)))
        .distinct()
        .toList();
  }

  /** How people may have meant it. It is compared so for hints alone. */
  private static String loosely(String group) {
    return group.strip().replaceFirst("^/", "").replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  void sawUnmatched(TenantId tenant, Collection<String> groups) {
    List<String> kept = groups.stream().filter(g -> g.length() <= GROUP_CHARACTERS).toList();
    if (!kept.isEmpty()) {
      store.unmatched(tenant, kept, clock.instant());
    }
  }

  void sawCutList(TenantId tenant) {
    store.cutList(tenant, clock.instant());
  }

  private Read current(TenantId tenant) {
    Instant now = clock.instant();
    Read known = read.getIfPresent(tenant);
    if (known != null && settings.isRecent(known.at(), now)) {
      return known;
    }
    Optional<ProviderStore.Row> row = store.find(tenant);
    Read fresh =
        new Read(
            row.map(one -> opened(tenant, one)).orElse(null),
            row.map(ProviderStore.Row::cutListAt).orElse(null),
            store.groups(tenant),
            now);
    read.put(tenant, fresh);
    return fresh;
  }

  private IdentityProvider opened(TenantId tenant, ProviderStore.Row row) {
    return new IdentityProvider(
        tenant,
        row.issuer(),
        row.clientId(),
        new String(seals.open(tenant, row.secret(), PLACE), StandardCharsets.UTF_8),
        row.groupsClaim(),
        row.loginClaim(),
        row.apiAudience(),
        row.offlineAccess());
  }
}
