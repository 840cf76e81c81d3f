package com.orgscope.privacy;

import com.orgscope.kernel.Caller;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * What each tenant's people have been charged in privacy, by calendar year (UTC). It only grows.
 *
 * <p>A charge is durable before its noise is drawn. It is known by its subject: who crashes between
 * charging and publishing asks again and pays once, since noise that was never stored was never
 * seen.
 */
@Service
public class PrivacyLedger {
  private final LedgerStore store;
  private final PrivacySettings settings;
  private final InstantSource clock;

  PrivacyLedger(LedgerStore store, PrivacySettings settings, InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /** What came of asking to spend. */
  public sealed interface Answer {
    /** The year's total, this charge included where it was made. */
    Epsilon spent();

    /** What the year allows. */
    Epsilon budget();
  }

  /** Paid, now or earlier under the same subject: the noise may be drawn. */
  public record Charged(Epsilon spent, Epsilon budget) implements Answer {}

  /** The year's budget does not reach: nothing may be drawn. */
  public record Spent(Epsilon spent, Epsilon budget) implements Answer {}

  /** One line of the ledger. */
  public record Charge(
      String subject, Epsilon epsilon, double delta, String by, java.time.Instant at) {}

  /**
   * @param subject what is bought, the same for the same purchase ({@code "release:run:as-of"})
   */
  public Answer charge(Caller caller, String subject, Epsilon epsilon, double delta) {
    var line = new Charge(subject, epsilon, delta, caller.principal(), clock.instant());
    return store.charge(caller, line, settings.yearly());
  }

  /**
   * Enters what was paid and stands in the ledger no more, because the database was restored from a
   * time before. What stands there is not entered again.
   */
  public void enterAgain(Caller caller, Charge paid) {
    store.enter(caller, paid);
  }

  /** What this year has cost so far. */
  public Answer year(Caller caller) {
    Epsilon spent = Epsilon.ZERO;
    for (Charge charge : charges(caller)) {
      spent = spent.plus(charge.epsilon());
    }
    return new Charged(spent, settings.yearly());
  }

  /** This year's charges of the caller's tenant, oldest first. */
  public List<Charge> charges(Caller caller) {
    return store.charges(caller, clock.instant().atZone(ZoneOffset.UTC).getYear());
  }

  /** Every year's charges of the caller's tenant, oldest first. */
  public List<Charge> all(Caller caller) {
    return store.all(caller);
  }

  /** The subjects of charges that stand under another year than they were made in. */
  public List<String> misdated(Caller caller) {
    return store.misdated(caller);
  }
}
