package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.Joining.Edge;
import com.orgscope.kernel.PersonKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose a login and what was seen with it are when it passes on, to the day. */
class MovingLoginsTest extends IdentityFacts {
  @Test
  void between_two_holders_accounts_that_appear_are_the_next_ones() {
    held(ANNA, person(1), 1, 10);
    held(ANNA, person(2), 20, 30);
    assertThat(ofSeen(1, 1)).isEqualTo(person(1));
    assertThat(ofSeen(10, 12)).as("there on the last day it was told").isEqualTo(person(1));
    assertThat(ofSeen(11, 12)).as("a day later").isEqualTo(person(2));
    assertThat(ofSeen(5, 19)).isEqualTo(person(1));
    assertThat(ofSeen(5, 20)).as("on the first day it was told anew").isEqualTo(person(2));
    assertThat(ofSeen(20, 21)).isEqualTo(person(2));
  }

  @Test
  void the_next_ones_day_of_hire_says_when_a_login_passed_on() {
    held(ANNA, person(1), 1, 10);
    held(ANNA, person(2), 20, 30, 15, Holding.ALWAYS);
    assertThat(ofSeen(11, 12)).isEqualTo(person(1));
    assertThat(ofSeen(14, 14)).isEqualTo(person(1));
    assertThat(ofSeen(14, 15)).isEqualTo(person(2));
    assertThat(ofSeen(15, 15)).isEqualTo(person(2));
    seen.clear();
    bare(ANNA, 1, 40);
    assertThat(who().ofLogin(ANNA, 14)).isEqualTo(person(1));
    assertThat(who().ofLogin(ANNA, 15)).isEqualTo(person(2));
    assertThat(who().periods())
        .containsExactly(
            new KeyPeriod(key(ANNA), person(1), KeyPeriod.BEGINNING, day(15)),
            new KeyPeriod(key(ANNA), person(2), day(15), KeyPeriod.END));
  }

  @Test
  void a_day_of_hire_counts_if_it_lies_after_the_former_one_and_was_not_told_before() {
    Holding former = new Holding(person(1), 1, 10, Holding.NEVER, Holding.ALWAYS);
    assertThat(passedOn(former, 11, 20)).containsExactly(10, 11);
    assertThat(passedOn(former, 13, 20)).containsExactly(12, 13);
    assertThat(passedOn(former, 10, 20)).as("while it was told").containsExactly(10, 20);
    assertThat(passedOn(former, 20, 20)).containsExactly(19, 20);
    assertThat(passedOn(former, 21, 20)).as("told ahead").containsExactly(10, 20);
    assertThat(passedOn(former, Holding.NEVER, 20)).containsExactly(10, 20);
    Holding gone = new Holding(person(1), 1, 10, Holding.NEVER, 7);
    assertThat(passedOn(gone, 8, 20)).as("after the last day of work").containsExactly(7, 8);
    assertThat(passedOn(gone, 7, 20)).containsExactly(7, 20);
  }

  @Test
  void somebody_works_from_the_day_of_hire_to_the_last_day() {
    Holding holding = new Holding(person(1), 1, 10, 5, 8);
    assertThat(holding.worked(1, 4)).isFalse();
    assertThat(holding.worked(1, 5)).isTrue();
    assertThat(holding.worked(6, 7)).isTrue();
    assertThat(holding.worked(1, 20)).isTrue();
    assertThat(holding.worked(8, 9)).isTrue();
    assertThat(holding.worked(9, 20)).isFalse();
  }

  @Test
  void who_surely_holds_an_earlier_login_goes_before_who_held_the_last_one_no_longer() {
    held(ANNA, person(1), 1, 10);
    held(ANNA, person(2), 20, 30, Holding.NEVER, 9);
    assertThat(ofSeen(11, 12)).as("better than nobody").isEqualTo(person(1));
    held(BELA, person(3), 1, 30);
    seen(account(1), "okta", BELA, 1, 3);
    assertThat(who().ofAccount(account(1))).isEqualTo(person(3));
    seen.clear();
    seen(account(1), "okta", BELA, 1, 3);
    seen(account(1), "okta", ANNA, 10, 12);
    assertThat(who().ofAccount(account(1))).as("there on the last day").isEqualTo(person(1));
  }

  @Test
  void what_the_directory_told_of_an_account_goes_before_its_login() {
    told.put(account(1), person(1));
    told.put(account(2), person(2));
    held(ANNA, person(3), 1, 30);
    seen(account(1), "okta", ANNA, 1, 9);
    seen(account(2), "okta", account(2), 1, 9);
    assertThat(who().ofAccount(account(1))).isEqualTo(person(1));
    assertThat(who().ofAccount(account(2))).as("seen without a login").isEqualTo(person(2));
    assertThat(who().isAccount(account(1))).isTrue();
    assertThat(who().isAccount(ANNA)).as("a login").isFalse();
  }

  @Test
  void an_account_whose_last_login_was_passed_on_to_it_is_of_who_held_the_one_before() {
    told.put(account(1), person(1));
    held(ANNA, person(1), 1, 30);
    held(BELA, person(2), 1, 30);
    seen(account(1), "okta", ANNA, 1, 9);
    seen(account(1), "okta", CARA, 9, 20);
    seen(account(2), "okta", BELA, 1, 5);
    seen(account(2), "okta", ANNA, 10, 20);
    assertThat(who().ofAccount(account(2))).isEqualTo(person(2));
    assertThat(who().ofAccount(account(1))).isEqualTo(person(1));
  }

  @Test
  void nothing_was_passed_on_by_who_never_had_that_login_or_had_it_on_the_same_day() {
    told.put(account(1), person(1));
    held(ANNA, person(1), 1, 30);
    seen(account(2), "okta", ANNA, 10, 20);
    seen(account(1), "okta", CARA, 4, 20);
    seen(account(1), "okta", BELA, 1, 3);
    assertThat(who().ofAccount(account(2))).as("two accounts").isEqualTo(person(1));
    seen.removeLast();
    seen(account(1), "okta", ANNA, 1, 10);
    assertThat(who().ofAccount(account(2))).as("both on a day").isEqualTo(person(1));
    seen.removeLast();
    seen(account(1), "okta", ANNA, 1, 9);
    assertThat(who().ofAccount(account(2))).as("passed on").isEqualTo(key(account(2)));
    seen.remove(1);
    seen(account(1), "okta", CARA, 4, 9);
    assertThat(who().ofAccount(account(2))).as("lives no longer").isEqualTo(person(1));
  }

  @Test
  void accounts_are_one_persons_if_each_held_the_login_on_the_others_last_day() {
    assertThat(oneWithGoogle(5, 1, 5, 6, 9)).isTrue();
    assertThat(oneWithGoogle(6, 1, 5, 6, 9)).as("renamed that day").isFalse();
    assertThat(oneWithGoogle(7, 1, 5, 6, 9)).isFalse();
    assertThat(oneWithGoogle(7, 1, 5, 5, 9)).as("both names at once").isTrue();
    assertThat(oneWithGoogle(5, 8, 9, 1, 5)).as("not yet renamed").isFalse();
    assertThat(oneWithGoogle(6, 8, 9, 1, 5)).isTrue();
    assertThat(oneWithGoogle(5, 8, 9, 1, 8)).as("both names at once").isTrue();
    seen.clear();
    seen(account(1), "google", ANNA, 1, 3);
    seen(account(1), "google", BELA, 4, 9);
    seen(account(2), "okta", ANNA, 5, 6);
    assertThat(who().ofAccount(account(2))).as("the other moved").isEqualTo(key(account(2)));
  }

  @Test
  void of_two_accounts_under_a_login_the_one_that_came_last_until_that_day_holds_it() {
    for (int last : new int[] {5, 6}) {
      seen.clear();
      seen(account(3), "okta", ANNA, 1, 5);
      seen(account(2), "okta", ANNA, 6, 9);
      seen(account(1), "google", ANNA, 1, last);
      int holder = last == 5 ? 3 : 2;
      assertThat(who().ofAccount(account(holder))).isEqualTo(key(account(1)));
      assertThat(who().ofAccount(account(5 - holder))).isEqualTo(key(account(5 - holder)));
    }
  }

  @Test
  void an_account_seen_without_its_login_was_under_no_other_one() {
    seen(account(1), "okta", account(1), 1, 5);
    seen(account(1), "okta", ANNA, 6, 9);
    seen(account(2), "google", ANNA, 1, 4);
    assertThat(who().ofAccount(account(2))).isEqualTo(key(account(1)));
    assertThat(who().daysOf(account(1))).hasSize(9);
  }

  @Test
  void joined_accounts_become_whose_the_latest_neighbour_with_a_person_is() {
    List<Edge> chain =
        List.of(new Edge(account(3), account(4), 1), new Edge(account(5), account(4), 1));
    assertThat(joined(chain)).containsExactly(key(account(3)), key(account(3)), key(account(3)));
    assertThat(
            joined(chain, new Edge(account(5), account(1), 5), new Edge(account(2), account(3), 4)))
        .as("the later day")
        .containsExactly(person(1), person(1), person(1));
    assertThat(
            joined(chain, new Edge(account(5), account(1), 5), new Edge(account(2), account(3), 6)))
        .containsExactly(person(2), person(2), person(2));
    assertThat(
            joined(chain, new Edge(account(3), account(1), 5), new Edge(account(3), account(2), 5)))
        .as("the same day")
        .containsExactly(person(2), person(2), person(2));
    assertThat(joined(List.of(new Edge(account(3), account(1), 5))))
        .as("whoever is joined to them alone")
        .containsExactly(person(1), key(account(4)), key(account(5)));
  }

  @Test
  void a_login_is_shared_with_another_account_of_the_same_provider_only() {
    seen(account(1), "okta", ANNA, 1, 5);
    seen(account(2), "okta", ANNA, 6, 9);
    seen(account(2), "okta", CARA, 10, 12);
    seen(account(3), "google", ANNA, 6, 9);
    seen(account(4), "okta", BELA, 6, 9);
    Identities who = who();
    assertThat(who.sharesLogin(account(2), Set.of(key(account(1))))).isTrue();
    assertThat(who.sharesLogin(account(2), Set.of(key(account(2))))).as("itself").isFalse();
    assertThat(who.sharesLogin(account(2), Set.of(key(account(3))))).isFalse();
    assertThat(who.sharesLogin(account(2), Set.of(key(account(4))))).isFalse();
    assertThat(who.sharesLogin(account(9), Set.of(key(account(1))))).isFalse();
  }

  @Test
  void a_login_is_its_holders_except_while_another_account_was_seen_with_it() {
    bare(ANNA, 1, 40);
    told.put(account(1), person(9));
    held(ANNA, person(1), 1, 30, 3, 20);
    seen(account(1), "okta", ANNA, 5, 10);
    Identities who = who();
    assertThat(who.ofLogin(ANNA, 2)).as("before the hire").isNull();
    assertThat(who.ofLogin(ANNA, 3)).isEqualTo(person(1));
    assertThat(who.ofLogin(ANNA, 5)).isEqualTo(person(9));
    assertThat(who.ofLogin(ANNA, 10)).isEqualTo(person(9));
    assertThat(who.ofLogin(ANNA, 11)).isEqualTo(person(1));
    assertThat(who.ofLogin(ANNA, 21)).as("seen last before").isEqualTo(person(9));
    assertThat(who.periods(ANNA))
        .containsExactly(
            new KeyPeriod(key(ANNA), person(1), day(3), day(5)),
            new KeyPeriod(key(ANNA), person(9), day(5), day(11)),
            new KeyPeriod(key(ANNA), person(1), day(11), day(21)),
            new KeyPeriod(key(ANNA), person(9), day(21), KeyPeriod.END));
  }

  @Test
  void around_a_day_it_is_the_account_that_came_later() {
    seen(account(1), "okta", ANNA, 1, 10);
    seen(account(2), "okta", ANNA, 5, 8);
    assertThat(who().ofLogin(ANNA, 4)).isEqualTo(key(account(1)));
    assertThat(who().ofLogin(ANNA, 5)).isEqualTo(key(account(2)));
    assertThat(who().ofLogin(ANNA, 8)).isEqualTo(key(account(2)));
    assertThat(who().ofLogin(ANNA, 9)).isEqualTo(key(account(1)));
    assertThat(who().ofLogin(ANNA, 11)).isEqualTo(key(account(2)));
  }

  @Test
  void who_came_back_under_their_login_has_it_but_not_in_between() {
    bare(ANNA, 1, 40);
    held(ANNA, person(1), 1, 10, 1, 10);
    held(ANNA, person(1), 20, 30, 20, Holding.ALWAYS);
    assertThat(who().ofLogin(ANNA, 15)).isNull();
    assertThat(who().periods())
        .containsExactly(
            new KeyPeriod(key(ANNA), person(1), day(1), day(11)),
            new KeyPeriod(key(ANNA), person(1), day(20), KeyPeriod.END));
  }

  @Test
  void a_login_of_one_person_on_all_days_is_one_period_and_an_account_of_its_own_is_none() {
    told.put(account(1), person(1));
    told.put(account(2), person(1));
    seen(account(1), "okta", ANNA, 1, 5);
    seen(account(2), "google", ANNA, 8, 9);
    bare(ANNA, 1, 40);
    seen(account(3), "okta", BELA, 1, 5);
    assertThat(who().periods())
        .containsExactlyInAnyOrder(
            KeyPeriod.always(key(account(1)), person(1)),
            KeyPeriod.always(key(account(2)), person(1)),
            KeyPeriod.always(key(ANNA), person(1)));
  }

  @Test
  void a_period_covers_those_of_its_key_whose_days_it_has() {
    KeyPeriod period = period(5, 10);
    assertThat(period.covers(period)).isTrue();
    assertThat(period.covers(period(6, 9))).isTrue();
    assertThat(period.covers(period(4, 10))).isFalse();
    assertThat(period.covers(period(5, 11))).isFalse();
    assertThat(period.covers(KeyPeriod.of(key(BELA), person(1), 5, 10))).isFalse();
    assertThat(KeyPeriod.always(key(ANNA), person(2)).covers(period)).as("whoever").isTrue();
    assertThat(period.covers(KeyPeriod.always(key(ANNA), person(1)))).isFalse();
  }

  @Test
  void a_sighting_holds_from_its_first_day_to_its_last_and_grows_by_another() {
    Sighting sighting = new Sighting(account(1), "okta", ANNA, 5, 7);
    assertThat(sighting.holds(4)).isFalse();
    assertThat(sighting.holds(5)).isTrue();
    assertThat(sighting.holds(7)).isTrue();
    assertThat(sighting.holds(8)).isFalse();
    assertThat(sighting.and(6)).isEqualTo(sighting);
    assertThat(sighting.and(3)).isEqualTo(new Sighting(account(1), "okta", ANNA, 3, 7));
    assertThat(sighting.and(9)).isEqualTo(new Sighting(account(1), "okta", ANNA, 5, 9));
    assertThat(sighting.isOfAccount()).isTrue();
    assertThat(sighting.hasLogin()).isTrue();
    Sighting bare = new Sighting(ANNA, Sighting.NO_PROVIDER, ANNA, 5, 7);
    assertThat(bare.isOfAccount()).isFalse();
    assertThat(bare.hasLogin()).isFalse();
  }

  /** Whose an account is that was seen with a login on those days. */
  private PersonKey ofSeen(int first, int last) {
    seen.clear();
    seen(account(1), "okta", ANNA, first, last);
    return who().ofAccount(account(1));
  }

  /**
   * The last day that surely was the former one's, and the first that surely was the next one's.
   */
  private static List<Integer> passedOn(Holding former, int hired, int toldFirst) {
    Holding next = new Holding(person(2), toldFirst, 30, hired, Holding.ALWAYS);
    return List.of(former.surelyUntil(next), former.surelyFrom(next));
  }

  /**
   * Whether an account that was Anna from day to day, and Bela from day to day, is one person with
   * Google's that was Anna until a last day.
   */
  private boolean oneWithGoogle(int last, int annaFrom, int annaTo, int belaFrom, int belaTo) {
    seen.clear();
    seen(account(1), "google", ANNA, 1, last);
    seen(account(2), "okta", ANNA, annaFrom, annaTo);
    seen(account(2), "okta", BELA, belaFrom, belaTo);
    return who().ofAccount(account(2)).equals(key(account(1)));
  }

  /** Whose the accounts 3, 4 and 5 are; 1 and 2 are the persons 1 and 2. */
  private static List<PersonKey> joined(List<Edge> edges, Edge... more) {
    Map<UUID, PersonKey> people = new HashMap<>();
    people.put(account(1), person(1));
    people.put(account(2), person(2));
    List<Edge> all = new ArrayList<>(edges);
    all.addAll(List.of(more));
    Set<UUID> accounts = new TreeSet<>();
    for (int i = 1; i <= 5; i++) {
      accounts.add(account(i));
    }
    new Joining(accounts, people, all).run();
    assertThat(people).containsEntry(account(1), person(1)).containsEntry(account(2), person(2));
    return List.of(3, 4, 5).stream()
        .map(i -> Objects.requireNonNull(people.get(account(i))))
        .toList();
  }

  private static KeyPeriod period(int from, int until) {
    return KeyPeriod.of(key(ANNA), person(1), from, until);
  }
}
