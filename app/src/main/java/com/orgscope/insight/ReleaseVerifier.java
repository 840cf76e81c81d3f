package com.orgscope.insight;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.PrivacyLedger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the three places where a tenant's releases stand: the signed journal, the database that
 * pages read, and the privacy ledger. It changes nothing, and asks nobody outside.
 */
@Component
public final class ReleaseVerifier {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ReleaseJournal journal;
  private final ReleaseStore store;
  private final ReleasePartStore parts;
  private final PrivacyLedger ledger;
  private final Access access;

  ReleaseVerifier(
      ReleaseJournal journal,
      ReleaseStore store,
      ReleasePartStore parts,
      PrivacyLedger ledger,
      Access access) {
    this.journal = journal;
    this.store = store;
    this.parts = parts;
    this.ledger = ledger;
    this.access = access;
  }

  /**
   * What was found.
   *
   * @param releases in the journal, withdrawn ones too
   * @param charges in the privacy ledger, of all years
   * @param unused charges of which the journal has no release: who was killed after it was paid, or
   *     had a release taken away
   * @param faults as sentences; empty where all three agree
   */
  public record Found(int releases, int charges, int unused, List<String> faults) {
    public Found {
      faults = List.copyOf(faults);
    }
  }

  /** All of the caller's tenant. */
  public Found of(Caller caller) {
    access.require(caller, Action.RUN_WORK, "release: verify");
    List<String> faults = new ArrayList<>();
    List<PrivacyLedger.Charge> charges = ledger.all(caller);
    List<JournalEntry> entries = entries(caller, faults);
    List<JournalEntry.Published> published =
        entries.stream().map(JournalEntry::release).filter(Objects::nonNull).toList();
    if (faults.isEmpty()) {
      faults.addAll(database(caller, published));
      parts
          .differing(caller)
          .forEach(
              id -> faults.add("what executives read of release %s is not of it".formatted(id)));
      faults.addAll(withdrawals(caller, entries));
      faults.addAll(ledger(charges, published));
    }
    ledger
        .misdated(caller)
        .forEach(subject ->
            faults.add("the privacy ledger has '%s' under another year".formatted(subject)));
    faults.addAll(year(caller));
    long used =
        published.stream()
            .map(of -> ReleaseBudget.subject(of.release()))
            .filter(subject -> charges.stream().anyMatch(c -> c.subject().equals(subject)))
            .count();
    return new Found(
        published.size(), charges.size(), charges.size() - Math.toIntExact(used), faults);
  }

  private List<JournalEntry> entries(Caller caller, List<String> faults) {
    try {
      return journal.entries(caller.tenant());
    } catch (Failure broken) {
      faults.add(Objects.requireNonNull(broken.getMessage()));
      return List.of();
    }
  }

  /** Beside each other by name; what only one of them has is told. */
  private List<String> database(Caller caller, List<JournalEntry.Published> published) {
    List<String> faults = new ArrayList<>();
    Map<String, JsonNode> signed = journal.documents(caller.tenant());
    Map<String, ReleaseStore.Row> rows = new LinkedHashMap<>();
    store.rows(caller).forEach(row -> rows.put(row.id(), row));
    for (JournalEntry.Published of : published) {
      String id = of.release().id();
      ReleaseStore.Row row = rows.remove(id);
      if (row == null) {
        faults.add("release %s of the journal is not in the database".formatted(id));
      } else if (!same(row, of)
          || !same(JSON.readTree(row.document()), Objects.requireNonNull(signed.get(id)))) {
        faults.add("release %s in the database is not as it was signed".formatted(id));
      }
    }
    rows.keySet()
        .forEach(
            id -> faults.add("release %s of the database is not in the journal".formatted(id)));
    return faults;
  }

  private static boolean same(ReleaseStore.Row row, JournalEntry.Published of) {
    Release release = of.release();
    return row.run().equals(release.run())
        && row.asOf().equals(release.window().lastDay())
        && row.at().equals(stored(release.publishedAt()))
        && row.by().equals(of.by())
        && row.leaves().size() == of.leaves().size()
        && new HashSet<>(row.leaves()).equals(new HashSet<>(of.leaves()));
  }

  /** Numbers by their value; what the database does not have is nothing. */
  private static boolean same(JsonNode there, JsonNode signed) {
    if (there.isObject() && signed.isObject()) {
      return there.propertyNames().stream().allMatch(signed::has)
          && signed.properties().stream()
              .allMatch(field ->
                  there.has(field.getKey())
                      ? same(there.get(field.getKey()), field.getValue())
                      : field.getValue().isNull());
    }
    if (there.isArray() && signed.isArray()) {
      return there.size() == signed.size()
          && IntStream.range(0, there.size()).allMatch(i -> same(there.get(i), signed.get(i)));
    }
    if (there.isNumber() && signed.isNumber()) {
      return there.decimalValue().compareTo(signed.decimalValue()) == 0;
    }
    return there.equals(signed);
  }

  private List<String> withdrawals(Caller caller, List<JournalEntry> entries) {
    List<JournalEntry.Withdrawal> signed =
        entries.stream()
            .map(JournalEntry::withdrawal)
            .filter(Objects::nonNull)
            .map(ReleaseVerifier::asStored)
            .toList();
    List<JournalEntry.Withdrawal> there = store.withdrawals(caller);
    return signed.size() == there.size() && new HashSet<>(signed).equals(new HashSet<>(there))
        ? List.of()
        : List.of("the withdrawals in the database are not those that were signed");
  }

  private static JournalEntry.Withdrawal asStored(JournalEntry.Withdrawal of) {
    return new JournalEntry.Withdrawal(of.release(), of.reason(), of.by(), stored(of.at()));
  }

  private static List<String> ledger(
      List<PrivacyLedger.Charge> charges, List<JournalEntry.Published> published) {
    Map<String, PrivacyLedger.Charge> bySubject =
        charges.stream()
            .collect(Collectors.toMap(PrivacyLedger.Charge::subject, Function.identity()));
    List<String> faults = new ArrayList<>();
    for (JournalEntry.Published of : published) {
      String subject = ReleaseBudget.subject(of.release());
      PrivacyLedger.Charge charge = bySubject.get(subject);
      if (charge == null) {
        faults.add("the privacy ledger lacks '%s'".formatted(subject));
      } else if (!pays(charge, of)) {
        faults.add(
            "the privacy ledger's '%s' is not what release %s was charged"
                .formatted(subject, of.release().id()));
      }
    }
    return faults;
  }

  private static boolean pays(PrivacyLedger.Charge charge, JournalEntry.Published of) {
    Release release = of.release();
    Instant at = of.chargedAt();
    return charge.epsilon().decimal().compareTo(release.epsilon()) == 0
        && Double.compare(charge.delta(), release.delta()) == 0
        && charge.by().equals(of.by())
        && (at == null
            ? !charge.at().isAfter(stored(release.publishedAt()))
            : charge.at().equals(stored(at)));
  }

  private List<String> year(Caller caller) {
    PrivacyLedger.Answer year = ledger.year(caller);
    Epsilon most = year.budget();
    return year.spent().compareTo(most) <= 0
        ? List.of()
        : List.of(
            "the privacy ledger of this year has epsilon %s, more than the %s that it may: unless the setting was lowered since, lines were added past it"
                .formatted(year.spent(), most));
  }

  /** The database keeps microseconds, and rounds to them. */
  private static Instant stored(Instant at) {
    return at.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Whether a number stands in a signed release that was not withdrawn.
   *
   * @return why not; empty if it does
   * @throws Failure for the operator, if the journal is not as it was written
   */
  public Optional<String> refuted(Caller caller, PublishedNumber number) {
    access.require(caller, Action.RUN_WORK, "release: verify");
    List<JournalEntry> entries = journal.entries(caller.tenant());
    for (JournalEntry entry : entries) {
      JournalEntry.Withdrawal withdrawal = entry.withdrawal();
      if (withdrawal != null && withdrawal.release().equals(number.release())) {
        return Optional.of(
            "release %s was withdrawn: %s".formatted(number.release(), withdrawal.reason()));
      }
    }
    return entries.stream()
        .map(JournalEntry::release)
        .filter(Objects::nonNull)
        .map(JournalEntry.Published::release)
        .filter(release -> release.id().equals(number.release()))
        .findFirst()
        .map(release -> stands(release, number))
        .orElseGet(() -> Optional.of("no release %s was signed".formatted(number.release())));
  }

  private static Optional<String> stands(Release release, PublishedNumber number) {
    return number.standsIn(JSON.valueToTree(ReleaseDocument.of(release)))
        ? Optional.empty()
        : Optional.of("release %s does not say so".formatted(release.id()));
  }
}
