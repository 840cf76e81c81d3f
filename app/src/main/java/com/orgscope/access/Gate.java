package com.orgscope.access;

import com.orgscope.audit.Audit;
import com.orgscope.directory.DirectoryGate;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import org.springframework.stereotype.Component;

/** Lets callers into the directory by the one decision table, and writes down who went in. */
@Component
final class Gate implements DirectoryGate {
  private final Audit audit;

  Gate(Audit audit) {
    this.audit = audit;
  }

  @Override
  public void admit(Caller caller, Act act, String subject) {
    Action action =
        switch (act) {
          case READ_PEOPLE -> Action.PERSON_DATA;
          case READ_NAMES -> Action.NAMES;
          case CHANGE_PEOPLE, CHANGE_VOCABULARY -> Action.CHANGE_DIRECTORY;
        };
    require(audit, caller, action, subject);
  }

  static String require(Audit audit, Caller caller, Action action, String subject) {
    return require(audit, caller, action, subject, "");
  }

  /**
   * @param more what the log has beside the reason
   */
  static String require(Audit audit, Caller caller, Action action, String subject, String more) {
    return switch (DecisionTable.of(caller.role(), action)) {
      case Decision.Allowed allowed -> {
        if (recorded(caller.role(), action)) {
          audit.record(caller, words(action), subject, allowed.reason() + more);
        }
        yield allowed.reason();
      }
      case Decision.Refused refused -> {
        audit.record(caller, "refused: " + words(action), subject, refused.reason());
        throw Failure.operator(refused.reason());
      }
    };
  }

  /**
   * Everything a person does is recorded. Of the product's own work only what opens names or
   * changes something: its runs read every person's row each night and keep records of their own.
   */
  private static boolean recorded(Role role, Action action) {
    return role != Role.SYSTEM
        || action == Action.NAMES
        || action == Action.CHANGE_DIRECTORY
        || action == Action.OVERRIDE
        || action == Action.DECIDE;
  }

  static String words(Action action) {
    return switch (action) {
      case ORGANIZATION_AGGREGATES -> "read published numbers";
      case PERSON_DATA -> "read people";
      case NAMES -> "read names";
      case OVERRIDE -> "override a category";
      case DECIDE -> "decide on a recommendation";
      case OPERATIONS -> "read operations";
      case RUN_WORK -> "run work";
      case CHANGE_DIRECTORY -> "change the directory";
      case OPEN_RECORD -> "open a person's record";
      case OWN_LOOKS -> "read who looked at them";
      case AUDIT_LOG -> "read the audit log";
      case CONTROL_EVIDENCE -> "read evidence of controls";
    };
  }
}
