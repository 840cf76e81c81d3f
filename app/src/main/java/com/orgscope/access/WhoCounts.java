package com.orgscope.access;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.KeyPeriod;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.PeopleLeftOut;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  WhoCounts(CouncilPolicyStore store, IdentityResolution resolution) {
    this.store = store;
    this.resolution = resolution;
  }

  @Override
  public String version(TenantId tenant) {
    return store.version(tenant);
  }

  @Override
  public Keys of(TenantId tenant) {
    // First, so that what changes meanwhile is another version, and asked again.
    String version = store.version(tenant);
    boolean strangers = store.asksFirst(tenant);
    Set<PersonKey> about = new HashSet<>(strangers ? store.letIn(tenant) : store.leftOut(tenant));
    if (about.isEmpty()) {
      return new Keys(strangers, List.of(), version);
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
    return new Keys(strangers, days, version);
  }
}
