package com.orgscope.claim;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All claims with since when whom has what they are of; each is worked out once. */
final class Evidence {
  private final List<Claim> claims;
  private final Map<Integer, Rollout> rollouts;
  private final Membership here;
  private final Map<Integer, Set<PersonKey>> among = new HashMap<>();
  private final Map<Integer, Map<PersonKey, LocalDate>> since = new HashMap<>();

  Evidence(List<Claim> claims, Map<Integer, Rollout> rollouts, Membership here) {
    this.claims = List.copyOf(claims);
    this.rollouts = Map.copyOf(rollouts);
    this.here = here;
  }

  Membership here() {
    return here;
  }

  Rollout rollout(Claim claim) {
    return rollouts.getOrDefault(claim.number(), Rollout.NOBODY);
  }

  /** Whom it concerns. */
  Set<PersonKey> among(Claim claim) {
    return among.computeIfAbsent(claim.number(), number -> here.of(claim.concern().among(), claim));
  }

  /** From which day each whom it concerns has it who has it at all. */
  Map<PersonKey, LocalDate> since(Claim claim) {
    return since.computeIfAbsent(
        claim.number(),
        number -> {
          Map<PersonKey, LocalDate> all = here.since(claim, rollout(claim));
          all.keySet().retainAll(among(claim));
          return all;
        });
  }

  /** The day from which the first have it whom it concerns; if none of them has, of all others. */
  Optional<LocalDate> first(Claim claim) {
    return since(claim).values().stream()
        .min(LocalDate::compareTo)
        .or(() -> rollout(claim).first());
  }

  /** For whom another claim changes the same, and when. */
  Map<PersonKey, List<LocalDate>> changedByOthers(Claim claim) {
    Map<PersonKey, List<LocalDate>> changed = new HashMap<>();
    for (Claim other : claims) {
      if (other.number() != claim.number()
          && other.concern().part().meets(claim.concern().part())) {
        since(other)
            .forEach((person, day) ->
                changed.computeIfAbsent(person, key -> new ArrayList<>()).add(day));
      }
    }
    return changed;
  }
}
