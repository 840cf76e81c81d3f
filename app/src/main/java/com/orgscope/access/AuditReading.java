package com.orgscope.access;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.audit.AuditQuery;
import com.orgscope.kernel.Caller;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks things up in the audit log, which is a look that stands in it. */
@Component
public final class AuditReading {
  private final Access access;
  private final Audit audit;

  AuditReading(Access access, Audit audit) {
    this.access = access;
    this.audit = audit;
  }

  /**
   * The entries that answer a question, the newest first. The look itself is written down before
   * anything is given out, and is not among them.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller may not read the log
   */
  public List<AuditEntry> found(Caller caller, AuditQuery query) {
    List<AuditEntry> found = audit.found(caller, query);
    var unused =
        access.require(
            caller,
            Action.AUDIT_LOG,
            query.person() == null ? "audit log" : query.person().toString());
    return found;
  }
}
