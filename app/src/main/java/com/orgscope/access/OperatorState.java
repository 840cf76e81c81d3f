package com.orgscope.access;

import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import com.orgscope.state.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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
    if (first) {
      requireFirst(document);
    } else {
      requireSigned(signed, now);
    }
    boolean ofKeys = document.what() == Kind.KEYS;
    if (ofKeys) {
      requireKeys(document);
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

  /** Nobody has two names, and there are always two persons. */
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
    if (new HashSet<>(after.values()).size() < after.size()) {
      throw Failure.operator("one key bears two names: each person has a key of their own");
    }
    after.forEach((name, key) -> {
      if (!name.matches(OperatorKey.NAMES) || !SigningKey.isOpen(key)) {
        throw Failure.operator("'" + name + "' is no name, or has no key");
      }
    });
  }

  /**
   * Who speaks for the people of each company that names somebody, by its newest policy.
   *
   * @return names of keys by company
   */
  SortedMap<String, List<String>> councils() {
    SortedMap<String, List<String>> councils = new TreeMap<>();
    for (SignedDocument one : applied) {
      OperatorDocument document = one.document();
      String named = document.after().get(CouncilPolicy.COUNCIL);
      if (document.what() == Kind.COUNCIL_POLICY && named != null) {
        councils.put(document.tenant(), List.of(named.split("; ")));
      } else if (document.what() == Kind.COUNCIL_POLICY
          || document.what() == Kind.TENANT_DELETION) {
        councils.remove(document.tenant());
      }
    }
    return councils;
  }

  /**
   * Nobody else takes the place of whoever speaks for a company's people: a key of theirs is
   * replaced or removed with a signature of one of them. It is asked when a document is applied and
   * not when it is read again, since earlier versions applied some without.
   */
  void requireCouncilsKeep(OperatorDocument document, List<String> signers) {
    councils()
        .forEach((tenant, council) -> {
          List<String> touched =
              council.stream()
                  .filter(name -> keys.containsKey(name))
                  .filter(name -> !keys.get(name).equals(document.after().get(name)))
                  .toList();
          if (!touched.isEmpty() && signers.stream().noneMatch(council::contains)) {
            throw Failure.operator(
                "%s speaks for the people of %s: one of %s signs that the key is replaced or removed"
                    .formatted(String.join(", ", touched), tenant, String.join(", ", council)));
          }
        });
  }

  Optional<SignedDocument> newest(Kind what, String tenant) {
    return applied.reversed().stream()
        .filter(one -> one.document().what() == what && one.document().tenant().equals(tenant))
        .findFirst();
  }
}
