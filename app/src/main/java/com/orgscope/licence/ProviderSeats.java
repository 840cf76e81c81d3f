package com.orgscope.licence;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.People;
import com.orgscope.directory.PersonLookup;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.lake.Source;
import com.orgscope.sources.SeatHolder;
import com.orgscope.sources.SeatLists;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks providers who has a seat. What a provider calls somebody is looked up in the directory and
 * forgotten; a plan's seats change as a whole or not at all.
 */
@Component
public class ProviderSeats {
  private final LicenceStore store;
  private final SeatLists lists;
  private final People people;
  private final Access access;
  private final InstantSource clock;

  ProviderSeats(
      LicenceStore store, SeatLists lists, People people, Access access, InstantSource clock) {
    this.store = store;
    this.lists = lists;
    this.people = people;
    this.access = access;
    this.clock = clock;
  }

  /**
   * What asking for the seats of one contract came to.
   *
   * @param seats of people in the directory
   * @param strangers accounts that the directory does not know
   * @param fault why the seats are as they were before; null if they were read
   */
  public record Fetched(
      AppId application,
      String tier,
      SeatsFrom from,
      int seats,
      int strangers,
      @Nullable Failure fault) {}

  /**
   * Reads the seats of every contract that says which of these providers tells them. A provider
   * that could not answer is not asked for the rest.
   *
   * @return one of each such contract; empty if there is none
   */
  public List<Fetched> fetch(Caller caller, Set<Source> sources) {
    access.require(caller, Action.CHANGE_DIRECTORY, "seats of applications");
    List<Contract> told =
        store.contracts(caller).stream()
            .filter(one -> one.seatsFrom() != null && sources.contains(one.seatsFrom().source()))
            .toList();
    if (told.isEmpty()) {
      return List.of();
    }
    PersonLookup lookup = people.lookup(caller);
    Set<Source> silent = EnumSet.noneOf(Source.class);
    List<Known> known = known(caller, told, silent);
    List<Fetched> all = new ArrayList<>();
    for (Known one : known) {
      Failure fault = one.fault() == null ? twice(one, known) : one.fault();
      SeatsFrom from = one.from();
      if (fault == null && silent.contains(from.source())) {
        fault = notAsked(from.source());
      }
      Fetched fetched =
          fault == null ? fetch(caller, one, lookup) : failed(one.contract(), from, fault);
      note(fetched.fault(), from.source(), silent);
      all.add(fetched);
    }
    return List.copyOf(all);
  }

  /**
   * A contract whose seats are asked for.
   *
   * @param from as IT wrote it
   * @param known by the provider's own id; null if it could not be told
   */
  private record Known(
      Contract contract, SeatsFrom from, @Nullable SeatsFrom known, @Nullable Failure fault) {}

  /** Which application each means, whether by its id or its label. */
  private List<Known> known(Caller caller, List<Contract> told, Set<Source> silent) {
    List<Known> known = new ArrayList<>();
    for (Contract contract : told) {
      SeatsFrom from = Objects.requireNonNull(contract.seatsFrom());
      if (silent.contains(from.source())) {
        known.add(new Known(contract, from, null, notAsked(from.source())));
        continue;
      }
      try {
        String id = lists.id(caller, from.source(), from.application());
        known.add(new Known(contract, from, new SeatsFrom(from.source(), id), null));
      } catch (Failure e) {
        known.add(new Known(contract, from, null, told(e)));
        note(e, from.source(), silent);
      }
    }
    return known;
  }

  private static void note(@Nullable Failure fault, Source source, Set<Source> silent) {
    if (fault != null && fault.kind() == Failure.Kind.RETRY) {
      silent.add(source);
    }
  }

  /** What is wrong with one contract leaves the others alone. */
  private static Failure told(Failure fault) {
    if (fault.kind() == Failure.Kind.OPERATOR || fault.kind() == Failure.Kind.RETRY) {
      return fault;
    }
    throw fault;
  }

  /** Why its seats are those of another contract too; null if they are not. */
  private static @Nullable Failure twice(Known one, List<Known> all) {
    SeatsFrom known = one.known();
    for (Known other : all) {
      if (known != null && other != one && other.known() != null && known.meets(other.known())) {
        return Failure.operator(
            "%s is what %s of contract %s is too, and each person would have both: leave out one"
                .formatted(one.from(), other.from(), other.contract().called()));
      }
    }
    return null;
  }

  private static Failure notAsked(Source source) {
    return Failure.retry(source + " was not asked, since it could not answer before", null);
  }

  private Fetched fetch(Caller caller, Known one, PersonLookup lookup) {
    Contract contract = one.contract();
    SeatsFrom known = Objects.requireNonNull(one.known());
    try {
      Map<PersonKey, SeatHolder> given = new LinkedHashMap<>();
      int strangers = 0;
      for (SeatHolder holder : lists.of(caller, known.source(), known.application())) {
        Optional<PersonKey> person =
            holder.logins().stream().map(lookup::byLogin).flatMap(Optional::stream).findFirst();
        person.ifPresent(key -> given.merge(key, holder, SeatHolder::better));
        strangers += person.isEmpty() ? 1 : 0;
      }
      store.replaceSeats(
          caller, contract.plan(), strangers, before -> seats(contract.plan(), given, before));
      return new Fetched(
          contract.application(), contract.tier(), one.from(), given.size(), strangers, null);
    } catch (Failure e) {
      return failed(contract, one.from(), told(e));
    }
  }

  private static Fetched failed(Contract contract, SeatsFrom from, Failure fault) {
    return new Fetched(contract.application(), contract.tier(), from, 0, 0, fault);
  }

  private List<Seat> seats(
      Contract.Plan plan, Map<PersonKey, SeatHolder> given, LicenceStore.Known known) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    List<Seat> seats = new ArrayList<>();
    given.forEach((person, one) ->
        seats.add(
            new Seat(
                plan, person, one.onTheDay() ? one.since() : since(person, one, known, today))));
    return seats;
  }

  /**
   * Where the provider does not say when somebody got it: whoever was not there the last time has
   * it since today at the earliest, and whoever was there keeps what was known.
   */
  private static @Nullable LocalDate since(
      PersonKey person, SeatHolder one, LicenceStore.Known known, LocalDate today) {
    Seat before = known.seats().get(person);
    if (before != null && before.since() != null) {
      return one.since() == null || before.since().isAfter(one.since())
          ? before.since()
          : one.since();
    }
    return before == null && known.told() ? today : one.since();
  }
}
