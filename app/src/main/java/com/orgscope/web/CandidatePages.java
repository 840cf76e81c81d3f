package com.orgscope.web;

import com.orgscope.insight.Candidate;
import com.orgscope.insight.CandidateAnswers;
import com.orgscope.insight.CandidateCells;
import com.orgscope.insight.ChangeCause;
import com.orgscope.insight.Release;
import com.orgscope.kernel.TenantId;
import com.orgscope.web.CandidatePage.Line;
import com.orgscope.web.CandidatePage.Others;
import com.orgscope.web.CandidatePage.Row;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words for what a release of now would be drawn from. */
final class CandidatePages {
  private final TenantId tenant;
  private final Candidate candidate;
  private final MoneyFormat money;

  CandidatePages(TenantId tenant, Candidate candidate, Currency currency) {
    this.money = MoneyFormat.of(currency);
    this.tenant = tenant;
    this.candidate = candidate;
  }

  CandidatePage page() {
    CandidateCells declared = candidate.declared();
    return new CandidatePage(
        "Exact figures of run %s, as of %s, for IT/Security alone: do not pass them on. Looking draws nothing and costs nothing, and each look is in the log."
            .formatted(candidate.run(), Formats.day(candidate.asOf())),
        numbers(),
        candidate.categories().stream().map(this::row).toList(),
        candidate.cells().stream().map(this::row).toList(),
        Stream.concat(
                Stream.of(
                    equivalents("What applications are used for", declared.use()),
                    equivalents("Kinds of work, parts of people too", declared.roles()),
                    causes(declared),
                    idleLicences(declared)),
                answers(declared.answers()))
            .filter(family -> !family.lines().isEmpty())
            .toList(),
        note(declared),
        tenant.value());
  }

  private List<CeoPage.Number> numbers() {
    Candidate.Cost cost = candidate.cost();
    return List.of(
        new CeoPage.Number(
            "How many people?",
            Formats.people(candidate.total().people()),
            "",
            "everybody who is counted, in %s groups"
                .formatted(Formats.people(candidate.cells().size()))),
        new CeoPage.Number(
            "How much time is lost?",
            hours(candidate.total().hoursPerWeek()) + " h",
            "",
            "a week of signing in, nobody counted for more than the bound"),
        new CeoPage.Number(
            "What would it cost?",
            "ε " + cost.epsilon().toPlainString(),
            "",
            "%s the cells of %s"
                .formatted(
                    cost.drawsQuarter() ? "with" : "without", CeoUse.quarterName(cost.quarter()))));
  }

  private Row row(Candidate.Group group) {
    return new Row(
        group.department(),
        group.category(),
        Formats.people(group.people()),
        hours(group.hoursPerWeek()),
        group.small() ? "fewer than " + candidate.k() : "");
  }

  private static Others equivalents(String title, List<CandidateCells.Equivalents> cells) {
    return new Others(
        title,
        "People",
        cells.stream()
            .filter(cell -> cell.people() > 0)
            .map(cell ->
                new Line(cell.name(), String.format(Locale.ENGLISH, "%,.2f", cell.people())))
            .toList());
  }

  /** Everybody's. */
  private static Others causes(CandidateCells declared) {
    return new Others(
        "Hours by cause",
        "Hours a week",
        declared.hours().stream()
            .filter(cell -> cell.category().equals(Release.EVERYONE))
            .map(cell -> new Line(cell.cause().title(), hours(cell.hoursPerWeek())))
            .toList());
  }

  private Others idleLicences(CandidateCells declared) {
    Long idle = declared.idleLicencesUsdPerYear();
    return new Others(
        "What idle seats cost",
        "Money a year",
        idle == null
            ? List.of()
            : List.of(new Line("Seats that people have and do not use", money.exact(idle))));
  }

  private static Stream<Others> answers(@Nullable CandidateAnswers answers) {
    if (answers == null) {
      return Stream.of();
    }
    return Stream.of(
        new Others(
            "Moves between what applications are for",
            "A week",
            answers.moves().stream()
                .map(one -> new Line(one.one() + " and " + one.other(), hours(one.perWeek())))
                .toList()),
        equivalents("People who use an AI assistant", answers.assistants()),
        new Others(
            "Contracts to give notice of",
            "Idle seats",
            answers.contracts().stream()
                .map(one ->
                    new Line(
                        (one.application() + " " + one.tier()).strip(),
                        Formats.people(one.seats())))
                .toList()),
        new Others(
            "Why hours are others than a quarter before",
            "Hours a week",
            answers.change().stream()
                .map(one ->
                    new Line(
                        one.cause() == ChangeCause.LATE_DATA
                            ? "Days of the quarter before, as they stand now"
                            : one.cause().title(),
                        hours(one.hoursPerWeek())))
                .toList()),
        spared(answers.spared()));
  }

  private static Others spared(CandidateAnswers.@Nullable Spared spared) {
    return new Others(
        "What changes spared that were given by lot",
        "Hours a week",
        spared == null
            ? List.of()
            : List.of(
                new Line(
                    "Claims that are told of: " + spared.claims(), hours(spared.hoursPerWeek()))));
  }

  private static String note(CandidateCells declared) {
    CandidateCells.AtBound atBound = declared.atBound();
    String cut =
        atBound == null
            ? ""
            : "At the bound of hours: %s people of signing in, %s of switching. "
                .formatted(Formats.people(atBound.signIn()), Formats.people(atBound.switching()));
    return cut
        + (declared.useByCategory().isEmpty()
            ? "The same at a terminal:"
            : "The same at a terminal, and what each kind of work uses and loses:");
  }

  private static String hours(double hours) {
    return String.format(Locale.ENGLISH, "%,.1f", hours);
  }
}
