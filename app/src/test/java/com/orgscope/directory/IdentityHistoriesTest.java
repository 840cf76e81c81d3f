package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Companies whose people are renamed, come back, swap names and take over those of others, seen by
 * three providers that do not always say all, in any order. Each is worked out twice: by the
 * product, which remembers the first and last day of each account and login, and by an oracle that
 * reads the rule of {@link Identities} over all events again for every question.
 */
@Tag("slow")
class IdentityHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("histories", 10_000);
  private static final List<String> PROVIDERS = List.of("entra", "google", "okta");

  /** An event as its provider tells it; whose it truly was nobody reads but one test. */
  record Seen(@Nullable UUID account, String provider, @Nullable UUID login, int day, int truly) {
    UUID key() {
      return account == null ? Objects.requireNonNull(login) : account;
    }
  }

  /** One company: what came in and what was told. */
  record History(
      List<Seen> events,
      Map<UUID, List<Holding>> holdings,
      Map<UUID, PersonKey> told,
      Map<UUID, PersonKey> earlier) {}

  @Test
  void ten_thousand_histories_give_the_same_people_as_the_rule_read_slowly_in_any_order() {
    int questions = 0;
    int elsewhere = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      Random random = new Random(seed);
      History history = new Company(random).history();
      Oracle oracle = new Oracle(history);
      List<Seen> shuffled = new ArrayList<>(history.events());
      Collections.shuffle(shuffled, random);
      Identities product = product(history, shuffled, random);
      for (Seen event : history.events()) {
        PersonKey expected = oracle.person(event);
        assertThat(person(product, event))
            .as("history %d, %s of day %d", seed, event.provider(), event.day())
            .isEqualTo(expected);
        questions++;
        elsewhere += expected.equals(new PersonKey(event.key())) ? 0 : 1;
      }
    }
    assertThat(elsewhere)
        .as("events that are somebody's the rule names")
        .isGreaterThan(questions / 3);
  }

  @Test
  void whoever_the_directory_and_all_events_name_fully_is_told_apart_from_everybody() {
    int events = 0;
    int right = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      Company company = new Company(new Random(seed));
      company.saysAll = true;
      History history = company.history();
      Identities product = product(history, history.events(), new Random(seed));
      for (Seen event : history.events()) {
        events++;
        right += person(product, event).equals(key(event.truly())) ? 1 : 0;
      }
    }
    System.out.printf("of %,d events %,d are of whoever they truly are%n", events, right);
    assertThat(right).isGreaterThan(events * 97 / 100);
  }

  /** As it is stored: batch by batch, with what was seen before, and answered by periods. */
  private static Identities product(History history, List<Seen> events, Random random) {
    Map<List<UUID>, Sighting> stored = new HashMap<>();
    for (Seen event : events) {
      UUID login = event.login() == null ? event.key() : event.login();
      String provider = event.account() == null ? Sighting.NO_PROVIDER : event.provider();
      Sighting one = new Sighting(event.key(), provider, login, event.day(), event.day());
      stored.merge(List.of(event.key(), login), one, (a, b) -> a.and(b.first()).and(b.last()));
    }
    List<Sighting> sightings = new ArrayList<>(stored.values());
    Collections.shuffle(sightings, random);
    return Identities.of(sightings, history.holdings(), history.told(), history.earlier());
  }

  private static PersonKey person(Identities product, Seen event) {
    PersonKey key = new PersonKey(event.key());
    LocalDate day = LocalDate.ofEpochDay(event.day());
    List<PersonKey> people =
        product.periods().stream()
            .filter(p -> p.key().equals(key) && !day.isBefore(p.from()) && day.isBefore(p.until()))
            .map(KeyPeriod::person)
            .toList();
    assertThat(people).hasSizeLessThan(2);
    return people.isEmpty() ? key : people.getFirst();
  }

  private static PersonKey key(int person) {
    return new PersonKey(new UUID(0x7000, person));
  }

  /** The rule, read over all events for each question. */
  private static final class Oracle {
    private final History history;
    private final Map<UUID, PersonKey> direct = new TreeMap<>();
    private final List<UUID> accounts;

    Oracle(History history) {
      this.history = history;
      this.accounts =
          history.events().stream()
              .filter(e -> e.account() != null)
              .map(Seen::key)
              .distinct()
              .toList();
      for (UUID account : accounts) {
        PersonKey told = history.told().get(account);
        PersonKey person = told != null ? told : claimed(account);
        if (person != null) {
          direct.put(account, person);
        } else if (history.earlier().containsKey(account)) {
          direct.put(account, history.earlier().get(account));
        }
      }
    }

    PersonKey person(Seen event) {
      if (event.account() != null) {
        return ofAccount(event.account());
      }
      PersonKey person = ofLogin(event.key(), event.day());
      return person == null ? new PersonKey(event.key()) : person;
    }

    private List<Integer> days(UUID account, UUID login) {
      return history.events().stream()
          .filter(e -> account.equals(e.account()) && login.equals(e.login()))
          .map(Seen::day)
          .sorted()
          .toList();
    }

    private int first(UUID account, UUID login) {
      return days(account, login).getFirst();
    }

    private int last(UUID account, UUID login) {
      return days(account, login).getLast();
    }

    private List<UUID> logins(UUID account) {
      return history.events().stream()
          .filter(e -> account.equals(e.account()) && e.login() != null)
          .map(e -> Objects.requireNonNull(e.login()))
          .distinct()
          .toList();
    }

    private String provider(UUID account) {
      return history.events().stream()
          .filter(e -> account.equals(e.account()))
          .map(Seen::provider)
          .findFirst()
          .orElseThrow();
    }

    private List<UUID> seenWith(UUID login) {
      return accounts.stream().filter(a -> logins(a).contains(login)).toList();
    }

    private List<Holding> told(UUID login) {
      return history.holdings().getOrDefault(login, List.of()).stream()
          .sorted(Comparator.comparingInt(Holding::toldFirst))
          .toList();
    }

    /** Login and person, the likeliest first. */
    private List<Map.Entry<UUID, PersonKey>> claims(UUID account) {
      List<Map.Entry<UUID, PersonKey>> sure = new ArrayList<>();
      List<Map.Entry<UUID, PersonKey>> rest = new ArrayList<>();
      List<UUID> logins = new ArrayList<>(logins(account));
      logins.sort(
          Comparator.comparingInt((UUID l) -> last(account, l))
              .thenComparingInt(l -> first(account, l))
              .thenComparing(l -> l)
              .reversed());
      for (UUID login : logins) {
        int first = first(account, login);
        int last = last(account, login);
        List<Holding> told = told(login);
        for (int i = told.size() - 1; i >= 0; i--) {
          Holding holder = told.get(i);
          if (last < holder.hired() || first > holder.left()) {
            continue;
          }
          boolean begun = i == 0 || first > before(told, i)[0] || last >= before(told, i)[1];
          boolean goneOn = i + 1 < told.size() && first > before(told, i + 1)[0];
          (begun && !goneOn ? sure : rest).add(Map.entry(login, holder.person()));
        }
      }
      sure.addAll(rest);
      return sure;
    }

    /**
     * The last day that surely was the holder's before this one, and the first surely this one's.
     */
    private static int[] before(List<Holding> told, int i) {
      int until = Math.min(told.get(i - 1).toldLast(), told.get(i - 1).left());
      int from = told.get(i).toldFirst();
      int hired = told.get(i).hired();
      return hired > until && hired <= from
          ? new int[] {hired - 1, hired}
          : new int[] {until, from};
    }

    private @Nullable PersonKey likeliest(UUID account) {
      PersonKey told = history.told().get(account);
      List<Map.Entry<UUID, PersonKey>> claims = claims(account);
      return told != null ? told : claims.isEmpty() ? null : claims.getFirst().getValue();
    }

    private @Nullable PersonKey claimed(UUID account) {
      List<Map.Entry<UUID, PersonKey>> claims = claims(account);
      if (claims.isEmpty()) {
        return null;
      }
      UUID login = claims.getFirst().getKey();
      PersonKey person = claims.getFirst().getValue();
      for (UUID other : accounts) {
        boolean rival =
            !other.equals(account)
                && provider(other).equals(provider(account))
                && person.equals(likeliest(other))
                && logins(other).contains(login)
                && last(other, login) < first(account, login);
        if (rival
            && logins(other).stream()
                .anyMatch(l -> !l.equals(login) && last(other, l) >= first(account, login))) {
          return claims.stream()
              .map(Map.Entry::getValue)
              .filter(p -> !p.equals(person))
              .findFirst()
              .orElse(null);
        }
      }
      return person;
    }

    private @Nullable UUID holder(UUID login, String provider, int day) {
      List<UUID> there =
          new ArrayList<>(
              seenWith(login).stream().filter(a -> provider(a).equals(provider)).toList());
      there.sort(
          Comparator.comparingInt((UUID a) -> first(a, login))
              .thenComparingInt(a -> last(a, login))
              .thenComparing(a -> a));
      UUID holder = there.isEmpty() ? null : there.getFirst();
      for (UUID account : there) {
        holder = first(account, login) <= day ? account : holder;
      }
      if (holder == null) {
        return null;
      }
      for (UUID other : logins(holder)) {
        boolean moved = last(holder, login) < first(holder, other) && first(holder, other) <= day;
        boolean cameLater =
            day <= last(holder, other) && last(holder, other) < first(holder, login);
        if (!other.equals(login) && (moved || cameLater)) {
          return null;
        }
      }
      return holder;
    }

    private boolean same(UUID one, UUID other, UUID login) {
      return !provider(one).equals(provider(other))
          && other.equals(holder(login, provider(other), last(one, login)))
          && one.equals(holder(login, provider(one), last(other, login)));
    }

    PersonKey ofAccount(UUID account) {
      PersonKey person = direct.get(account);
      if (person != null) {
        return person;
      }
      List<UUID> group = new ArrayList<>(List.of(account));
      PersonKey named = null;
      int when = Integer.MIN_VALUE;
      for (int i = 0; i < group.size(); i++) {
        UUID one = group.get(i);
        for (UUID login : logins(one)) {
          for (UUID other : seenWith(login)) {
            if (other.equals(one) || !same(one, other, login)) {
              continue;
            }
            PersonKey its = direct.get(other);
            int day = Math.min(last(one, login), last(other, login));
            if (its == null && !group.contains(other)) {
              group.add(other);
            } else if (its != null
                && (named == null || day > when || (day == when && its.compareTo(named) > 0))) {
              named = its;
              when = day;
            }
          }
        }
      }
      return named != null ? named : new PersonKey(Collections.min(group));
    }

    private @Nullable PersonKey ofLogin(UUID login, int day) {
      List<UUID> seen = new ArrayList<>(seenWith(login));
      seen.sort(
          Comparator.comparingInt((UUID a) -> first(a, login))
              .thenComparingInt(a -> last(a, login))
              .thenComparing(this::provider)
              .thenComparing(a -> a));
      for (UUID account : seen.reversed()) {
        if (first(account, login) <= day && day <= last(account, login)) {
          return ofAccount(account);
        }
      }
      List<Holding> told = told(login);
      for (int i = told.size() - 1; i >= 0; i--) {
        if (i == 0 || day >= before(told, i)[1]) {
          if (told.get(i).hired() <= day && day <= told.get(i).left()) {
            return told.get(i).person();
          }
          break;
        }
      }
      for (UUID account : seen.reversed()) {
        if (first(account, login) <= day) {
          return ofAccount(account);
        }
      }
      return told.isEmpty() && !seen.isEmpty() ? ofAccount(seen.getFirst()) : null;
    }
  }

  /** A small company over a few months. */
  private static final class Company {
    private static final int DAYS = 60;

    private final Random random;
    private final Map<UUID, List<Holding>> holdings = new HashMap<>();
    private final Map<UUID, PersonKey> told = new HashMap<>();
    private final Map<UUID, PersonKey> earlier = new HashMap<>();
    private final List<Seen> events = new ArrayList<>();
    private final int people;
    private final int[] login;
    private final int[] hired;
    private final int[] left;
    private final Map<String, UUID> accounts = new HashMap<>();
    private boolean saysAll;

    Company(Random random) {
      this.random = random;
      this.people = 2 + random.nextInt(4);
      this.login = new int[people];
      this.hired = new int[people];
      this.left = new int[people];
    }

    History history() {
      for (int person = 0; person < people; person++) {
        login[person] = person;
        hired[person] = random.nextInt(3) == 0 ? random.nextInt(DAYS / 2) : 0;
        left[person] =
            random.nextInt(5) == 0 ? DAYS / 2 + random.nextInt(DAYS / 2) : Holding.ALWAYS;
        for (String provider : PROVIDERS) {
          accounts.put(provider + person, uuid(2, random.nextInt()));
        }
      }
      int changes = random.nextInt(4);
      List<Integer> when = new ArrayList<>();
      for (int i = 0; i < changes; i++) {
        when.add(5 + random.nextInt(DAYS - 10));
      }
      int tell = saysAll ? 1 : 1 + random.nextInt(30);
      for (int day = 0; day < DAYS; day++) {
        if (when.contains(day)) {
          change();
        }
        if (day % tell == 0) {
          tell(day);
        }
        for (int person = 0; person < people; person++) {
          if (day >= hired[person] && day <= left[person] && random.nextInt(saysAll ? 1 : 4) == 0) {
            see(person, day);
          }
        }
      }
      return new History(events, holdings, told, earlier);
    }

    /** Somebody is renamed, two swap, one takes over a freed login, or an account is made anew. */
    private void change() {
      int one = random.nextInt(people);
      int other = random.nextInt(people);
      switch (random.nextInt(4)) {
        case 0 -> login[one] = 100 + random.nextInt(20);
        case 1 -> {
          int mine = login[one];
          login[one] = login[other];
          login[other] = mine;
        }
        case 2 -> {
          if (one != other) {
            login[other] = login[one];
            login[one] = 200 + random.nextInt(20);
          }
        }
        default ->
            accounts.put(
                PROVIDERS.get(random.nextInt(PROVIDERS.size())) + one, uuid(2, random.nextInt()));
      }
    }

    private void tell(int day) {
      for (int person = 0; person < people; person++) {
        if (day < hired[person] || (!saysAll && random.nextInt(4) == 0)) {
          continue;
        }
        List<Holding> its =
            holdings.computeIfAbsent(uuid(1, login[person]), l -> new ArrayList<>());
        Holding last = its.isEmpty() ? null : its.getLast();
        int from = saysAll || random.nextBoolean() ? hired[person] : Holding.NEVER;
        if (last != null && last.person().equals(key(person))) {
          its.set(
              its.size() - 1,
              new Holding(key(person), last.toldFirst(), day, last.hired(), left[person]));
        } else if (last == null || last.toldFirst() < day) {
          its.add(new Holding(key(person), day, day, from, left[person]));
        }
      }
    }

    private void see(int person, int day) {
      String provider = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
      UUID account = accounts.get(provider + person);
      boolean nameless = !saysAll && random.nextInt(6) == 0;
      boolean bare = !saysAll && !nameless && random.nextInt(4) == 0;
      events.add(
          new Seen(
              bare ? null : account,
              provider,
              nameless ? null : uuid(1, login[person]),
              day,
              person));
      if (!saysAll && !bare && random.nextInt(60) == 0) {
        told.put(Objects.requireNonNull(account), key(person));
      }
      if (!saysAll && !bare && random.nextInt(60) == 0) {
        earlier.put(Objects.requireNonNull(account), key(person));
      }
    }

    private static UUID uuid(int kind, int number) {
      return new UUID(kind, number);
    }
  }
}
