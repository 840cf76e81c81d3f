package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The log of who did what, to whom, when and why they were allowed. An entry is durable when {@link
 * #record} returns; so record first, then read. Each tenant's entries are a chain of SHA-256
 * hashes: an entry that is changed, left out or added later shows in {@link #verify}.
 */
@Component
public class Audit {
  /** More entries than this nobody reads at once. */
  public static final int READ_LIMIT = 10_000;

  private static final int TEXT_LIMIT = 500;

  private final AuditStore store;
  private final InstantSource clock;

  Audit(AuditStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Adds an entry for the caller. It takes one short transaction of its own, whatever becomes of
   * what is recorded.
   *
   * @param action what they do, in a few words that stay the same ("read people")
   * @param subject a person key or the name of a whole ("people"); never a name, login or mail
   * @param whyAllowed the rule that lets them, or why they were refused
   * @throws Failure retry, if the log cannot be written: then what was to be recorded must not
   *     happen; bug, if a text is too long or the subject looks like a mail address
   */
  public void record(Caller caller, String action, String subject, String whyAllowed) {
    check(action);
    check(subject);
    check(whyAllowed);
    if (subject.indexOf('@') >= 0) {
      throw Failure.bug("an audit entry names people by key, not by mail", null);
    }
    // The database keeps microseconds, and the hash covers what it keeps.
    store.append(
        caller, clock.instant().truncatedTo(ChronoUnit.MICROS), action, subject, whyAllowed);
  }

  private static void check(String text) {
    if (text.isBlank() || text.length() > TEXT_LIMIT || text.indexOf('\0') >= 0) {
      throw Failure.bug("an audit entry's texts have 1 to " + TEXT_LIMIT + " characters", null);
    }
  }

  /**
   * The newest entries of the caller's tenant, the newest first. Only IT/Security has rows here;
   * for every other role the list is empty. Whoever shows it records that it was read.
   *
   * @param limit at most {@link #READ_LIMIT}
   */
  public List<AuditEntry> entries(Caller caller, int limit) {
    return store.newest(caller, Math.clamp(limit, 1, READ_LIMIT));
  }

  /**
   * Walks the whole chain of the caller's tenant, as IT/Security or the product itself. It takes
   * about a second for a hundred thousand entries.
   *
   * @throws Failure for the operator, if the caller has no rows of the log: to them an empty log
   *     would look whole
   */
  public ChainCheck verify(Caller caller) {
    if (caller.role() != Role.IT_SECURITY && caller.role() != Role.SYSTEM) {
      throw Failure.operator("the log is checked by IT/Security or the product itself");
    }
    return store.verify(caller);
  }
}
