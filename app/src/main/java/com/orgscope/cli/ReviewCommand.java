package com.orgscope.cli;

import com.orgscope.access.LookReason;
import com.orgscope.access.Looks;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.review.Contest;
import com.orgscope.review.Contest.Decision;
import com.orgscope.review.Contests;
import com.orgscope.review.ReviewQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "review",
    description =
        "What people contest of their category; it stays, counts for nothing and is shown to no manager"
            + " until it is decided.",
    synopsisSubcommandLabel = "COMMAND")
final class ReviewCommand {
  private final Session session;

  ReviewCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "list",
      description = "What waits for a decision, due first first. The look is audited.")
  int list(@Mixin OfTenant tenant, @Mixin Why why) {
    Caller caller = session.caller(tenant.id());
    LookReason reason = why.ofSeveral();
    List<Contest> open = session.bean(Contests.class).queue(caller);
    Set<PersonKey> people = open.stream().map(Contest::person).collect(Collectors.toSet());
    Map<PersonKey, String> logins = Map.of();
    if (!people.isEmpty()) {
      session.bean(Looks.class).openByCommand(caller, people, reason);
      logins = session.bean(People.class).logins(caller);
    }
    Taxonomy taxonomy = session.bean(Taxonomies.class).of(caller);
    Instant now = session.bean(InstantSource.class).instant();
    Map<PersonKey, String> known = logins;
    List<Row> rows =
        open.stream()
            .map(one -> row(one, known.getOrDefault(one.person(), ""), taxonomy, now))
            .toList();
    session
        .answer()
        .give(
            new Queue(rows),
            out -> {
              if (rows.isEmpty()) {
                out.println("Nobody contests their category.");
              }
              rows.forEach(row ->
                  out.printf(
                      "%d  %s: %s, or %s? %s %s%n   %s%n",
                      row.contest(),
                      row.login(),
                      row.category(),
                      row.wanted(),
                      row.overdue() ? "overdue since" : "by",
                      row.dueAt(),
                      row.statement()));
            });
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "queue",
      description =
          "Who waits for a person's word: whoever contests their category, then whoever the model is"
              + " least sure of, then who began to use five applications or more in one day. The look is"
              + " audited.")
  int queue(@Mixin OfTenant tenant, @Mixin Why why) {
    Caller caller = session.caller(tenant.id());
    LookReason reason = why.ofSeveral();
    List<ReviewQueue.Waiting> waiting = session.bean(ReviewQueue.class).of(caller);
    Set<PersonKey> people =
        waiting.stream().map(ReviewQueue.Waiting::person).collect(Collectors.toSet());
    Map<PersonKey, String> logins = Map.of();
    if (!people.isEmpty()) {
      session.bean(Looks.class).openByCommand(caller, people, reason);
      logins = session.bean(People.class).logins(caller);
    }
    Taxonomy taxonomy = session.bean(Taxonomies.class).of(caller);
    Map<PersonKey, String> known = logins;
    List<Waits> rows =
        waiting.stream()
            .map(one -> waits(one, known.getOrDefault(one.person(), ""), taxonomy))
            .toList();
    session
        .answer()
        .give(
            new WaitingList(rows),
            out -> {
              if (rows.isEmpty()) {
                out.println("Nobody waits.");
              }
              rows.forEach(row ->
                  out.printf(
                      Locale.ROOT,
                      "%-36s %-16s %-28s %3.0f%%%s%n",
                      row.login(),
                      row.why(),
                      String.valueOf(row.category()),
                      100 * row.confidence(),
                      row.newApplications() == null
                          ? ""
                          : "  %d new on %s".formatted(row.newApplications(), row.newOn())));
            });
    return OrgscopeCommand.DONE;
  }

  private static Waits waits(ReviewQueue.Waiting one, String login, Taxonomy taxonomy) {
    String category = one.category();
    ReviewQueue.Began began = one.began();
    return new Waits(
        login,
        one.why().word(),
        category == null ? null : taxonomy.ownName(category),
        one.confidence(),
        one.asOf(),
        began == null ? null : began.applications(),
        began == null ? null : began.day());
  }

  private record WaitingList(List<Waits> waiting) {}

  private record Waits(
      String login,
      String why,
      @Nullable String category,
      double confidence,
      @Nullable LocalDate asOf,
      @Nullable Integer newApplications,
      @Nullable LocalDate newOn) {}

  @Command(
      name = "decide",
      description = {
        "Decides on one: the category stays, or the person gets another one. Nobody decides on their own,",
        "nor on a category that they set, nor on a report's."
      })
  int decide(
      @Mixin OfTenant tenant,
      @Option(
              names = "--contest",
              required = true,
              paramLabel = "N",
              description = "Its number, as review list has it.")
          long number,
      @Option(names = "--uphold", description = "The category stays.") boolean uphold,
      @Option(names = "--category", paramLabel = "C", description = "The one that they get.")
          @Nullable String category,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "R",
              description = "Why; the person reads it.")
          String reason) {
    if (uphold == (category != null)) {
      throw new WrongLine("a decision needs either --uphold or --category C");
    }
    Caller caller = session.caller(tenant.id());
    Contest decided = session.bean(Contests.class).decide(caller, number, category, reason);
    Taxonomy taxonomy = session.bean(Taxonomies.class).of(caller);
    Decision decision = decided.decision();
    String given = taxonomy.ownName(decision == null ? decided.category() : decision.category());
    session
        .answer()
        .give(
            new Decided(number, decided.state(), given, reason),
            out ->
                out.println(
                    uphold
                        ? "Contest %d: it stays %s; the person reads why.".formatted(number, given)
                        : "Contest %d: it is %s until somebody withdraws it; the person reads why."
                            .formatted(number, given)));
    return OrgscopeCommand.DONE;
  }

  private record Queue(List<Row> contests) {}

  private record Row(
      long contest,
      String login,
      String category,
      @Nullable String setBy,
      String wanted,
      String statement,
      Instant openedAt,
      Instant dueAt,
      boolean overdue) {}

  private static Row row(Contest one, String login, Taxonomy taxonomy, Instant now) {
    return new Row(
        one.number(),
        login,
        taxonomy.ownName(one.category()),
        one.setBy(),
        taxonomy.ownName(one.wanted()),
        one.statement(),
        one.openedAt(),
        one.dueAt(),
        one.overdue(now));
  }

  private record Decided(long contest, String state, String category, String reason) {}
}
