package com.orgscope.scim;

import com.orgscope.directory.PersonEntry;
import com.orgscope.directory.PersonEntry.Fact;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an account says to the directory. What it never said is left as the directory has it, since
 * a file may know better; what it once said and says no more is gone.
 */
record PersonFacts(Account now, @Nullable Account before) {

  /**
   * @param free whether nobody else's account goes by this employee number or mail
   */
  PersonEntry entry(UUID id, Predicate<String> free, LocalDate today) {
    Map<Fact, List<String>> facts = new EnumMap<>(Fact.class);
    facts.put(Fact.LOGIN, List.of(now.userName()));
    say(facts, Fact.EMPLOYEE_ID, a -> a.text(Schemas.ENTERPRISE, "employeeNumber").filter(free));
    say(
        facts,
        Fact.DISPLAY_NAME,
        a -> a.text(Schemas.USER, "displayName").or(() -> a.name("formatted")));
    say(facts, Fact.FIRST_NAME, a -> a.name("givenName"));
    say(facts, Fact.LAST_NAME, a -> a.name("familyName"));
    say(facts, Fact.TITLE, a -> a.text(Schemas.USER, "title"));
    say(facts, Fact.DEPARTMENT, a -> a.text(Schemas.ENTERPRISE, "department"));
    say(facts, Fact.COST_CENTER, a -> a.text(Schemas.ENTERPRISE, "costCenter"));
    say(facts, Fact.DIVISION, PersonFacts::division);
    say(facts, Fact.LOCATION, a -> a.text(Schemas.ORGSCOPE, "location").or(a::city));
    say(facts, Fact.HIRE_DATE, a -> a.date(Fact.HIRE_DATE));
    say(facts, Fact.EFFECTIVE_DATE, a -> a.date(Fact.EFFECTIVE_DATE));
    say(facts, Fact.MANAGER, Account::manager);
    facts.put(Fact.MAIL, now.emails().stream().filter(free).toList());
    status(facts, today);
    return new PersonEntry(facts, accounts(id));
  }

  /** What identity providers hold above a department: a division, or else an organization. */
  private static Optional<String> division(Account account) {
    return account
        .text(Schemas.ENTERPRISE, "division")
        .or(() -> account.text(Schemas.ENTERPRISE, "organization"));
  }

  private void say(
      Map<Fact, List<String>> facts, Fact fact, Function<Account, Optional<String>> value) {
    Optional<String> said = value.apply(now);
    boolean saidBefore = before != null && value.apply(before).isPresent();
    if (said.isPresent() || saidBefore) {
      facts.put(fact, said.stream().toList());
    }
  }

  /** Who is inactive left today at the latest; who is active again did not leave. */
  private void status(Map<Fact, List<String>> facts, LocalDate today) {
    facts.put(Fact.STATUS, List.of(now.active() ? "active" : "inactive"));
    boolean back = now.active() && (before == null || !before.active());
    say(facts, Fact.END_DATE, a -> a.date(Fact.END_DATE));
    if (back) {
      facts.putIfAbsent(Fact.END_DATE, List.of());
    }
    if (!now.active()
        && facts.getOrDefault(Fact.END_DATE, List.of()).stream().anyMatch(d -> later(d, today))) {
      facts.put(Fact.END_DATE, List.of(today.toString()));
    }
  }

  private static boolean later(String date, LocalDate today) {
    try {
      return LocalDate.parse(date.substring(0, Math.min(10, date.length()))).isAfter(today);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** Okta's and Entra's own ids are those that their sign-in logs name. */
  private List<PersonEntry.Account> accounts(UUID id) {
    List<PersonEntry.Account> accounts = new ArrayList<>();
    accounts.add(new PersonEntry.Account(PersonEntry.RESOURCE, id.toString()));
    now.text(Schemas.USER, "externalId")
        .map(Guid::plain)
        .ifPresent(external -> {
          accounts.add(new PersonEntry.Account(PersonEntry.EXTERNAL, external));
          provider(external)
              .ifPresent(provider -> accounts.add(new PersonEntry.Account(provider, external)));
        });
    return accounts;
  }

  static Optional<String> provider(String external) {
    if (external.matches("00u[A-Za-z0-9]{17}")) {
      return Optional.of("okta");
    }
    return external.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
        ? Optional.of("entra")
        : Optional.empty();
  }

  /** What an account goes by besides its user name, so that no two go by the same. */
  static Stream<String> claims(Account account) {
    return Stream.concat(
        account.emails().stream(), account.text(Schemas.ENTERPRISE, "employeeNumber").stream());
  }
}
