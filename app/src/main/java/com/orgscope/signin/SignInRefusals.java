package com.orgscope.signin;

import com.orgscope.audit.Audit;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import org.springframework.stereotype.Component;

/** Writes down who was not let in, of a company that is there. */
@Component
public class SignInRefusals {
  private final Tenants tenants;
  private final Audit audit;

  SignInRefusals(Tenants tenants, Audit audit) {
    this.tenants = tenants;
    this.audit = audit;
  }

  /**
   * Of somebody whom nobody knows.
   *
   * @param company what was asked for, whatever it is
   * @param why one of our own sentences, nothing of what was sent
   */
  public void record(String company, String why) {
    TenantId tenant;
    try {
      tenant = new TenantId(company);
    } catch (Failure e) {
      return;
    }
    if (tenants.find(tenant).isPresent()) {
      record(tenant, why);
    }
  }

  /** Of a program that is known and asks for what its token is not for. */
  void recordOutOfScope(Caller program, String needed) {
    audit.record(
        program, "refused: ask the API", needed, "a token opens what its scopes name alone");
  }

  void record(TenantId tenant, String why) {
    audit.record(Caller.system(tenant, "sign-in"), "refused: sign in", "sign-in", why);
  }
}
