package com.orgscope.web;

import com.orgscope.directory.Headcount;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenant;
import com.orgscope.ingest.DeadLetterGroup;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Arrivals;
import com.orgscope.insight.Unlisted;
import com.orgscope.kernel.Caller;
import com.orgscope.licence.Contracts;
import com.orgscope.nightly.LogCover;
import com.orgscope.nightly.LogCovers;
import com.orgscope.web.PlainPage.Link;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a company has told so far: people, logs, contracts. */
@Component
final class StepsOfData {
  private static final int REASONS_SHOWN = 3;

  private final People people;
  private final IncomingSections incoming;
  private final LogCovers covers;
  private final Contracts contracts;
  private final Typed typed;
  private final InstantSource clock;

  StepsOfData(
      People people,
      IncomingSections incoming,
      LogCovers covers,
      Contracts contracts,
      Typed typed,
      InstantSource clock) {
    this.people = people;
    this.incoming = incoming;
    this.covers = covers;
    this.contracts = contracts;
    this.typed = typed;
    this.clock = clock;
  }

  FirstStep people(Caller caller) {
    Headcount all = people.headcount(caller);
    List<String> found = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    if (all.people() == 0) {
      found.add(
          "A CSV of your HR system: an employee number or a work address, and department, title and"
              + " manager. The usual headers are recognized.");
    } else {
      found.add(
          "%s in %s; %s without a manager."
              .formatted(
                  many(all.people(), "person", "people"),
                  many(all.departments(), "department", "departments"),
                  all.withoutManager() == 0 ? "none" : Formats.people(all.withoutManager())));
      if (all.withoutDepartment() > 0) {
        wrong.add(
            Formats.people(all.withoutDepartment())
                + " have no department: look whether the file's column for it was understood.");
      }
      if (all.people() > 1 && all.withoutManager() == all.people()) {
        wrong.add("Nobody has a manager, so no manager sees a team.");
      }
    }
    return FirstStep.of(
            "Tell who works here",
            all.people() > 0,
            found,
            typed.line("people import --tenant " + caller.tenant() + " people.csv"))
        .or(new Link("Send the file here, and see what it would do", "/people"))
        .butWrong(wrong);
  }

  private static String many(long count, String one, String several) {
    return Formats.people(count) + " " + (count == 1 ? one : several);
  }

  FirstStep log(Caller caller, Tenant tenant) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Arrivals.Day> days = incoming.arrived(caller, today);
    List<DeadLetterGroup> dead = incoming.deadLetters(caller);
    List<OperationsPage.Live> live = incoming.live(caller);
    List<String> found = new ArrayList<>(bySource(days));
    List<String> wrong = new ArrayList<>();
    live.forEach(one -> {
      if (one.trouble().isEmpty()) {
        found.add("%s is connected; how far behind: %s.".formatted(one.source(), one.behind()));
      } else {
        wrong.add("%s is connected and cannot be read: %s".formatted(one.source(), one.trouble()));
      }
    });
    if (days.isEmpty() && live.isEmpty()) {
      found.add(
          "Files or folders of Okta, Google Workspace or Microsoft Entra, as they were downloaded;"
              + " or a live source, which is tried before it is kept.");
    }
    if (!days.isEmpty()) {
      covered(covers.newest(caller, today), found);
      unknown(incoming.unlisted(caller, today), wrong);
    }
    dead.stream().limit(REASONS_SHOWN).forEach(group -> wrong.add(refused(group)));
    String of = " --tenant " + tenant.id();
    List<String> commands = new ArrayList<>();
    commands.add("ingest" + of + " --source okta LOGS");
    commands.add(
        "connect" + of + " --source okta --set org=URL --secret-file api-token=FILE --try");
    commands.add("connect --help");
    if (!dead.isEmpty()) {
      commands.add("ingest dead-letters" + of);
    }
    return FirstStep.of("Read the sign-in logs", !days.isEmpty(), found, typed.lines(commands))
        .butWrong(wrong)
        .or(new Link("All that came in", "/operations"));
  }

  private static List<String> bySource(List<Arrivals.Day> days) {
    Map<String, List<Arrivals.Day>> all =
        days.stream()
            .collect(
                Collectors.groupingBy(Arrivals.Day::source, TreeMap::new, Collectors.toList()));
    return all.entrySet().stream()
        .map(of ->
            "%s: %s events, the first of %s, the last of %s."
                .formatted(
                    IncomingSections.name(of.getKey()),
                    Formats.people(of.getValue().stream().mapToLong(Arrivals.Day::events).sum()),
                    Formats.day(of.getValue().getLast().day()),
                    Formats.day(of.getValue().getFirst().day())))
        .toList();
  }

  /** Of a log too short to tell anybody's kind of work, when it will be long enough. */
  private static void covered(LogCover cover, List<String> found) {
    if (cover.enough()) {
      found.add("That is long enough to tell kinds of work.");
      return;
    }
    LocalDate from = cover.decidesFrom();
    found.add(
        from == null
            ? "It holds no use of an application yet, so no kind of work can be told."
            : ("Kinds of work can come from %s on: %d days must lie between somebody's first use"
                    + " and their last. Older logs bring it forward. Sign-ins, applications and"
                    + " licences need no such time.")
                .formatted(Formats.day(from), LogCover.NEEDED_DAYS));
  }

  private static void unknown(Unlisted.Found unlisted, List<String> wrong) {
    if (unlisted.directory() && !unlisted.accounts().isEmpty()) {
      wrong.add(
          "Not in the directory: %s of the last %d days. If these are people, the log and the HR"
                  .formatted(
                      many(unlisted.accounts().size(), "account", "accounts"), unlisted.days())
              + " system spell their logins differently.");
    }
  }

  private static String refused(DeadLetterGroup group) {
    return "%s of %s could not be used: %s."
        .formatted(
            many(group.letters(), "piece", "pieces"),
            group.file().equals(Ingest.STANDARD_INPUT.toString()) ? "standard input" : group.file(),
            group.reason().meaning());
  }

  FirstStep contracts(Caller caller) {
    int many = contracts.count(caller);
    return FirstStep.of(
            "Tell what licences cost",
            many > 0,
            List.of(
                many == 0
                    ? "A CSV of contracts: application, seats, price of a seat a year, currency. It"
                        + " says which paid seats nobody uses, and needs no 30 days."
                    : many(many, "contract", "contracts") + "."),
            typed.line("contracts import --tenant " + caller.tenant() + " contracts.csv"))
        .whenYouLike();
  }
}
