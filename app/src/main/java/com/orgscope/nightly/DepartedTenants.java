package com.orgscope.nightly;

import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.TenantDeletions;
import com.orgscope.work.Recurring;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Goes on with the deletion of companies whose process was killed on the way. */
@Component
final class DepartedTenants implements Recurring {
  static final String KIND = "tenant.deletion";

  private final TenantDeletions deletions;

  DepartedTenants(TenantDeletions deletions) {
    this.deletions = deletions;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(@Nullable TenantId nobody) {
    deletions
        .begun()
        .forEach(tenant -> {
          var unused = deletions.goOn(tenant);
        });
  }
}
