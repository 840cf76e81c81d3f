package com.orgscope.access;

import com.orgscope.access.UnitGrant.Holder;
import com.orgscope.access.UnitGrant.Kind;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Which units executives see beside the whole company. Whether a unit is one, the room that
 * publishes knows.
 */
@Component
public final class UnitGrants {
  private final UnitGrantStore store;
  private final Access access;

  UnitGrants(UnitGrantStore store, Access access) {
    this.store = store;
    this.access = access;
  }

  /**
   * Grants a unit; written down before.
   *
   * @throws Failure for the operator, if the caller is not IT/Security, or the last day is before
   *     the first
   */
  public void grant(Caller caller, UnitGrant grant) {
    if (grant.until() != null && grant.until().isBefore(grant.from())) {
      throw Failure.operator("a grant ends after it begins: " + grant.from() + " or later");
    }
    access.require(
        caller,
        Action.GRANT_UNITS,
        "%s: %s %s from %s until %s"
            .formatted(
                grant.holder().words(),
                grant.kind().name().toLowerCase(Locale.ROOT),
                grant.unit(),
                grant.from(),
                grant.until() == null ? "revoked" : grant.until()));
    store.add(caller, grant);
  }

  /**
   * Takes a unit back, at once.
   *
   * @throws Failure for the operator, if the caller is not IT/Security or nothing was granted
   */
  public void revoke(Caller caller, Holder holder, Kind kind, String unit) {
    access.require(caller, Action.GRANT_UNITS, "%s: no more of %s".formatted(holder.words(), unit));
    if (store.revoke(caller, holder, kind, unit) == 0) {
      throw Failure.operator("they were not granted '" + unit + "', so nothing was taken back");
    }
  }

  /** Every grant that was ever given, in order. */
  public List<UnitGrant> all(Caller caller) {
    access.require(caller, Action.GRANT_UNITS, "all grants of units");
    return store.all(caller);
  }

  /** What the caller sees now beside the whole company; nothing for whoever is no executive. */
  public GrantedUnits of(Caller caller) {
    if (caller.role() != Role.EXECUTIVE) {
      return new GrantedUnits(Set.of(), Set.of());
    }
    return new GrantedUnits(
        new LinkedHashSet<>(store.granted(caller, Kind.DEPARTMENT)),
        new LinkedHashSet<>(store.granted(caller, Kind.CATEGORY)));
  }
}
