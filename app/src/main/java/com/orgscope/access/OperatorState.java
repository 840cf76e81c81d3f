package com.orgscope.access;

import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.Operators.Applied;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import com.orgscope.state.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who may sign, and what was applied. A document counts with the signatures of two different
 * persons who are in the store, once, before it expires, and only where it was made for.
 *
 * @param installation empty before the first keys were accepted
 * @param keys the public half of each person's key
 */
record OperatorState(String installation, SortedMap<String, String> keys, List<Applied> applied) {
  static final OperatorState EMPTY = new OperatorState("", new TreeMap<>(), List.of());
  static final int PERSONS = 2;

  /** In a works-council policy, the names of those who speak for the people. */
  private static final String COUNCIL = "council";

  /** And each one's key by its fingerprint: what a name means is signed with it. */
  static final String COUNCIL_KEYS = "council.keys";

  private static final String BETWEEN = "; ";

  /** By how much two clocks may differ. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  OperatorState {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    applied = List.copyOf(applied);
  }

  /**
   * After one more, as it was applied once. Policies of which nobody signed whose keys speak for
   * the people bound nobody else when they were applied, and do not later.
   *
   * @throws Failure for the operator, if it does not count
   */
  OperatorState with(SignedDocument signed, Instant now) {
    return with(signed, now, councils(true));
  }

  /**
   * After one more that is applied now: what it does to any company's council needs one of them.
   *
   * @throws Failure for the operator, if it does not count
   */
  OperatorState withFresh(SignedDocument signed, Instant now) {
    return with(signed, now, councils());
  }

  private OperatorState with(
      SignedDocument signed, Instant now, SortedMap<String, Set<String>> councils) {
    OperatorDocument document = signed.document();
    boolean first = applied.isEmpty();
    boolean ofKeys = document.what() == Kind.KEYS;
    if (first) {
      requireFirst(document);
    } else {
      List<String> signers = requireSigned(signed, now);
      if (ofKeys) {
        requireCouncil(document, signers, councils);
      }
      if (document.what() == Kind.TENANT_DELETION) {
        requireCouncilOfDeleted(document, signers, councils);
      }
    }
    if (ofKeys) {
      requireKeys(document, councils);
    }
    if (document.what() == Kind.COUNCIL_POLICY) {
      requirePinned(document);
    }
    List<Applied> more = new ArrayList<>(applied);
    more.add(new Applied(signed, now));
    return new OperatorState(
        first ? document.installation() : installation, ofKeys ? document.after() : keys, more);
  }

  private static void requireFirst(OperatorDocument document) {
    if (document.what() != Kind.KEYS || document.after().size() != PERSONS) {
      throw Failure.operator("a store begins with the keys of two persons");
    }
  }

  /**
   * Who signed.
   *
   * @throws Failure for the operator, saying why it does not count
   */
  List<String> requireSigned(SignedDocument signed, Instant now) {
    OperatorDocument document = signed.document();
    if (!document.installation().equals(installation)) {
      throw Failure.operator(
          "the document was made for another installation: have it proposed here");
    }
    if (applied.stream()
        .anyMatch(old -> old.signed().document().nonce().equals(document.nonce()))) {
      throw Failure.operator(
          "the document was applied before, and counts once: have a new one proposed");
    }
    if (now.isAfter(document.expires())) {
      throw Failure.operator(
          "the document expired at %s: have a new one proposed and signed"
              .formatted(document.expires()));
    }
    if (document.made().isAfter(now.plus(SKEW))) {
      throw Failure.operator(
          "the document says that it was made at %s, which is not over: look at the clocks"
              .formatted(document.made()));
    }
    return requireTwo(signed);
  }

  private List<String> requireTwo(SignedDocument signed) {
    Set<String> names = new LinkedHashSet<>();
    byte[] bytes = signed.document().signedBytes();
    for (SignedDocument.By by : signed.signatures()) {
      if (!by.key().equals(keys.get(by.name()))) {
        throw Failure.operator(
            "the key of %s with the fingerprint %s is not in the store, whose persons are: %s. Have a new one proposed, and signed by two of them"
                .formatted(
                    by.name(),
                    OperatorKey.fingerprint(by.key()),
                    String.join(", ", keys.keySet())));
      }
      if (!SigningKey.signed(by.key(), bytes, by.signature())) {
        throw Failure.operator(
            "the document was altered after %s signed it: have a new one proposed"
                .formatted(by.name()));
      }
      if (!names.add(by.name())) {
        throw Failure.operator(
            "%s signed twice, and two different persons are needed: have a new one proposed"
                .formatted(by.name()));
      }
    }
    if (names.size() < PERSONS) {
      throw Failure.operator(
          "the signatures of two persons are needed, and there %s: each signs with a key of their own"
              .formatted(
                  names.isEmpty() ? "are none" : "is only that of " + names.iterator().next()));
    }
    return List.copyOf(names);
  }

  /** Of each company whose policy names them, who speaks for its people. */
  SortedMap<String, Set<String>> councils() {
    return councils(false);
  }

  /**
   * @param pinned only of policies with which it was signed whose keys these are
   */
  private SortedMap<String, Set<String>> councils(boolean pinned) {
    SortedMap<String, Set<String>> councils = new TreeMap<>();
    for (SignedDocument one : documents()) {
      OperatorDocument document = one.document();
      Set<String> names = council(document.after());
      if (document.what() == Kind.COUNCIL_POLICY
          && !names.isEmpty()
          && (!pinned || document.after().containsKey(COUNCIL_KEYS))) {
        councils.put(document.tenant(), names);
      } else if (document.what() == Kind.COUNCIL_POLICY
          || document.what() == Kind.TENANT_DELETION) {
        councils.remove(document.tenant());
      }
    }
    return councils;
  }

  private static Set<String> council(Map<String, String> policy) {
    String names = policy.get(COUNCIL);
    return names == null ? Set.of() : new LinkedHashSet<>(List.of(names.split(BETWEEN, -1)));
  }

  /**
   * Who speaks for the people is replaced by nobody else: whatever gives another key to a name that
   * a policy lists, or takes its key away, is signed by one of that company's council. One that has
   * no key at all, as earlier versions could leave it, gets one as anybody does.
   */
  private static void requireCouncil(
      OperatorDocument document, List<String> signers, SortedMap<String, Set<String>> councils) {
    councils.forEach((tenant, council) -> {
      List<String> touched =
          council.stream()
              .filter(
                  name -> !Objects.equals(document.before().get(name), document.after().get(name)))
              .toList();
      if (!touched.isEmpty()
          && council.stream().anyMatch(document.before()::containsKey)
          && signers.stream().noneMatch(council::contains)) {
        throw Failure.operator(
            "%s speaks for the people of %s: one of %s signs a change of that key as well"
                .formatted(String.join(", ", touched), tenant, String.join(", ", council)));
      }
    });
  }

  /**
   * A company is not deleted, and its council with it, over the heads of those who speak for it.
   */
  private static void requireCouncilOfDeleted(
      OperatorDocument document, List<String> signers, SortedMap<String, Set<String>> councils) {
    Set<String> council = councils.getOrDefault(document.tenant(), Set.of());
    if (!council.isEmpty() && signers.stream().noneMatch(council::contains)) {
      throw Failure.operator(
          "the works-council policy of %s names who speaks for its people: one of %s signs its deletion as well"
              .formatted(document.tenant(), String.join(", ", council)));
    }
  }

  /** The keys that these names mean now. */
  String pinned(Collection<String> names) {
    return names.stream()
        .map(name -> name + " " + OperatorKey.fingerprint(keys.getOrDefault(name, "")))
        .collect(Collectors.joining(BETWEEN));
  }

  /** Whoever signed a policy signed which keys speak for the people. */
  void requirePinned(OperatorDocument document) {
    String said = document.after().get(COUNCIL_KEYS);
    if (said == null) {
      return;
    }
    List<String> strangers =
        council(document.after()).stream().filter(name -> !keys.containsKey(name)).toList();
    if (!strangers.isEmpty()) {
      throw Failure.operator(
          "'%s', whom council names, has no key in the store: have a new one proposed"
              .formatted(String.join("', '", strangers)));
    }
    if (!said.equals(pinned(council(document.after())))) {
      throw Failure.operator(
          "the keys of those whom council names are not any more those that were signed, which are %s: have a new one proposed"
              .formatted(said));
    }
  }

  /**
   * What is proposed now: nobody has two names, there are always two persons, and a council keeps a
   * key.
   */
  void requireKeys(OperatorDocument document) {
    requireKeys(document, councils());
  }

  private void requireKeys(OperatorDocument document, SortedMap<String, Set<String>> councils) {
    Map<String, String> after = document.after();
    if (!document.before().equals(keys)) {
      throw Failure.operator(
          "the store is not any more as the document says it was: have a new one proposed");
    }
    if (after.size() < PERSONS) {
      throw Failure.withRemedy(
          "the store needs the keys of two persons at least, and would have only that of "
              + String.join(", ", after.keySet()),
          new Remedy.AnotherKey());
    }
    councils.forEach((tenant, council) -> {
      if (council.stream().anyMatch(keys::containsKey)
          && council.stream().noneMatch(after::containsKey)) {
        throw Failure.operator(
            "nobody would be left who speaks for the people of %s: have its policy name somebody else first"
                .formatted(tenant));
      }
    });
    if (new HashSet<>(after.values()).size() < after.size()) {
      throw Failure.operator("one key bears two names: each person has a key of their own");
    }
    after.forEach((name, key) -> {
      if (!name.matches(OperatorKey.NAMES) || !SigningKey.isOpen(key)) {
        throw Failure.operator("'" + name + "' is no name, or has no key");
      }
    });
  }

  /** What was applied, the oldest first. */
  List<SignedDocument> documents() {
    return applied.stream().map(Applied::signed).toList();
  }

  Optional<Applied> newest(Kind what, String tenant) {
    return applied.reversed().stream()
        .filter(one ->
            one.signed().document().what() == what
                && one.signed().document().tenant().equals(tenant))
        .findFirst();
  }
}
