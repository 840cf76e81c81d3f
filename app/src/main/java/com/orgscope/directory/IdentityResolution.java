package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Whose the accounts, logins and keys of sign-in logs are. */
@Component
public final class IdentityResolution {
  private final TenantKeys keys;
  private final IdentityStore identities;
  private final LinkStore links;
  private final SettledKeyStore settled;
  private final ErasedStore erased;
  private final Map<TenantId, SightedPseudonyms> pseudonyms = new ConcurrentHashMap<>();

  /** Worked out of everybody; a page asks several times, and it changes when people do. */
  private final Map<TenantId, Periods> kept = new ConcurrentHashMap<>();

  private record Periods(Identities who, Map<UUID, PersonKey> merged, List<KeyPeriod> all) {}

  IdentityResolution(
      TenantKeys keys,
      IdentityStore identities,
      LinkStore links,
      SettledKeyStore settled,
      ErasedStore erased) {
    this.keys = keys;
    this.identities = identities;
    this.links = links;
    this.settled = settled;
    this.erased = erased;
  }

  /** Turns the actors of sign-in logs into keys. One shared instance for each tenant. */
  public Pseudonyms pseudonyms(TenantId tenant) {
    SightedPseudonyms known = sighted(tenant);
    known.lookForErased();
    return known;
  }

  /**
   * Whose the keys are under which events are stored, as of what is known now. A key that is not
   * named, or not on a day, is somebody's nobody told of, under the key itself. No person's key is
   * ever somebody else's. By key and then by day; the same list while nothing changes.
   */
  public List<KeyPeriod> periods(TenantId tenant) {
    return periods(tenant, identities.of(tenant));
  }

  /** What has changed of it since events were added up by person last. */
  public Regrouping regrouping(TenantId tenant) {
    Identities who = identities.of(tenant);
    return settled.compare(tenant, who, periods(tenant, who));
  }

  /** Keeps what the instance of {@link #pseudonyms} has seen so far. */
  void saveSightings(TenantId tenant) {
    sighted(tenant).save();
  }

  private SightedPseudonyms sighted(TenantId tenant) {
    return pseudonyms.computeIfAbsent(
        tenant, id -> new SightedPseudonyms(id, keys.of(id), identities, erased));
  }

  private List<KeyPeriod> periods(TenantId tenant, Identities who) {
    Map<UUID, PersonKey> merged = links.merged(tenant);
    Periods known = kept.get(tenant);
    if (known == null || known.who() != who || !known.merged().equals(merged)) {
      known = new Periods(who, merged, periods(who, merged));
      kept.put(tenant, known);
    }
    return known.all();
  }

  private static List<KeyPeriod> periods(Identities who, Map<UUID, PersonKey> merged) {
    List<KeyPeriod> periods = new ArrayList<>(who.periods());
    merged.forEach((old, person) -> periods.add(KeyPeriod.always(new PersonKey(old), person)));
    periods.sort(Comparator.comparing(KeyPeriod::key).thenComparing(KeyPeriod::from));
    return List.copyOf(periods);
  }
}
