package com.orgscope.insight;

import com.orgscope.access.GrantedUnits;
import com.orgscope.access.UnitGrants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was published, in the database and in the journal. The journal is written first; what the
 * database lacks is taken from there, so that a database that was restored, or a process that was
 * killed between the two, changes nothing of what was drawn.
 */
@Component
final class PublishedReleases {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedReleases.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Of the look that this thread is at. */
  private static final ScopedValue<KeptReleases.Of> NOW = ScopedValue.newInstance();

  private final ReleaseStore store;
  private final ReleasePartStore parts;
  private final UnitGrants grants;
  private final ReleaseJournal journal;
  private final ReleaseBudget budget;

  /** How many entries of the journal this process has compared with the database. */
  private final Map<TenantId, Integer> followed = new ConcurrentHashMap<>();

  private final KeptReleases kept = new KeptReleases();

  PublishedReleases(
      ReleaseStore store,
      ReleasePartStore parts,
      UnitGrants grants,
      ReleaseJournal journal,
      ReleaseBudget budget) {
    this.store = store;
    this.parts = parts;
    this.grants = grants;
    this.journal = journal;
    this.budget = budget;
  }

  /** The newest; of a journal that has a fault, as far as the database knows it. */
  Optional<Release> latest(Caller caller) {
    unlessFault(() -> followNew(caller.tenant())).ifPresent(fault -> LOG.warn(fault.reason()));
    return kept.release(
        key(caller, "latest"),
        () ->
            isExecutive(caller)
                ? granted(caller, parts.latest(caller))
                : store.latest(caller).map(release -> standing(caller, release)));
  }

  /** Lets a look of many questions ask once what there is. */
  <T> T asOfNow(Caller caller, Supplier<T> look) {
    return ScopedValue.where(NOW, now(caller)).call(look::get);
  }

  private KeptReleases.Of now(Caller caller) {
    return new KeptReleases.Of(
        caller.tenant(),
        caller.role(),
        isExecutive(caller) ? grants.of(caller) : null,
        store.version(product(caller.tenant())));
  }

  private KeptReleases.Key key(Caller caller, String question) {
    boolean known =
        NOW.isBound()
            && NOW.get().tenant().equals(caller.tenant())
            && NOW.get().role() == caller.role();
    return new KeptReleases.Key(known ? NOW.get() : now(caller), question);
  }

  private static boolean isExecutive(Caller caller) {
    return caller.role() == Role.EXECUTIVE;
  }

  /** What the newest says of the unit of a manager; empty where it says nothing. */
  Optional<OwnUnit> ownUnit(Caller manager) {
    return latest(product(manager.tenant()))
        .flatMap(release -> {
          List<ReleasePart> cells = parts.cells(manager, release.id());
          return cells.isEmpty() ? Optional.empty() : Optional.of(OwnUnit.of(release, cells));
        });
  }

  GrantedUnits units(Caller caller) {
    return grants.of(caller);
  }

  /** What the caller was granted of it; whether its quarter stands, the product reads. */
  private Optional<Release> granted(Caller caller, List<ReleasePart> of) {
    return ReleasePart.together(of, grants.of(caller))
        .map(release -> standing(product(caller.tenant()), release));
  }

  /**
   * As it may be shown now: without its quarter's cells if what drew them was withdrawn, and
   * without what these were compared with if that was.
   */
  Release standing(Caller caller, Release release) {
    QuarterCells cells = release.quarter();
    if (cells == null) {
      return release;
    }
    return Quarter.stands(
            cells, store.ofQuarter(caller, cells.quarter()), one -> isWithdrawn(caller, one))
        ? release.with(standing(caller, cells))
        : release.withoutQuarter();
  }

  private QuarterCells standing(Caller caller, QuarterCells cells) {
    QuarterAnswers.Change change = cells.answers() == null ? null : cells.answers().change();
    if (change == null) {
      return cells;
    }
    LocalDate then = change.before().lastDay();
    boolean stands =
        store.ofQuarter(caller, QuarterCells.quarterOf(then)).stream()
            .filter(change::isComparedWith)
            .anyMatch(one -> !isWithdrawn(caller, one));
    return stands ? cells : cells.withoutChange();
  }

  private boolean isWithdrawn(Caller caller, Release release) {
    return store.withdrawn(caller, release.id()).isPresent();
  }

  private void followNew(TenantId tenant) {
    int entries = journal.count(tenant);
    if (entries > followed.getOrDefault(tenant, 0)) {
      Optional<Publication.Withheld> fault = follow(tenant);
      followed.put(tenant, entries);
      fault.ifPresent(held -> LOG.warn(held.reason()));
    }
  }

  Optional<Release> before(Caller caller, Release release) {
    return kept.release(
        key(caller, "before " + release.id()),
        () ->
            isExecutive(caller)
                ? granted(caller, parts.before(caller, release.window().lastDay()))
                : store.before(caller, release));
  }

  /** One of those that pages show, as it may be shown now; empty for one that was withdrawn. */
  Optional<Release> shown(Caller caller, String id) {
    return kept.release(
        key(caller, "named " + id),
        () -> {
          if (store.withdrawn(product(caller.tenant()), id).isPresent()) {
            return Optional.empty();
          }
          return isExecutive(caller)
              ? granted(caller, parts.named(caller, id))
              : store.named(caller, id).map(release -> standing(caller, release));
        });
  }

  /** Those that were not withdrawn, the newest first. */
  List<PastRelease> past(Caller caller, int most) {
    return kept.list(
        key(caller, "past"),
        () -> isExecutive(caller) ? parts.past(caller, most) : store.past(caller, most));
  }

  Optional<Release> named(Caller caller, String id) {
    return store.named(caller, id);
  }

  Optional<String> withdrawn(Caller caller, String id) {
    return store.withdrawn(caller, id);
  }

  /** The name of what was drawn in the place of a release. */
  Optional<String> replacing(Caller caller, String id) {
    return store.replacing(caller, id);
  }

  Optional<Release> lastDrawn(Caller caller) {
    return kept.release(
        key(caller, "last drawn"),
        () ->
            isExecutive(caller)
                ? granted(caller, parts.lastDrawn(caller))
                : store.lastDrawn(caller));
  }

  /** The quarter that a release of days up to that one would be of. */
  Quarter quarter(Caller caller, LocalDate lastDay) {
    return quarter(caller, lastDay, store.ofQuarter(caller, QuarterCells.quarterOf(lastDay)));
  }

  /** The same of what is drawn in the place of a withdrawn release. */
  Quarter quarter(Caller caller, LocalDate lastDay, Release withdrawn) {
    List<Release> drawn = store.ofQuarter(caller, QuarterCells.quarterOf(lastDay));
    return quarter(caller, lastDay, drawn).inPlaceOf(withdrawn, drawn);
  }

  private Quarter quarter(Caller caller, LocalDate lastDay, List<Release> drawn) {
    String before = QuarterCells.quarterBefore(lastDay);
    Quarter quarter =
        Quarter.of(
            QuarterCells.quarterOf(lastDay),
            drawn,
            store.ofQuarter(caller, before),
            release -> isWithdrawn(caller, release));
    QuarterCells cells = quarter.standing();
    return cells == null ? quarter : quarter.showing(standing(caller, cells));
  }

  Optional<Release> of(Caller caller, String run, LocalDate asOf) {
    return store.of(caller, run, asOf);
  }

  <T> T alone(Caller caller, Supplier<T> work) {
    return store.alone(caller, work);
  }

  /**
   * Takes into the database what it lacks of the journal.
   *
   * @return why the journal cannot be followed, and so nothing be drawn
   */
  Optional<Publication.Withheld> follow(TenantId tenant) {
    return unlessFault(() -> takeIn(tenant, journal.entries(tenant)));
  }

  /**
   * As {@link #follow}; and what only the database has, from before there was a journal or when
   * another home wrote its own, is written into it.
   */
  Optional<Publication.Withheld> settle(Caller caller) {
    TenantId tenant = caller.tenant();
    return unlessFault(() -> {
      List<JournalEntry> entries = journal.entries(tenant);
      takeIn(tenant, entries);
      writeDown(tenant, entries);
    });
  }

  private static Optional<Publication.Withheld> unlessFault(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (Failure e) {
      if (e.kind() != Failure.Kind.OPERATOR) {
        throw e;
      }
      return Optional.of(
          new Publication.Withheld(Objects.requireNonNull(e.getMessage()), e.remedy()));
    }
  }

  /** Names a release that was drawn; it is durable in the journal before anybody can see it. */
  Release add(Caller caller, ReleaseDraws.Drawn drawn) {
    Release release = drawn.release();
    var published =
        JournalEntry.Published.of(
            release.named(store.freeName(caller, release.window().lastDay())),
            caller.principal(),
            drawn.cells());
    journal.append(
        caller.tenant(),
        store.size(caller) + 1,
        published.chargedAt(budget.chargedAt(caller, published.release())));
    store.add(caller, published);
    return published.release();
  }

  void withdraw(Caller caller, JournalEntry.Withdrawal withdrawal) {
    journal.append(caller.tenant(), store.size(caller) + 1, withdrawal);
    store.add(caller, withdrawal);
  }

  private void takeIn(TenantId tenant, List<JournalEntry> entries) {
    Caller product = product(tenant);
    for (JournalEntry entry : entries) {
      JournalEntry.Published published = entry.release();
      if (published != null) {
        takeIn(product, published);
      }
      if (entry.withdrawal() != null) {
        store.add(product, entry.withdrawal());
      }
    }
  }

  private void takeIn(Caller product, JournalEntry.Published published) {
    Release release = published.release();
    Optional<Release> stored =
        store
            .named(product, release.id())
            .or(() -> {
              budget.enterAgain(product, published);
              store.add(product, published);
              return store.named(product, release.id());
            });
    if (stored.filter(there -> same(there, release)).isEmpty()) {
      throw Failure.operator(
          "release %s in the journal in %s is not the one that the database has: somebody changed one of them, or they are of two installations. Restore the database from a backup in which it is right; until then nothing is published of %s"
              .formatted(release.id(), journal.folder(), product.tenant()));
    }
  }

  /** The database keeps numbers by their value: 1.50 is 1.5, and a negative zero is zero. */
  private static boolean same(Release one, Release other) {
    JsonNode left = JSON.valueToTree(one);
    JsonNode right = JSON.valueToTree(other);
    return left.equals(
        (a, b) ->
            a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : a.toString().compareTo(b.toString()),
        right);
  }

  private void writeDown(TenantId tenant, List<JournalEntry> entries) {
    Caller product = product(tenant);
    int next = entries.size() + 1;
    for (JournalEntry.Published published : store.all(product)) {
      if (entries.stream().noneMatch(entry -> entry.isOf(published.release().id()))) {
        journal.append(
            tenant, next++, published.chargedAt(budget.chargedAt(product, published.release())));
      }
    }
    for (JournalEntry.Withdrawal withdrawal : store.withdrawals(product)) {
      if (entries.stream().noneMatch(entry -> entry.withdraws(withdrawal.release()))) {
        journal.append(tenant, next++, withdrawal);
      }
    }
  }

  /** Whoever reads a page may not write what stands behind it. */
  private static Caller product(TenantId tenant) {
    return Caller.system(tenant, "insight");
  }
}
