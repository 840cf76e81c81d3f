package com.orgscope.access;

import com.orgscope.access.OperatorDocument.Kind;
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
record OperatorState(
    String installation, SortedMap<String, String> keys, List<SignedDocument> applied) {
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
   * After one more.
   *
   * @throws Failure for the operator, if it does not count
   */
  OperatorState with(SignedDocument signed, Instant now) {
    OperatorDocument document = signed.document();
    boolean first = applied.isEmpty();
    boolean ofKeys = document.what() == Kind.KEYS;
    if (first) {
      requireFirst(document);
    } else {
      List<String> signers = requireSigned(signed, now);
      if (ofKeys) {
        requireCouncil(document, signers);
      }
    }
    if (ofKeys) {
      requireKeys(document);
    }
    if (document.what() == Kind.COUNCIL_POLICY) {
      requirePinned(document);
    }
    List<SignedDocument> more = new ArrayList<>(applied);
    more.add(signed);
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
    if (applied.stream().anyMatch(old -> old.document().nonce().equals(document.nonce()))) {
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
    SortedMap<String, Set<String>> councils = new TreeMap<>();
    for (SignedDocument one : applied) {
      OperatorDocument document = one.document();
      String names = document.after().get(COUNCIL);
      if (document.what() == Kind.COUNCIL_POLICY && names != null) {
        councils.put(document.tenant(), new LinkedHashSet<>(List.of(names.split(BETWEEN, -1))));
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
   * a policy lists, or takes its key away, is signed by one of that company's council.
   */
  private void requireCouncil(OperatorDocument document, List<String> signers) {
    councils()
        .forEach((tenant, council) -> {
          List<String> touched =
              council.stream()
                  .filter(name ->
                      !Objects.equals(document.before().get(name), document.after().get(name)))
                  .toList();
          if (!touched.isEmpty() && signers.stream().noneMatch(council::contains)) {
            throw Failure.operator(
                "%s speaks for the people of %s: one of %s signs a change of that key as well"
                    .formatted(String.join(", ", touched), tenant, String.join(", ", council)));
          }
        });
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
    if (said != null && !said.equals(pinned(council(document.after())))) {
      throw Failure.operator(
          "the keys of those whom council names are not any more those that were signed, which are %s: have a new one proposed"
              .formatted(said));
    }
  }

  /** Nobody has two names, there are always two persons, and a council keeps a key. */
  void requireKeys(OperatorDocument document) {
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
    councils()
        .forEach((tenant, council) -> {
          if (council.stream().noneMatch(after::containsKey)) {
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

  Optional<SignedDocument> newest(Kind what, String tenant) {
    return applied.reversed().stream()
        .filter(one -> one.document().what() == what && one.document().tenant().equals(tenant))
        .findFirst();
  }
}
