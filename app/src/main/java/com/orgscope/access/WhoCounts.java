package com.orgscope.access;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.KeyPeriod;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.PeopleLeftOut;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Who is in an analysis and a number: whoever did not say no and, where the works-council policy
 * has people asked first, said yes. This is the one place where it is decided. The lake asks it
 * before every question and the database's row policies have the same list, so that it holds at
 * once, and whoever reads use or categories need not ask.
 */
@Component
public final class WhoCounts implements PeopleLeftOut {
  private final CouncilPolicyStore store;
  private final IdentityResolution resolution;
  private final People people;

  WhoCounts(CouncilPolicyStore store, IdentityResolution resolution, People people) {
    this.store = store;
    this.resolution = resolution;
    this.people = people;
  }

  /** People of the directory, and whoever said no, who are in no analysis now. */
  public Set<PersonKey> leftOut(TenantId tenant) {
    return Set.copyOf(store.leftOut(tenant).people());
  }

  /** The same of people of the directory, if another policy held. */
  public Set<PersonKey> leftOut(TenantId tenant, CouncilPolicy policy) {
    Map<PersonKey, Boolean> said = store.said(tenant);
    return people.all(Caller.system(tenant, "access")).stream()
        .filter(person ->
            !said.getOrDefault(
                person.key(),
                policy.at(person.location()).consent() == CouncilPolicy.Consent.OPT_OUT))
        .map(Person::key)
        .collect(Collectors.toSet());
  }

  @Override
  public String version(TenantId tenant) {
    return store.leftOut(tenant).version();
  }

  @Override
  public Keys of(TenantId tenant) {
    CouncilPolicyStore.LeftOut left = store.leftOut(tenant);
    if (left.people().isEmpty() && !left.strangers()) {
      return new Keys(false, List.of(), left.version());
    }
    Set<PersonKey> about = new HashSet<>(left.people());
    if (left.strangers()) {
      about = new HashSet<>(people.visible(Caller.system(tenant, "access")));
      about.removeAll(Set.copyOf(left.people()));
    }
    List<Days> days = new ArrayList<>();
    for (PersonKey key : about) {
      days.add(new Days(key, KeyPeriod.BEGINNING, KeyPeriod.END));
    }
    for (KeyPeriod period : resolution.periods(tenant)) {
      if (about.contains(period.person())) {
        days.add(new Days(period.key(), period.from(), period.until()));
      }
    }
    return new Keys(left.strangers(), days, left.version());
  }
}
