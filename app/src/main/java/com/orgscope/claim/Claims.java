package com.orgscope.claim;

import com.orgscope.claim.Claim.Concern;
import com.orgscope.claim.Claim.Promised;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Range;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What was promised, and since when whom has it. For IT/Security alone, exact; nobody else sees
 * anything of it.
 */
@Service
public class Claims {
  private static final int LONGEST_TEXT = 500;
  private static final int DAYS_AHEAD = 366;
  private static final int DAYS_BACK = 2 * 366;

  private final ClaimStore store;
  private final ClaimBook book;
  private final Memberships memberships;
  private final MeasuredDays measured;
  private final Promises promises;
  private final InstantSource clock;

  Claims(
      ClaimStore store,
      ClaimBook book,
      Memberships memberships,
      MeasuredDays measured,
      Promises promises,
      InstantSource clock) {
    this.store = store;
    this.book = book;
    this.memberships = memberships;
    this.measured = measured;
    this.promises = promises;
    this.clock = clock;
  }

  /**
   * Registers what is promised of a change, with what was measured until today.
   *
   * @throws Failure for the operator, naming what is missing or wrong, or if the recommendation is
   *     not approved
   */
  public Claim register(Caller caller, Registration said) {
    book.admitChange(caller, "new claim");
    Registration whole = promises.complete(caller, said);
    String owner = promises.role(caller, whole.owner());
    PeopleGroup among = memberships.known(caller, whole.amongOrEverybody());
    Concern concern = new Concern(promises.part(caller, whole), among);
    Promises.hours(whole);
    String title = text("what it is about", whole.title());
    LocalDate today = today();
    return store.add(
        caller,
        number -> {
          Claim bare =
              new Claim(
                  number,
                  title,
                  whole.recommendation(),
                  concern,
                  owner,
                  today,
                  new Promised(Range.ZERO, Range.ZERO),
                  null);
          Membership here = memberships.of(caller);
          Set<PersonKey> group = here.of(among, bare);
          Optional<MeasuredDays.Recent> recent = measured.recent(caller, concern, group, today);
          Map<PersonKey, Double> theirs =
              recent
                  .map(MeasuredDays.Recent::theirs)
                  .orElseGet(
                      () -> group.stream().collect(Collectors.toMap(key -> key, key -> 1.0)));
          return bare.with(
              promises.promised(caller, whole, here::category, theirs),
              recent.flatMap(one -> measured.baseline(caller, one)).orElse(null));
        });
  }

  /**
   * Says from which day a group of people has the change. Said again of the same group, the last
   * word holds; both stay to be read.
   *
   * @param since null if the group does not have it after all
   * @throws Failure for the operator, if there is no such claim or nobody in the group, or a look
   *     was due that would come out otherwise
   */
  public Rollout change(Caller caller, String id, PeopleGroup group, @Nullable LocalDate since) {
    book.admitChange(caller, "claim " + id);
    Claim claim = book.get(caller, id);
    LocalDate today = today();
    if (since != null && since.isAfter(today.plusDays(DAYS_AHEAD))) {
      throw Failure.operator(
          "%s is more than a year away: say it when it is near".formatted(since));
    }
    if (since != null && since.isBefore(today.minusDays(DAYS_BACK))) {
      throw Failure.operator(
          "%s is more than two years ago: of a change so old nobody measures what was before it"
              .formatted(since));
    }
    PeopleGroup known = memberships.known(caller, group);
    Rollout rollout = book.rollout(caller, claim);
    if (since == null && rollout.inForce().stream().noneMatch(line -> line.group().equals(known))) {
      throw Failure.operator("nobody said that '%s' has %s".formatted(known, claim.id()));
    }
    rollout
        .looked(today)
        .filter(looked -> rollout.isMoved(known, since, looked, today))
        .ifPresent(looked -> {
          throw Failure.operator(
              "%s was to be looked at on %s, and who had it since when is settled for the days before: what is said now holds from %s on, or register a new claim"
                  .formatted(claim.id(), looked, looked));
        });
    store.change(caller, claim, known, new ClaimStore.Said(since, today));
    return book.rollout(caller, claim);
  }

  /** All of them, the first first. */
  public List<Claim> all(Caller caller) {
    return book.all(caller);
  }

  public Claim get(Caller caller, String id) {
    return book.get(caller, id);
  }

  public Rollout rollout(Caller caller, Claim claim) {
    return book.rollout(caller, claim);
  }

  /**
   * Who of a group belongs to it, for whoever gives them the change; of a share, who was drawn.
   *
   * @throws Failure for the operator, if there is no such claim or nobody in the group
   */
  public Set<PersonKey> people(Caller caller, String id, PeopleGroup group) {
    Claim claim = book.get(caller, id);
    Membership here = memberships.of(caller);
    Set<PersonKey> people = new TreeSet<>(here.of(memberships.known(caller, group), claim));
    people.retainAll(here.of(claim.concern().among(), claim));
    LocalDate today = today();
    here.people().stream()
        .filter(person -> !person.worksOn(today))
        .forEach(person -> people.remove(person.key()));
    return people;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  static String text(String what, @Nullable String raw) {
    String text = raw == null ? "" : DisplayText.of(raw).strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw Failure.operator("a claim says %s in 1 to %d characters".formatted(what, LONGEST_TEXT));
    }
    return text;
  }
}
