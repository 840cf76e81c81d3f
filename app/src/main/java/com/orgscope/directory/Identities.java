package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is who, worked out of all that was ever seen and told, so that the order in which it came
 * does not matter. An id is a person's account, and a login is a name that moves from one to the
 * next.
 *
 * <p><b>An account</b>, which is a provider's id, is of
 *
 * <ol>
 *   <li>the person whom the directory was told it is of (SCIM),
 *   <li>else the person who held, while it was seen with it, the login that it was seen with last;
 *       if nobody did, the login before, and so on. Of two accounts of one provider that claim a
 *       person by one login the later has no such claim if the earlier lives on under another
 *       login: then the login has passed to somebody else.
 *   <li>else the person of another provider's account that is the same one's: each of the two held
 *       a login on the last day on which the other was seen with it. Such accounts without a person
 *       are one person nobody told of.
 * </ol>
 *
 * <p><b>A person of the directory holds a login</b> from the day of hire, or the day on which the
 * directory was told if somebody held it before, to the last day of work or until somebody else
 * holds it. Between the last day on which it was told to be the former one's and the first on which
 * it was told to be the next one's, accounts that appear are the next one's.
 *
 * <p><b>A login without an id</b> is on each day of whoever's account was seen with it around that
 * day; else of the person of the directory who holds it then; else of whose account was seen with
 * it last before; else, if the directory was never told whose it is, of whose account was seen with
 * it first. Else nobody knows.
 */
final class Identities {
  static final Identities NONE = of(List.of(), Map.of(), Map.of(), Map.of());

  private static final Comparator<Sighting> EARLIEST =
      Comparator.comparingInt(Sighting::first)
          .thenComparingInt(Sighting::last)
          .thenComparing(Sighting::provider)
          .thenComparing(Sighting::account)
          .thenComparing(Sighting::login);
  private static final Comparator<Sighting> LATEST_LAST =
      Comparator.comparingInt(Sighting::last)
          .thenComparingInt(Sighting::first)
          .thenComparing(Sighting::login)
          .reversed();

  private final Map<UUID, List<Sighting>> byAccount = new TreeMap<>();
  private final Map<UUID, List<Sighting>> byLogin = new TreeMap<>();
  private final Map<UUID, Sighting> bare = new TreeMap<>();
  private final Map<UUID, Sighting> spans = new HashMap<>();
  private final Map<UUID, List<Holding>> holdings;
  private final Map<UUID, PersonKey> people;

  /** By which sighting and for whom an account claims to be somebody of the directory. */
  record Claim(Sighting by, PersonKey person) {}

  /**
   * @param holdings by login
   * @param told whose an account is, as the directory was told
   * @param earlier whose an account was when keys were made at its first sight
   */
  static Identities of(
      Collection<Sighting> sightings,
      Map<UUID, List<Holding>> holdings,
      Map<UUID, PersonKey> told,
      Map<UUID, PersonKey> earlier) {
    return new Identities(sightings, holdings, told, earlier);
  }

  private Identities(
      Collection<Sighting> sightings,
      Map<UUID, List<Holding>> holdings,
      Map<UUID, PersonKey> told,
      Map<UUID, PersonKey> earlier) {
    this.holdings = new HashMap<>();
    holdings.forEach(
        (login, all) -> this.holdings.put(login, all.stream().sorted(Holding.ORDER).toList()));
    for (Sighting sighting : sightings) {
      spans.merge(sighting.account(), sighting, (a, b) -> a.and(b.first()).and(b.last()));
      if (!sighting.isOfAccount()) {
        bare.put(sighting.login(), sighting);
        continue;
      }
      List<Sighting> its =
          byAccount.computeIfAbsent(sighting.account(), unused -> new ArrayList<>());
      if (sighting.hasLogin()) {
        its.add(sighting);
        byLogin.computeIfAbsent(sighting.login(), unused -> new ArrayList<>()).add(sighting);
      }
    }
    byAccount.values().forEach(all -> all.sort(LATEST_LAST));
    byLogin.values().forEach(all -> all.sort(EARLIEST));
    people = new HashMap<>(told);
    claimed(told);
    earlier.forEach(people::putIfAbsent);
    new Joining(byAccount.keySet(), people, edges()).run();
  }

  /** From the first day on which a key of events was seen to the last. */
  Stream<LocalDate> daysOf(UUID key) {
    Sighting span = spans.get(key);
    return span == null
        ? Stream.empty()
        : IntStream.rangeClosed(span.first(), span.last()).mapToObj(LocalDate::ofEpochDay);
  }

  /** Whose all keys of events are when; by key. */
  List<KeyPeriod> periods() {
    List<KeyPeriod> periods = new ArrayList<>();
    for (UUID account : byAccount.keySet()) {
      PersonKey key = new PersonKey(account);
      if (!ofAccount(account).equals(key)) {
        periods.add(KeyPeriod.always(key, ofAccount(account)));
      }
    }
    bare.keySet().forEach(login -> periods.addAll(periods(login)));
    return periods;
  }

  /** The logins that these people's accounts were seen with last. */
  Set<UUID> loginsOf(Set<PersonKey> them) {
    Set<UUID> logins = new TreeSet<>();
    byLogin.forEach((login, seen) -> {
      // It was seen with an account, hence it is somebody's.
      if (them.contains(Objects.requireNonNull(ofLogin(login, Holding.ALWAYS)))) {
        logins.add(login);
      }
    });
    return logins;
  }

  /** Whether a login was seen without an account. */
  boolean isBare(UUID login) {
    return bare.containsKey(login);
  }

  PersonKey ofAccount(UUID account) {
    return people.getOrDefault(account, new PersonKey(account));
  }

  /** Whether it was seen or told of; whoever was seen is somebody. */
  boolean knows(UUID account) {
    return people.containsKey(account);
  }

  /** Whether it is a provider's account. */
  boolean isAccount(UUID key) {
    return byAccount.containsKey(key);
  }

  /** Whether one of these accounts was seen with a login of an account of the same provider. */
  boolean sharesLogin(UUID account, Set<PersonKey> others) {
    return byAccount.getOrDefault(account, List.of()).stream()
        .flatMap(mine ->
            byLogin.getOrDefault(mine.login(), List.of()).stream()
                .filter(s -> s.provider().equals(mine.provider())))
        .anyMatch(s -> !s.account().equals(account) && others.contains(new PersonKey(s.account())));
  }

  /** Whether somebody has an account of a provider that was seen with a login. */
  boolean hasAccount(PersonKey person, UUID login, String provider) {
    return byLogin.getOrDefault(login, List.of()).stream()
        .anyMatch(s -> s.provider().equals(provider) && ofAccount(s.account()).equals(person));
  }

  /** Who a login without an account is on a day; null if nobody knows. */
  @Nullable PersonKey ofLogin(UUID login, int day) {
    List<Sighting> seen = byLogin.getOrDefault(login, List.of());
    Sighting before = null;
    Sighting around = null;
    for (Sighting sighting : seen) {
      before = sighting.first() <= day ? sighting : before;
      around = sighting.holds(day) ? sighting : around;
    }
    if (around != null) {
      return ofAccount(around.account());
    }
    List<Holding> told = holdings.getOrDefault(login, List.of());
    PersonKey holder = toldHolder(told, day);
    if (holder != null) {
      return holder;
    }
    if (before != null) {
      return ofAccount(before.account());
    }
    return told.isEmpty() && !seen.isEmpty() ? ofAccount(seen.getFirst().account()) : null;
  }

  /** Who of those the directory was told of holds a login on a day. */
  private static @Nullable PersonKey toldHolder(List<Holding> told, int day) {
    for (int i = told.size() - 1; i >= 0; i--) {
      Holding holding = told.get(i);
      if (i == 0 || day >= told.get(i - 1).surelyFrom(holding)) {
        return holding.worked(day, day) ? holding.person() : null;
      }
    }
    return null;
  }

  /** The periods of a login that was seen without an account, as far as it is somebody's. */
  List<KeyPeriod> periods(UUID login) {
    SortedSet<Integer> borders = new TreeSet<>(Set.of(Holding.NEVER));
    for (Sighting sighting : byLogin.getOrDefault(login, List.of())) {
      borders.add(sighting.first());
      borders.add(sighting.last() + 1);
    }
    List<Holding> told = holdings.getOrDefault(login, List.of());
    for (int i = 0; i < told.size(); i++) {
      borders.add(told.get(i).hired());
      if (told.get(i).left() != Holding.ALWAYS) {
        borders.add(told.get(i).left() + 1);
      }
      if (i > 0) {
        borders.add(told.get(i - 1).surelyFrom(told.get(i)));
      }
    }
    List<KeyPeriod> periods = new ArrayList<>();
    List<Integer> from = List.copyOf(borders);
    for (int i = 0; i < from.size(); i++) {
      PersonKey person = ofLogin(login, from.get(i));
      int until = i + 1 < from.size() ? from.get(i + 1) : Holding.ALWAYS;
      KeyPeriod last = periods.isEmpty() ? null : periods.getLast();
      if (person == null) {
        continue;
      }
      if (last != null && last.goesOnAt(from.get(i), person)) {
        periods.set(periods.size() - 1, last.until(until));
      } else {
        periods.add(KeyPeriod.of(new PersonKey(login), person, from.get(i), until));
      }
    }
    return periods;
  }

  /** Binds accounts to people of the directory by the logins they were seen with. */
  private void claimed(Map<UUID, PersonKey> told) {
    Map<UUID, List<Claim>> claims = new TreeMap<>();
    byAccount.forEach((account, seen) -> {
      if (!told.containsKey(account)) {
        claims.put(account, claims(seen));
      }
    });
    record Claimed(PersonKey person, String provider) {}
    Map<Claimed, Set<UUID>> claimants = new HashMap<>();
    byAccount.forEach((account, seen) -> {
      List<Claim> its = claims.getOrDefault(account, List.of());
      PersonKey person = its.isEmpty() ? told.get(account) : its.getFirst().person();
      if (person != null && !seen.isEmpty()) {
        claimants
            .computeIfAbsent(
                new Claimed(person, seen.getFirst().provider()), unused -> new TreeSet<>())
            .add(account);
      }
    });
    claims.forEach((account, its) -> {
      if (!its.isEmpty()) {
        Claim first = its.getFirst();
        Set<UUID> beside =
            claimants.getOrDefault(new Claimed(first.person(), first.by().provider()), Set.of());
        boolean passed = beside.stream().anyMatch(other -> livesOnBeside(other, first.by()));
        Optional<Claim> stands =
            its.stream().filter(c -> !passed || !c.person().equals(first.person())).findFirst();
        stands.ifPresent(claim -> people.put(account, claim.person()));
      }
    });
  }

  /** Whether an account had that login before, and was under another when it was seen with this. */
  private boolean livesOnBeside(UUID account, Sighting later) {
    List<Sighting> its = byAccount.getOrDefault(account, List.of());
    return its.stream()
        .anyMatch(had ->
            had.login().equals(later.login())
                && had.last() < later.first()
                && its.stream().anyMatch(now -> now.last() >= later.first()));
  }

  /** Whom an account may be, the likeliest first. */
  private List<Claim> claims(List<Sighting> seen) {
    List<Claim> claims = new ArrayList<>();
    List<Claim> unlikely = new ArrayList<>();
    for (Sighting sighting : seen) {
      List<Holding> told = holdings.getOrDefault(sighting.login(), List.of());
      for (int i = told.size() - 1; i >= 0; i--) {
        Holding holding = told.get(i);
        if (!holding.worked(sighting.first(), sighting.last())) {
          continue;
        }
        Holding former = i == 0 ? null : told.get(i - 1);
        boolean begun =
            former == null
                || sighting.first() > former.surelyUntil(holding)
                || sighting.last() >= former.surelyFrom(holding);
        boolean ended =
            i + 1 < told.size() && sighting.first() > holding.surelyUntil(told.get(i + 1));
        (begun && !ended ? claims : unlikely).add(new Claim(sighting, holding.person()));
      }
    }
    claims.addAll(unlikely);
    return claims;
  }

  /** Pairs of accounts of two providers that are the same person's. */
  private List<Joining.Edge> edges() {
    List<Joining.Edge> edges = new ArrayList<>();
    byLogin.forEach((login, seen) -> {
      Map<String, List<Sighting>> byProvider = new TreeMap<>();
      seen.forEach(s -> byProvider.computeIfAbsent(s.provider(), p -> new ArrayList<>()).add(s));
      for (Sighting one : seen) {
        byProvider.forEach((provider, there) -> {
          if (provider.compareTo(one.provider()) > 0) {
            Sighting other = holder(there, one.last());
            List<Sighting> here = byProvider.getOrDefault(one.provider(), List.of());
            if (other != null && one.equals(holder(here, other.last()))) {
              edges.add(
                  new Joining.Edge(
                      one.account(), other.account(), Math.min(one.last(), other.last())));
            }
          }
        });
      }
    });
    return edges;
  }

  /** Which of one provider's accounts held a login on a day, as far as the logs tell. */
  private @Nullable Sighting holder(List<Sighting> seen, int day) {
    Sighting holder = seen.getFirst();
    for (Sighting sighting : seen) {
      holder = sighting.first() <= day ? sighting : holder;
    }
    Sighting it = holder;
    boolean elsewhere =
        byAccount.getOrDefault(it.account(), List.of()).stream()
            .anyMatch(other ->
                (it.last() < other.first() && other.first() <= day)
                    || (day <= other.last() && other.last() < it.first()));
    return elsewhere ? null : holder;
  }
}
