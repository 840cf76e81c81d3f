package com.orgscope.access;

import com.orgscope.audit.Audit;
import com.orgscope.directory.DirectoryGate;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
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
    require(audit, caller, action(act), subject, List::of);
  }

  @Override
  public <T> List<T> read(
      Caller caller, Act act, String subject, Supplier<List<T>> rows, Function<T, PersonKey> whom) {
    return read(audit, caller, action(act), subject, rows, whom);
  }

  static <T> List<T> read(
      Audit audit,
      Caller caller,
      Action action,
      String subject,
      Supplier<List<T>> rows,
      Function<T, PersonKey> whom) {
    List<T> read = new ArrayList<>();
    AtomicBoolean asked = new AtomicBoolean();
    require(
        audit,
        caller,
        action,
        subject,
        () -> {
          asked.set(true);
          read.addAll(rows.get());
          return read.stream().map(whom).toList();
        });
    // The product's own reading is not written down, and is asked for now.
    return asked.get() ? read : rows.get();
  }

  @Override
  public void missed(Caller caller, Act act, PersonKey person) {
    Action action = action(act);
    if (recorded(caller.role(), action)) {
      audit.record(
          caller, "refused: " + words(action), person.toString(), "not their row, or nobody's");
    }
  }

  /**
   * @param whom asked for after the caller is let in and before that is written down
   */
  static String require(
      Audit audit,
      Caller caller,
      Action action,
      String subject,
      Supplier<? extends Collection<PersonKey>> whom) {
    return require(audit, caller, action, subject, whom, "");
  }

  /**
   * @param more what the log has beside the reason
   */
  static String require(
      Audit audit,
      Caller caller,
      Action action,
      String subject,
      Supplier<? extends Collection<PersonKey>> whom,
      String more) {
    return switch (DecisionTable.of(caller.role(), action)) {
      case Decision.Allowed allowed -> {
        if (isPublished(action) && recorded(caller.role(), action)) {
          // It shows no person, and is shown also while the log cannot be written.
          audit.recordOrKeep(caller, words(action), subject, allowed.reason() + more);
        } else if (recorded(caller.role(), action)) {
          audit.record(caller, words(action), subject, whom.get(), allowed.reason() + more);
        }
        yield allowed.reason();
      }
      case Decision.Refused refused -> {
        audit.record(caller, "refused: " + words(action), subject, refused.reason());
        throw Failure.operator(refused.reason());
      }
    };
  }

  private static boolean isPublished(Action action) {
    return action == Action.ORGANIZATION_AGGREGATES || action == Action.UNIT_AGGREGATES;
  }

  private static Action action(Act act) {
    return switch (act) {
      case READ_PEOPLE -> Action.PERSON_DATA;
      case READ_NAMES -> Action.NAMES;
      case CHANGE_PEOPLE, CHANGE_VOCABULARY, CHANGE_KEYS -> Action.CHANGE_DIRECTORY;
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
        || action == Action.DECIDE
        || action == Action.REVIEW;
  }

  static String words(Action action) {
    return switch (action) {
      case ORGANIZATION_AGGREGATES -> "read published numbers";
      case UNIT_AGGREGATES -> "read published numbers of units";
      case GRANT_UNITS -> "grant units";
      case PERSON_DATA -> "read people";
      case NAMES -> "read names";
      case TEAM -> "read their team";
      case OVERRIDE -> "override a category";
      case DECIDE -> "decide on a recommendation";
      case OPERATIONS -> "read operations";
      case RUN_WORK -> "run work";
      case CHANGE_DIRECTORY -> "change the directory";
      case ERASE_ONESELF -> "have oneself erased";
      case EXPORT_ONESELF -> "export what is held of oneself";
      case OPEN_RECORD -> "open a person's record";
      case VIEW_AS -> "view as another role";
      case OWN_LOOKS -> "read who looked at them";
      case CONTEST -> "contest their category";
      case RATE -> "rate their category";
      case SURVEY -> "answer about a report";
      case CONSENT -> "say whether they are counted";
      case REVIEW -> "decide on a contest";
      case AUDIT_LOG -> "read the audit log";
      case EGRESS -> "read what left the house";
      case CONTROL_EVIDENCE -> "read evidence of controls";
      case PROMISES -> "read what people are promised";
    };
  }
}
