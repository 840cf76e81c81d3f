package com.orgscope.licence;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.usage.Applications;
import com.orgscope.usage.SensitiveApplications;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What IT says of the company's contracts. Each change is in the audit log. */
@Component
public class Contracts {
  /** As small as one is kept. */
  private static final BigDecimal SMALLEST_RATE = new BigDecimal("0.00000001");

  private static final BigDecimal LARGEST_RATE = new BigDecimal("1000000");

  private final LicenceStore store;
  private final Applications applications;
  private final SensitiveApplications sensitive;
  private final People people;
  private final Access access;
  private final Tenants tenants;

  Contracts(
      LicenceStore store,
      Applications applications,
      SensitiveApplications sensitive,
      People people,
      Access access,
      Tenants tenants) {
    this.sensitive = sensitive;
    this.store = store;
    this.applications = applications;
    this.people = people;
    this.access = access;
    this.tenants = tenants;
  }

  /** How many there are. */
  public int count(Caller caller) {
    access.require(caller, Action.OPERATIONS, "how many contracts there are");
    return store.contracts(caller).size();
  }

  /**
   * What an import of contracts came to.
   *
   * @param withoutRate currencies of which nobody said what they are worth, so that the contracts
   *     have no price in the company's own money yet
   */
  public record Imported(int contracts, List<String> withoutRate) {}

  /**
   * Reads contracts from a CSV file, in the place of all there were.
   *
   * @throws Failure for the operator, naming the line and what would do; then nothing is stored
   */
  public Imported importContracts(Caller caller, Path file) {
    access.require(caller, Action.CHANGE_DIRECTORY, "contracts");
    Predicate<String> withheld = sensitive.withheld(caller.tenant());
    List<Contract> contracts =
        ContractFile.read(file, label -> canonical(caller, label)).stream()
            .filter(each -> !withheld.test(each.application().value()))
            .toList();
    store.replaceContracts(caller, contracts);
    Set<Currency> known = new HashSet<>(Set.of(own(caller)));
    store.rates(caller).forEach(rate -> known.add(rate.currency()));
    return new Imported(
        contracts.size(),
        contracts.stream()
            .map(Contract::currency)
            .filter(currency -> !known.contains(currency))
            .map(Currency::getCurrencyCode)
            .distinct()
            .sorted()
            .toList());
  }

  /**
   * What an import of seats came to.
   *
   * @param seats of people in the directory
   * @param strangers of logins that the directory does not know
   * @param applications whose seats are known by now
   * @param withoutContract what has seats by the file and stands in no contract, so that they count
   *     nowhere yet
   */
  public record Assigned(
      int seats, int strangers, int applications, List<String> withoutContract) {}

  /**
   * Reads who was given a seat from a CSV file: of each application that it names, in the place of
   * all seats that were known.
   *
   * @throws Failure for the operator, naming the line and what would do; then nothing is stored
   */
  public Assigned importSeats(Caller caller, Path file) {
    access.require(caller, Action.CHANGE_DIRECTORY, "seats of applications");
    SeatFile.Read read =
        SeatFile.read(file, label -> canonical(caller, label), people.lookup(caller))
            .without(sensitive.withheld(caller.tenant()));
    store.replaceSeats(caller, read);
    return new Assigned(
        read.seats().size(),
        read.strangers().values().stream().mapToInt(Integer::intValue).sum(),
        Math.toIntExact(
            read.strangers().keySet().stream().map(Contract.Plan::application).distinct().count()),
        withoutContract(caller, read.strangers().keySet()));
  }

  private List<String> withoutContract(Caller caller, Set<Contract.Plan> plans) {
    Set<Contract.Plan> paid =
        store.contracts(caller).stream().map(Contract::plan).collect(Collectors.toSet());
    return plans.stream()
        .filter(plan -> !paid.contains(plan))
        .map(plan ->
            plan.tier().isEmpty()
                ? plan.application().toString()
                : plan.application() + ", " + plan.tier())
        .toList();
  }

  /**
   * Says what a currency is worth.
   *
   * @throws Failure for the operator, if nobody says who says so, or it is the company's own
   */
  public void set(Caller caller, ExchangeRate rate) {
    access.require(caller, Action.CHANGE_DIRECTORY, "rate of " + rate.currency());
    Currency own = own(caller);
    if (rate.currency().equals(own)) {
      throw Failure.operator("every figure is in " + own + ", which is worth itself");
    }
    if (rate.usd().compareTo(SMALLEST_RATE) < 0 || rate.usd().compareTo(LARGEST_RATE) > 0) {
      throw Failure.operator(
          "a unit of a currency is worth more than nothing, from %s to %s %s, not %s"
              .formatted(SMALLEST_RATE.toPlainString(), LARGEST_RATE, own, rate.usd()));
    }
    if (rate.source().isBlank()) {
      throw Failure.operator("the rate of " + rate.currency() + " needs a source: who says so?");
    }
    store.set(caller, rate);
  }

  /** Of the company's money; every figure is in it. */
  Currency own(Caller caller) {
    return tenants.currency(caller.tenant());
  }

  /** Keeps what sign-ins show of an application. */
  void mark(Caller caller, AppId application, SaidByIt said) {
    access.require(
        caller, Action.CHANGE_DIRECTORY, "what sign-ins show: " + said.shows().wireName());
    store.say(caller, application, said);
  }

  /**
   * What the application of this label is called; a withheld one keeps its label, by which the
   * store knows it.
   */
  AppId canonical(Caller caller, String label) {
    return sensitive.withheld(caller.tenant()).test(label)
        ? new AppId(label)
        : applications
            .application(
                caller.tenant(), applications.canonical(caller.tenant(), label, null, null))
            .id();
  }
}
