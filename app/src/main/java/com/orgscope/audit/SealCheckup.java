package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Looks at audit logs: whether each was walked, its seals are as they were written and lie apart.
 */
@Component
public final class SealCheckup {
  private static final String ABOUT = "seals of audit logs";
  private static final String WALKED = "audit logs walked";

  private final Home home;
  private final SealFiles seals;
  private final AuditStore store;

  SealCheckup(Home home, SealFiles seals, AuditStore store) {
    this.home = home;
    this.seals = seals;
    this.store = store;
  }

  /**
   * Whether each log was walked of late, and was whole.
   *
   * @param tenants whose logs
   */
  public Finding verification(Collection<TenantId> tenants) {
    List<String> overdue = new ArrayList<>();
    for (TenantId tenant : tenants) {
      Verified last = store.verified(Caller.system(tenant, "audit"));
      if (last.brokenAt() != null) {
        return new Finding(
            WALKED,
            Grade.WRONG,
            "that of %s is broken at entry %d, which %s"
                .formatted(tenant, last.brokenAt(), last.reason()),
            "compare it with a backup before anything is changed");
      }
      if (last.overdue()) {
        overdue.add(tenant.value());
      }
    }
    return overdue.isEmpty()
        ? new Finding(WALKED, Grade.GOOD, "each within " + Verified.MOST.toHours() + " hours", "")
        : new Finding(
            WALKED,
            Grade.WRONG,
            "not for %d hours: %s".formatted(Verified.MOST.toHours(), String.join(", ", overdue)),
            "let a server with the role of a worker run: it walks them each night");
  }

  /**
   * @param tenants whose seals are looked at
   */
  public Finding finding(Collection<TenantId> tenants) {
    Path folder = seals.folder();
    try {
      int all = tenants.stream().mapToInt(tenant -> seals.of(tenant).size()).sum();
      return folder.startsWith(home.path())
          ? new Finding(
              ABOUT,
              Grade.WARNING,
              "%d, in %s: who has the home can write log and seals anew".formatted(all, folder),
              "name a folder on another machine in orgscope.audit.seal-folder, and copy the seals"
                  + " there")
          : new Finding(ABOUT, Grade.GOOD, all + ", signed and in order, outside the home", "");
    } catch (Failure e) {
      // It says what to do as well.
      return new Finding(ABOUT, Grade.WRONG, Objects.requireNonNull(e.getMessage()), "");
    }
  }
}
