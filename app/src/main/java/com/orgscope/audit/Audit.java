package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The log of who did what, to whom, when and why they were allowed. An entry is durable when {@link
 * #record} returns; so record first, then read. A sealer puts each tenant's entries into blocks,
 * each of which holds the SHA-256 of its entries and of the block before: an entry that is changed,
 * left out or added past it shows in {@link #verify}.
 */
@Component
public class Audit {
  /** More entries than this nobody reads at once. */
  public static final int READ_LIMIT = 10_000;

  private static final int TEXT_LIMIT = 500;

  private final AuditStore store;
  private final SealFiles seals;

  Audit(AuditStore store, SealFiles seals) {
    this.store = store;
    this.seals = seals;
  }

  /**
   * Adds an entry for the caller, of the database's time. It takes one short transaction of its
   * own, whatever becomes of what is recorded.
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
    store.append(caller, action, subject, whyAllowed);
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
   * Walks the whole chain of the caller's tenant, as IT/Security or the product itself, and
   * compares it with every seal: whoever has the database can write a whole chain anew, and not the
   * seals. It takes about a second for a hundred thousand entries.
   *
   * @throws Failure for the operator, if the caller has no rows of the log: to them an empty log
   *     would look whole
   */
  public ChainCheck verify(Caller caller) {
    if (caller.role() != Role.IT_SECURITY && caller.role() != Role.SYSTEM) {
      throw Failure.operator("the log is checked by IT/Security or the product itself");
    }
    return store.verify(caller, seals.of(caller.tenant()), null).found();
  }

  /**
   * Puts what is in no block yet into one, walks the tenant's chain from its last seal on, and
   * writes down outside the database where it ends.
   *
   * @return empty where nothing was added since the last seal
   * @throws Failure for the operator, if the log is broken since, or the seals cannot be written or
   *     are not as they were
   */
  public Optional<Seal> seal(TenantId tenant) {
    store.sealBlocks(tenant);
    List<Seal> before = seals.of(tenant);
    Seal last = before.isEmpty() ? null : before.getLast();
    AuditStore.Walked walked = store.verify(Caller.system(tenant, "audit"), before, last);
    AuditStore.End end = walked.end();
    if (walked.found() instanceof ChainCheck.Broken broken) {
      throw Failure.operator(broken.sentence());
    }
    return end.entries() == 0 || (last != null && last.entries() >= end.entries())
        ? Optional.empty()
        : seals.add(tenant, end.entries(), end.head(), end.at());
  }

  /** The tenant's newest seal; empty before the first. */
  public Optional<Seal> lastSeal(TenantId tenant) {
    List<Seal> all = seals.of(tenant);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }
}
