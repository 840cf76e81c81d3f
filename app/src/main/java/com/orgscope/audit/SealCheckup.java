package com.orgscope.audit;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Looks at the seals of audit logs: whether they are as they were written, and lie apart. */
@Component
public final class SealCheckup {
  private static final String ABOUT = "seals of audit logs";

  private final Home home;
  private final SealFiles seals;

  SealCheckup(Home home, SealFiles seals) {
    this.home = home;
    this.seals = seals;
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
