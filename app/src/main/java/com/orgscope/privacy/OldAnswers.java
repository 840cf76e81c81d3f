package com.orgscope.privacy;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.KeptAnswers;
import com.orgscope.work.Recurring;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes away the answers to programs that nobody can have again, of companies that ask no more. */
@Component
public final class OldAnswers implements Recurring {
  public static final String KIND = "kept.answers";

  private final Tenants tenants;
  private final KeptAnswers answers;

  OldAnswers(Tenants tenants, KeptAnswers answers) {
    this.tenants = tenants;
    this.answers = answers;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(@Nullable TenantId nobody) {
    for (Tenant each : tenants.all()) {
      var unused = answers.forgetEnded(each.id());
    }
  }
}
