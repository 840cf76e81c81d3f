package com.orgscope.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.ByteSearch;
import com.orgscope.state.Findings;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The log of who did what, to whom, when and why they were allowed. An entry is durable when {@link
 * #record} returns; so record first, then read. A sealer puts each tenant's entries into blocks,
 * each of which holds the SHA-256 of its entries and of the block before: an entry that is changed,
 * left out or added past it shows in {@link #verify}.
 */
@Component
public class Audit {
  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  /** More entries than this nobody reads at once. */
  public static final int READ_LIMIT = 10_000;

  private static final int TEXT_LIMIT = 500;

  /** As many as an entry names itself; more stand in a list of their own. */
  private static final int FEW = 100;

  private static final int LISTS_REMEMBERED = 1_000;

  /** What stands for somebody whom an entry is about alone. */
  static final String PERSON = "person";

  /** How a person's key is spelled, and nothing else of the product. */
  private static final Pattern KEY =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private final AuditStore store;
  private final SealFiles seals;
  private final StartFiles starts;
  private final Aliases aliases;
  private final Spool spool;
  private final Cache<Listed, Boolean> listed =
      Caffeine.newBuilder().maximumSize(LISTS_REMEMBERED).build();

  Audit(AuditStore store, SealFiles seals, StartFiles starts, Aliases aliases, Spool spool) {
    this.starts = starts;
    this.spool = spool;
    this.store = store;
    this.seals = seals;
    this.aliases = aliases;
  }

  private record Listed(TenantId tenant, String digest) {}

  /**
   * Adds an entry for the caller, of the database's time and from where the caller asks. It takes
   * one short transaction of its own, whatever becomes of what is recorded.
   *
   * @param action what they do, in a few words that stay the same ("read people")
   * @param subject a person key or the name of a whole ("people"); never a name, login or mail
   * @param whyAllowed the rule that lets them, or why they were refused
   * @throws Failure retry, if the log cannot be written: then what was to be recorded must not
   *     happen; bug, if a text is too long or the subject looks like a mail address
   */
  public void record(Caller caller, String action, String subject, String whyAllowed) {
    record(caller, action, subject, List.of(), whyAllowed);
  }

  /**
   * As {@link #record(Caller, String, String, String)}, about people.
   *
   * @param whom each of them, however many they are
   */
  public void record(
      Caller caller, String action, String subject, Collection<PersonKey> whom, String whyAllowed) {
    check(action, subject, whyAllowed);
    boolean one = KEY.matcher(subject).matches();
    Set<PersonKey> people = new HashSet<>(whom);
    if (one) {
      people.add(PersonKey.parse(subject));
    }
    UUID actor = aliases.of(caller);
    append(
        caller,
        Origin.of(caller).noted(actor == null ? "" : actor.toString()),
        new AuditStore.Deed(
            action, one ? PERSON : subject, whyAllowed, aliases.of(caller.tenant(), people), null));
  }

  /**
   * As {@link #record(Caller, String, String, String)}, for what shows no person: where the log
   * cannot be written the entry is kept in a file of the home, and written into the log when that
   * can be.
   *
   * @throws Failure retry, if it cannot be kept either
   */
  public void recordOrKeep(Caller caller, String action, String subject, String whyAllowed) {
    check(action, subject, whyAllowed);
    try {
      record(caller, action, subject, whyAllowed);
    } catch (Failure | DataAccessException e) {
      LOG.warn("An entry of the audit log is kept in a file: {}", e.getMessage());
      spool.keep(
          caller,
          new AuditStore.Deed(action, subject, whyAllowed, List.of(), null),
          Origin.of(caller),
          aliases.hidden(caller));
    }
  }

  /** A list that the database has already is not told again. */
  private void append(Caller caller, String noted, AuditStore.Deed deed) {
    if (deed.whom().size() <= FEW) {
      store.append(caller, noted, deed);
      return;
    }
    byte[] digest =
        Sha256.of(deed.whom().stream().map(UUID::toString).collect(Collectors.joining(" ")));
    Listed list = new Listed(caller.tenant(), HexFormat.of().formatHex(digest));
    boolean known = listed.getIfPresent(list) != null;
    store.append(caller, noted, known ? deed.of(digest) : deed);
    listed.put(list, true);
  }

  private static void check(String action, String subject, String whyAllowed) {
    check(action);
    check(subject);
    check(whyAllowed);
    if (subject.indexOf('@') >= 0) {
      throw Failure.bug("an audit entry names people by key, not by mail", null);
    }
  }

  private static void check(String text) {
    if (text.isBlank() || text.length() > TEXT_LIMIT || text.indexOf('\0') >= 0) {
      throw Failure.bug("an audit entry's texts have 1 to " + TEXT_LIMIT + " characters", null);
    }
  }

  /**
   * Destroys what tells who these people are in the log, whether they acted or were looked at. The
   * log stays as it is.
   *
   * @return how many aliases mean nothing any more
   */
  public long forget(TenantId tenant, Collection<PersonKey> people) {
    return aliases.forget(tenant, people);
  }

  /** Looks for people in what aliases mean, opened, and in entries that are kept in files. */
  public Findings holding(TenantId tenant, ByteSearch search) {
    Findings findings = new Findings();
    aliases.holding(tenant, search, findings);
    spool.holding(tenant, search, aliases, findings);
    return findings;
  }

  /**
   * The newest entries of the caller's tenant, the newest first. Only IT/Security has rows here,
   * and the auditor, to whom people stand by alias; for every other role the list is empty. Whoever
   * shows it records that it was read.
   *
   * @param limit at most {@link #READ_LIMIT}
   */
  public List<AuditEntry> entries(Caller caller, int limit) {
    return found(caller, AuditQuery.newest(limit));
  }

  /**
   * The entries of the caller's tenant that answer a question, the newest first; as {@link
   * #entries} for these roles alone, and whoever shows them records that they were read.
   */
  public List<AuditEntry> found(Caller caller, AuditQuery query) {
    String actor = query.actor();
    PersonKey person = query.person();
    Aliases.Sought sought = aliases.sought(caller, actor, person);
    List<StoredEntry> rows =
        store.found(caller, query, sought, Math.clamp(query.limit(), 1, READ_LIMIT));
    return new Reading(caller, store, aliases).read(rows);
  }

  /**
   * Walks the whole chain of the caller's tenant, as IT/Security or the product itself, and
   * compares it with every seal: whoever has the database can write a whole chain anew, and not the
   * seals. It takes about a second for a hundred thousand entries. That it was walked is noted.
   *
   * @throws Failure for the operator, if the caller has no rows of the log: to them an empty log
   *     would look whole
   */
  public ChainCheck verify(Caller caller) {
    if (caller.role() != Role.IT_SECURITY && caller.role() != Role.SYSTEM) {
      throw Failure.operator("the log is checked by IT/Security or the product itself");
    }
    TenantId tenant = caller.tenant();
    ChainCheck found = store.verify(caller, seals.of(tenant), starts.of(tenant), null).found();
    store.noteVerification(tenant, found);
    return found;
  }

  /** When the whole log of the caller's tenant was walked last, and what was found. */
  public Verified verified(Caller caller) {
    return store.verified(caller);
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
    AuditStore.Walked walked =
        store.verify(Caller.system(tenant, "audit"), before, starts.of(tenant), last);
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
