package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was seen and told of a small company, for tests of who is who. */
abstract class IdentityFacts {
  static final UUID ANNA = new UUID(1, 1);
  static final UUID BELA = new UUID(1, 2);
  static final UUID CARA = new UUID(1, 3);

  final List<Sighting> seen = new ArrayList<>();
  final Map<UUID, List<Holding>> holdings = new HashMap<>();
  final Map<UUID, PersonKey> told = new HashMap<>();
  final Map<UUID, PersonKey> earlier = new HashMap<>();

  Identities who() {
    return Identities.of(seen, holdings, told, earlier);
  }

  void seen(UUID account, String provider, UUID login, int first, int last) {
    seen.add(new Sighting(account, provider, login, first, last));
  }

  void bare(UUID login, int first, int last) {
    seen.add(new Sighting(login, Sighting.NO_PROVIDER, login, first, last));
  }

  void held(UUID login, PersonKey person, int toldFirst, int toldLast, int hired, int left) {
    holdings
        .computeIfAbsent(login, unused -> new ArrayList<>())
        .add(new Holding(person, toldFirst, toldLast, hired, left));
  }

  /** Told on those days, with neither a day of hire nor a last day of work. */
  void held(UUID login, PersonKey person, int toldFirst, int toldLast) {
    held(login, person, toldFirst, toldLast, Holding.NEVER, Holding.ALWAYS);
  }

  static UUID account(int number) {
    return new UUID(2, number);
  }

  static PersonKey person(int number) {
    return new PersonKey(new UUID(7, number));
  }

  static PersonKey key(UUID of) {
    return new PersonKey(of);
  }

  static LocalDate day(int day) {
    return LocalDate.ofEpochDay(day);
  }
}
