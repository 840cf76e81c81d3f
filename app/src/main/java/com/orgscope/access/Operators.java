package com.orgscope.access;

import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import com.orgscope.kernel.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The persons who sign what nobody changes alone. Their public keys are kept here; a change is a
 * document that two of them signed, applied once and kept for good.
 */
@Component
public final class Operators {
  private static final Duration GOOD_FOR = Duration.ofDays(14);
  private static final int NONCE_BYTES = 16;
  private static final int LONGEST_REASON = 200;
  private static final int LONGEST_ENTRY = 490;

  private final OperatorLog log;
  private final Audit audit;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Operators(OperatorLog log, Audit audit, InstantSource clock) {
    this.log = log;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The public half of each person's key, by name.
   *
   * @throws Failure for the operator, if the log is not as it was written
   */
  public SortedMap<String, String> keys() {
    return log.read().keys();
  }

  /**
   * Accepts the first two keys, into an empty store.
   *
   * @param companies a caller of each, in whose audit log it is written
   */
  public void begin(List<Caller> companies, OperatorKey.Open one, OperatorKey.Open other) {
    OperatorState state = log.read();
    if (!state.applied().isEmpty()) {
      throw Failure.operator(
          "the store has keys already: whoever else is to sign is added by a document that two of them sign");
    }
    if (one.name().equals(other.name())) {
      throw Failure.operator("two different persons are needed, not '" + one.name() + "' twice");
    }
    SortedMap<String, String> keys = new TreeMap<>();
    keys.put(one.name(), one.open());
    keys.put(other.name(), other.open());
    OperatorDocument document =
        document(new OperatorState(random(), keys, List.of()), Kind.KEYS, OperatorDocument.ALL)
            .about("keys", Map.of(), keys, "the first two");
    SignedDocument signed = new SignedDocument(document, List.of());
    var unused = state.with(signed, now());
    record(companies, "accept operators' keys", document, "an empty store takes the first two");
    log.append(state, signed, now(), by(companies));
  }

  /**
   * A document that adds or replaces a person's key, to be signed.
   *
   * @throws Failure for the operator, as {@link #apply} would: one key bears two names
   */
  public SignedDocument proposeAdding(OperatorKey.Open key, String reason) {
    SortedMap<String, String> after = new TreeMap<>(keys());
    after.put(key.name(), key.open());
    return proposeKeys(after, reason);
  }

  /**
   * A document that removes a person's key, to be signed.
   *
   * @throws Failure for the operator, if nobody is called that, or fewer than two would be left
   */
  public SignedDocument proposeRemoving(String name, String reason) {
    SortedMap<String, String> after = new TreeMap<>(keys());
    if (after.remove(name) == null) {
      throw Failure.operator(
          "nobody in the store is called '%s': its persons are %s"
              .formatted(name, String.join(", ", after.keySet())));
    }
    return proposeKeys(after, reason);
  }

  private SignedDocument proposeKeys(SortedMap<String, String> after, String reason) {
    SignedDocument proposed =
        propose(Kind.KEYS, OperatorDocument.ALL, "keys", new Change(keys(), after, reason));
    // Nobody signs what would then be refused.
    log.read().requireKeys(proposed.document());
    return proposed;
  }

  /**
   * @param before what holds until then
   * @param after what would hold
   */
  public record Change(Map<String, String> before, Map<String, String> after, String reason) {}

  /**
   * A document without a signature.
   *
   * @throws Failure for the operator, if there is nobody to sign it, or the reason is missing
   */
  public SignedDocument propose(Kind what, String tenant, String subject, Change change) {
    OperatorState state = log.read();
    if (state.applied().isEmpty()) {
      throw Failure.withRemedy(
          "nobody may sign yet: two persons each make a key, and the store begins with both",
          new Remedy.FirstKeys());
    }
    String why = change.reason().strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw Failure.operator("a reason of 1 to " + LONGEST_REASON + " characters is needed");
    }
    OperatorDocument document =
        document(state, what, tenant).about(subject, change.before(), change.after(), why);
    return new SignedDocument(document, List.of());
  }

  private Draft document(OperatorState state, Kind what, String tenant) {
    return new Draft(state.installation(), what, tenant, random(), now());
  }

  private record Draft(String installation, Kind what, String tenant, String nonce, Instant made) {
    OperatorDocument about(
        String subject, Map<String, String> before, Map<String, String> after, String reason) {
      return new OperatorDocument(
          installation,
          what,
          tenant,
          subject,
          new TreeMap<>(before),
          new TreeMap<>(after),
          reason,
          nonce,
          made,
          made.plus(GOOD_FOR));
    }
  }

  /**
   * Applies a document: it is durable, and in the audit log with old and new.
   *
   * @param companies a caller of each company it is for, in whose audit log it is written
   * @param what the kind that it has to be
   * @throws Failure for the operator, saying why it does not count
   */
  public void apply(List<Caller> companies, Kind what, SignedDocument signed) {
    requireKind(what, signed);
    OperatorState state = log.read();
    List<String> names = state.requireSigned(signed, now());
    var unused = state.withFresh(signed, now());
    OperatorDocument document = signed.document();
    record(
        companies,
        "apply a signed document",
        document,
        "signed by %s: %s".formatted(String.join(" and ", names), document.reason()));
    log.append(state, signed, clock.instant().truncatedTo(ChronoUnit.MILLIS), by(companies));
  }

  /**
   * Who signed.
   *
   * @throws Failure for the operator, saying why the document does not count
   */
  public List<String> requireSigned(Kind what, SignedDocument signed) {
    requireKind(what, signed);
    return log.read().requireSigned(signed, now());
  }

  /**
   * Returns if one of those who speak for the people of each company that names somebody signed.
   *
   * @param why they have to, in words
   * @throws Failure for the operator, naming those of whom one is missing
   */
  public void requireEveryCouncil(List<String> signers, String why) {
    log.read()
        .councils()
        .forEach((tenant, council) -> {
          if (signers.stream().noneMatch(council::contains)) {
            throw Failure.operator(
                "%s: of %s one of %s signs it as well"
                    .formatted(why, tenant, String.join(", ", council)));
          }
        });
  }

  /** The companies whose policy names who speaks for their people. */
  public Set<TenantId> withCouncil() {
    return log.read().councils().keySet().stream()
        .map(TenantId::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void requireKind(Kind what, SignedDocument signed) {
    if (signed.document().what() != what) {
      throw Failure.operator(
          "the document is about %s, not about %s"
              .formatted(signed.document().what().words(), what.words()));
    }
  }

  /**
   * What is signed with a policy that names these: which keys are theirs.
   *
   * @return by the name it has in the document
   */
  Map<String, String> pins(Collection<String> council) {
    return council.isEmpty()
        ? Map.of()
        : Map.of(OperatorState.COUNCIL_KEYS, log.read().pinned(council));
  }

  /** Whether it is in the log: who was killed while doing what it allows goes on. */
  public boolean applied(Kind what, SignedDocument signed) {
    requireKind(what, signed);
    return log.read().documents().contains(signed);
  }

  /**
   * A document that counts.
   *
   * @param at when it was applied, to the millisecond
   */
  public record Applied(SignedDocument signed, Instant at) {}

  /** The newest that was applied; every signature was checked on the way. */
  public Optional<SignedDocument> newest(Kind what, String tenant) {
    return newestApplied(what, tenant).map(Applied::signed);
  }

  /** As {@link #newest}, with its time. */
  public Optional<Applied> newestApplied(Kind what, String tenant) {
    return log.read().newest(what, tenant);
  }

  /** Each company is told, and what is refused is not begun. */
  private void record(
      List<Caller> companies, String action, OperatorDocument document, String reason) {
    String said =
        "%s %s: %s"
            .formatted(
                document.what().words(),
                document.subject(),
                document.what() == Kind.KEYS ? names(document) : document.change());
    String subject = said.length() > LONGEST_ENTRY ? said.substring(0, LONGEST_ENTRY) : said;
    for (Caller company : companies) {
      var unused = Gate.require(audit, company, Action.RUN_WORK, action, List::of);
      audit.record(company, action, subject, reason);
    }
  }

  /** Keys by their fingerprints: a whole one says no more to anybody. */
  private static String names(OperatorDocument document) {
    return listed(document.before()) + " -> " + listed(document.after());
  }

  private static String listed(Map<String, String> keys) {
    return keys.isEmpty()
        ? "nobody"
        : String.join(
            ", ",
            keys.entrySet().stream()
                .map(key -> key.getKey() + " " + OperatorKey.fingerprint(key.getValue()))
                .toList());
  }

  private static String by(List<Caller> companies) {
    return companies.isEmpty() ? "nobody's" : companies.getFirst().principal();
  }

  private String random() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
