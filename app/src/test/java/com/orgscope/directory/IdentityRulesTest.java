package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is who, sentence by sentence of {@link Identities} and {@link Id}. */
class IdentityRulesTest extends IdentityFacts {
  @Test
  void an_account_is_whose_the_directory_says_else_whose_it_was_else_its_own() {
    told.put(account(1), person(1));
    earlier.put(account(1), person(9));
    earlier.put(account(2), person(2));
    seen(account(1), "okta", ANNA, 1, 5);
    seen(account(3), "okta", BELA, 1, 5);
    Identities who = who();
    assertThat(who.ofAccount(account(1))).isEqualTo(person(1));
    assertThat(who.ofAccount(account(2))).isEqualTo(person(2));
    assertThat(who.ofAccount(account(3))).isEqualTo(key(account(3)));
    assertThat(who.ofAccount(account(4))).as("of which nobody heard").isEqualTo(key(account(4)));
    assertThat(who.knows(account(1))).isTrue();
    assertThat(who.knows(account(2))).as("that was told and not seen").isTrue();
    assertThat(who.knows(account(3))).as("that was seen and not told").isTrue();
    assertThat(who.knows(account(4))).isFalse();
  }

  @Test
  void an_account_is_of_who_held_its_last_login_while_it_was_seen() {
    held(ANNA, person(1), 1, 30, Holding.NEVER, 10);
    held(BELA, person(2), 1, 30, 5, Holding.ALWAYS);
    seen(account(1), "okta", ANNA, 10, 12);
    seen(account(2), "okta", ANNA, 11, 12);
    seen(account(3), "okta", BELA, 1, 5);
    seen(account(4), "google", BELA, 1, 4);
    seen(account(5), "entra", ANNA, 1, 3);
    seen(account(5), "entra", BELA, 4, 6);
    Identities who = who();
    assertThat(who.ofAccount(account(1))).as("on the last day of work").isEqualTo(person(1));
    assertThat(who.ofAccount(account(2))).as("a day later").isEqualTo(key(account(2)));
    assertThat(who.ofAccount(account(3))).as("on the day of hire").isEqualTo(person(2));
    assertThat(who.ofAccount(account(5))).as("by its later login").isEqualTo(person(2));
  }

  @Test
  void of_two_accounts_the_later_is_somebody_else_if_the_earlier_lives_on() {
    held(ANNA, person(1), 1, 30, Holding.NEVER, Holding.ALWAYS);
    seen(account(1), "okta", ANNA, 1, 9);
    seen(account(2), "okta", ANNA, 10, 20);
    assertThat(who().ofAccount(account(2))).as("an account made anew").isEqualTo(person(1));
    told.put(account(1), person(1));
    seen(account(1), "okta", BELA, 9, 10);
    assertThat(who().ofAccount(account(2))).as("a login passed on").isEqualTo(key(account(2)));
    assertThat(who().ofAccount(account(1))).isEqualTo(person(1));
  }

  @Test
  void accounts_of_two_providers_under_one_login_are_one_persons() {
    seen(account(2), "okta", ANNA, 1, 5);
    seen(account(1), "google", ANNA, 3, 9);
    seen(account(3), "okta", BELA, 1, 5);
    Identities who = who();
    assertThat(who.ofAccount(account(2))).as("the smallest").isEqualTo(key(account(1)));
    assertThat(who.ofAccount(account(1))).isEqualTo(key(account(1)));
    assertThat(who.ofAccount(account(3))).isEqualTo(key(account(3)));
    told.put(account(2), person(7));
    assertThat(who().ofAccount(account(1))).isEqualTo(person(7));
  }

  @Test
  void a_login_without_an_id_is_on_each_day_of_whose_account_was_seen_with_it() {
    bare(ANNA, 1, 40);
    seen(account(1), "okta", ANNA, 5, 10);
    seen(account(2), "okta", ANNA, 20, 25);
    Identities who = who();
    assertThat(who.ofLogin(ANNA, 4)).as("before all").isEqualTo(key(account(1)));
    assertThat(who.ofLogin(ANNA, 5)).isEqualTo(key(account(1)));
    assertThat(who.ofLogin(ANNA, 19)).as("last before").isEqualTo(key(account(1)));
    assertThat(who.ofLogin(ANNA, 20)).isEqualTo(key(account(2)));
    assertThat(who.ofLogin(ANNA, 40)).isEqualTo(key(account(2)));
    assertThat(who.ofLogin(BELA, 5)).isNull();
    assertThat(who.periods())
        .containsExactly(
            new KeyPeriod(key(ANNA), key(account(1)), KeyPeriod.BEGINNING, day(20)),
            new KeyPeriod(key(ANNA), key(account(2)), day(20), KeyPeriod.END));
    assertThat(who.periods()).noneMatch(KeyPeriod::isAlways);
  }

  @Test
  void a_login_is_of_whom_the_directory_says_from_hire_to_the_last_day_of_work() {
    bare(ANNA, 1, 40);
    held(ANNA, person(1), 10, 20, 5, 30);
    held(ANNA, person(2), 33, 40, Holding.NEVER, Holding.ALWAYS);
    Identities who = who();
    assertThat(who.ofLogin(ANNA, 4)).isNull();
    assertThat(who.ofLogin(ANNA, 5)).isEqualTo(person(1));
    assertThat(who.ofLogin(ANNA, 30)).isEqualTo(person(1));
    assertThat(who.ofLogin(ANNA, 31)).isNull();
    assertThat(who.ofLogin(ANNA, 33)).isEqualTo(person(2));
    assertThat(who.periods())
        .containsExactly(
            new KeyPeriod(key(ANNA), person(1), day(5), day(31)),
            new KeyPeriod(key(ANNA), person(2), day(33), KeyPeriod.END));
  }

  @Test
  void days_of_a_key_are_all_from_its_first_event_to_its_last() {
    seen(account(1), "okta", ANNA, 3, 4);
    seen(account(1), "okta", BELA, 6, 6);
    bare(ANNA, 8, 9);
    Identities who = who();
    assertThat(who.daysOf(account(1))).containsExactly(day(3), day(4), day(5), day(6));
    assertThat(who.daysOf(ANNA)).containsExactly(day(8), day(9));
    assertThat(who.daysOf(account(2))).isEmpty();
    assertThat(who.isBare(ANNA)).isTrue();
    assertThat(who.isBare(BELA)).as("seen with an account only").isFalse();
  }

  @Test
  void logins_of_people_are_those_that_their_accounts_were_seen_with_last() {
    told.put(account(1), person(1));
    told.put(account(2), person(2));
    seen(account(1), "okta", ANNA, 1, 5);
    seen(account(2), "okta", ANNA, 6, 9);
    seen(account(1), "okta", BELA, 6, 9);
    assertThat(who().loginsOf(Set.of(person(1)))).containsExactly(BELA);
    assertThat(who().loginsOf(Set.of(person(2)))).containsExactly(ANNA);
    assertThat(who().loginsOf(Set.of(person(3)))).isEmpty();
  }

  @Test
  void a_login_whose_holder_left_is_of_nobodys_logins_today() {
    seen(account(1), "okta", BELA, 1, 5);
    held(ANNA, person(1), 1, 9, Holding.NEVER, 9);
    told.put(account(2), person(2));
    assertThat(who().loginsOf(Set.of(person(1)))).isEmpty();
    assertThat(who().loginsOf(Set.of(key(account(1))))).containsExactly(BELA);
  }

  @Test
  void somebody_has_an_account_of_a_provider_only_under_the_login_it_was_seen_with() {
    told.put(account(1), person(1));
    seen(account(1), "okta", ANNA, 1, 5);
    Identities who = who();
    assertThat(who.hasAccount(person(1), ANNA, "okta")).isTrue();
    assertThat(who.hasAccount(person(1), ANNA, "google")).isFalse();
    assertThat(who.hasAccount(person(1), BELA, "okta")).isFalse();
    assertThat(who.hasAccount(person(2), ANNA, "okta")).isFalse();
  }

  @Test
  void a_period_is_on_all_days_or_from_one_to_another() {
    KeyPeriod always = KeyPeriod.always(key(ANNA), person(1));
    assertThat(always.isAlways()).isTrue();
    assertThat(always.until(5).isAlways()).isFalse();
    assertThat(always.until(5).goesOnAt(5, person(1))).isTrue();
    assertThat(always.until(5).goesOnAt(6, person(1))).isFalse();
    assertThat(always.until(5).goesOnAt(5, person(2))).isFalse();
    KeyPeriod later = KeyPeriod.of(key(ANNA), person(1), 5, Holding.ALWAYS);
    assertThat(later.isAlways()).isFalse();
    assertThat(later.until()).isEqualTo(KeyPeriod.END);
    assertThat(KeyPeriod.of(key(ANNA), person(1), Holding.NEVER, Holding.ALWAYS)).isEqualTo(always);
  }

  @Test
  void ids_of_a_provider_are_compared_as_they_are_and_logins_as_people_write_them() {
    assertThat(Id.provider("okta", " 00uAb "))
        .isEqualTo(new Id(Id.Kind.PROVIDER, "okta:00uAb"))
        .isNotEqualTo(Id.provider("okta", "00uab"));
    assertThat(Id.employee("007")).isNotEqualTo(Id.employee("7"));
    String mail = "anna@example.com";
    for (String same :
        List.of(" Anna@Example.COM ", "anna@example\u200b.com", "\uff41nna@example.com")) {
      assertThat(Id.login(same)).isEqualTo(new Id(Id.Kind.LOGIN, mail));
    }
    assertThat(Id.login("Jo\u0308rg"))
        .isEqualTo(Id.login("J\u00d6RG"))
        .isNotEqualTo(Id.login("Jorg"));
    assertThat(Id.login("J\u00d6RG")).as("no name of a host").isEqualTo(login("j\u00f6rg"));
    assertThat(Id.login("an\u0000na@\u007fexample.com")).as("unseen").isEqualTo(login(mail));
    assertThat(Id.login("anna@B\u00fccher.example"))
        .isEqualTo(Id.login("anna@xn--bcher-kva.EXAMPLE"));
    assertThat(Id.login("@B\u00fccher.example")).isEqualTo(login("@xn--bcher-kva.example"));
    assertThat(Id.login("anna+x@example.com")).isNotEqualTo(Id.login(mail));
    String odd = "\u00fc@" + "x".repeat(70);
    assertThat(Id.login(odd)).as("no name of a host").isEqualTo(new Id(Id.Kind.LOGIN, odd));
    assertThat(Objects.requireNonNull(Id.login(mail)).toString()).isEqualTo("LOGIN");
  }

  @Test
  void a_guid_is_one_id_however_it_is_written() {
    Id entra = Id.provider("entra", "216941d9-8cf6-363b-5d8d-88e24a8b1b9d");
    assertThat(Id.provider("entra", "216941D9-8CF6-363B-5D8D-88E24A8B1B9D")).isEqualTo(entra);
    assertThat(Id.provider("entra", " {216941d9-8CF6-363b-5d8d-88e24a8b1b9d} ")).isEqualTo(entra);
    assertThat(Id.provider("entra", "216941d98cf6-363b-5d8d-88e24a8b1b9d")).isNotEqualTo(entra);
    assertThat(Id.provider("okta", "216941d9-8cf6-363b-5d8d-88e24a8b1b9d")).isNotEqualTo(entra);
  }

  @Test
  void words_for_nobody_are_no_id() {
    for (String nobody :
        List.of("", " ", "0", "00-0", "N/A", "<Unknown>", "[null]", "--", "PII removed by us")) {
      assertThat(Id.login(nobody)).as(nobody).isNull();
      assertThat(Id.employee(nobody)).as(nobody).isNull();
      assertThat(Id.provider("okta", nobody)).as(nobody).isNull();
    }
    assertThat(Id.login(null)).isNull();
    assertThat(Id.provider("okta", null)).isNull();
    assertThat(Id.provider("google", "105250506097979753968")).isNull();
    assertThat(Id.provider("okta", "105250506097979753968")).isNotNull();
    assertThat(Id.login("nancy")).isNotNull();
    assertThat(Id.login("\u00fcnknown")).isNotNull();
    assertThat(Id.login("\uff4eone")).as("none, in wide letters").isNull();
    assertThat(Id.employee("100")).isNotNull();
  }

  private static Id login(String value) {
    return new Id(Id.Kind.LOGIN, value);
  }
}
