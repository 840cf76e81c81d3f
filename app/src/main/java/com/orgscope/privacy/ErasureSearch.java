package com.orgscope.privacy;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.state.Findings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Looks through every store of the home for people who were erased, decoded and as bytes lie. What
 * keeps them from coming back rests under a key of its own and is opened to look for it.
 */
@Component
public final class ErasureSearch {
  /** Where an erased person's key may stand, each with the reason. */
  static final Map<String, String> KEPT =
      Map.ofEntries(
          Map.entry("insight.release", "who published: the signed journal says the same"),
          Map.entry("journal/", "who published or withdrew: a signature holds it"),
          Map.entry("insight.withdrawal", "who withdrew: the signed journal says the same"),
          Map.entry("privacy.charge", "who published: the signed journal says the same"));

  /** What no search looks into, each with the reason; the handbook says what to do about it. */
  static final Map<String, String> NOT_SEARCHED =
      Map.of(
          "files of a database server of one's own, and its log",
              "what went stays in pages until they are written over or their tables anew",
          "backups, and homes of other machines", "nobody here knows where they are",
          "a broker's files", "records that went stay in them until the broker drops its segment");

  private final Access access;
  private final ErasedPeople people;
  private final List<StoreSearch> stores;
  private final ErasureStore found;
  private final InstantSource clock;

  ErasureSearch(
      Access access,
      ErasedPeople people,
      List<StoreSearch> stores,
      ErasureStore found,
      InstantSource clock) {
    this.access = access;
    this.people = people;
    this.stores = stores.stream().sorted(Comparator.comparing(StoreSearch::store)).toList();
    this.found = found;
    this.clock = clock;
  }

  /**
   * What a store holds.
   *
   * @param looked how many tables or files
   * @param found how often, by table or file; those that hold nothing are left out
   * @param unread what could not be read, and why
   */
  public record Store(
      String store, long looked, SortedMap<String, Long> found, SortedMap<String, String> unread) {
    /** How often in all. */
    public long total() {
      return found.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * A search.
   *
   * @param keys how many were looked for
   */
  public record Searched(Instant at, int keys, List<Store> stores) {
    public Searched {
      stores = List.copyOf(stores);
    }

    /** Whether everything was read and nothing is left of anybody. */
    public boolean clean() {
      return stores.stream().allMatch(store -> store.total() == 0 && store.unread().isEmpty());
    }
  }

  /**
   * Looks for everybody of the caller's company who was erased, and notes what was found.
   *
   * @param anew whether the database's tables are written anew before, as each night after an
   *     erasure; each is kept from others for that long
   * @throws com.orgscope.kernel.Failure for the operator, if the caller may not
   */
  public Searched run(Caller caller, boolean anew) {
    access.require(caller, Action.CHANGE_DIRECTORY, "search for everybody erased");
    if (anew) {
      var unused = found.forgetBytes();
    }
    Set<PersonKey> keys = people.erasedKeys(caller.tenant());
    // As exact as it is kept.
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Searched searched =
        new Searched(
            at, keys.size(), search(StoreSearch.Sought.of(caller.tenant(), keys, Set.of())));
    found.searched(caller.tenant(), searched);
    return searched;
  }

  /** What every store holds of these people. */
  List<Store> search(StoreSearch.Sought sought) {
    return stores.stream().map(store -> held(store, sought)).toList();
  }

  /** A folder stands with a slash at its end. */
  private static boolean isKept(String place) {
    return KEPT.keySet().stream()
        .anyMatch(kept ->
            kept.endsWith("/")
                ? place.startsWith(kept)
                : place.equals(kept) || place.equals(SearchDatabaseFiles.OF_TABLE + kept));
  }

  private static Store held(StoreSearch store, StoreSearch.Sought sought) {
    Findings findings = store.holding(sought);
    SortedMap<String, Long> found = new TreeMap<>(findings.found());
    found.values().removeIf(times -> times == 0);
    found.keySet().removeIf(ErasureSearch::isKept);
    return new Store(
        store.store(), findings.found().size(), found, new TreeMap<>(findings.unread()));
  }
}
