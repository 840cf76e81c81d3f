package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.Candidate;
import com.orgscope.insight.Candidate.Group;
import com.orgscope.insight.CandidateAnswers;
import com.orgscope.insight.CandidateCells;
import com.orgscope.insight.Cause;
import com.orgscope.insight.ChangeCause;
import com.orgscope.insight.Release;
import com.orgscope.kernel.TenantId;
import com.orgscope.web.CandidatePage.Line;
import com.orgscope.web.CandidatePage.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatePagesTest {
  @Test
  void groups_of_few_people_are_there_and_marked() {
    CandidatePage page = page(cells(List.of()));
    assertThat(page.kinds())
        .containsExactly(
            new Row("Everyone", "Engineering", "1,190", "52.5", ""),
            new Row("Everyone", "Legal", "4", "0.3", "fewer than 10"));
    assertThat(page.groups())
        .containsExactly(new Row("Board", "Legal", "4", "0.3", "fewer than 10"));
    assertThat(page.lead()).contains("run-1", "as of 21 Nov");
    assertThat(page.tenant()).isEqualTo("acorn");
  }

  @Test
  void what_a_release_would_draw_beside_the_grid_is_told_of_everybody() {
    CandidatePage page =
        page(
            new CandidateCells(
                List.of(
                    new CandidateCells.Equivalents("Code", 1_000.5),
                    new CandidateCells.Equivalents("Data", 0)),
                List.of(
                    new CandidateCells.CauseHours(Release.EVERYONE, Cause.CHALLENGES, 12.34),
                    new CandidateCells.CauseHours("Legal", Cause.CHALLENGES, 0.2)),
                List.of(new CandidateCells.Equivalents("Legal", 3.25)),
                List.of(new CandidateCells.CategoryUse("Legal", List.of())),
                new CandidateCells.AtBound(1_200, 3),
                45_600L,
                new CandidateAnswers(
                    List.of(new CandidateAnswers.Moves("Code", "Documents", 12.5)),
                    List.of(new CandidateCells.Equivalents(Release.EVERYONE, 7)),
                    List.of(
                        new CandidateAnswers.IdleSeats("Figma", "Pro", 3, new BigDecimal("120"))),
                    List.of(
                        new CandidateAnswers.CauseHours(ChangeCause.JOINED, 1.5),
                        new CandidateAnswers.CauseHours(ChangeCause.LATE_DATA, 99)),
                    new CandidateAnswers.Spared(2, 40.25))));
    assertThat(page.others())
        .extracting(CandidatePage.Others::lines)
        .containsExactly(
            List.of(new Line("Code", "1,000.50")),
            List.of(new Line("Legal", "3.25")),
            List.of(new Line("Sign-in challenges", "12.3")),
            List.of(new Line("Seats that people have and do not use", "$45,600")),
            List.of(new Line("Code and Documents", "12.5")),
            List.of(new Line(Release.EVERYONE, "7.00")),
            List.of(new Line("Figma Pro", "3")),
            List.of(
                new Line("People who joined", "1.5"),
                new Line("Days of the quarter before, as they stand now", "99.0")),
            List.of(new Line("Claims that are told of: 2", "40.3")));
    assertThat(page.note())
        .contains("1,200 people of signing in, 3 of switching")
        .contains("what each kind of work uses");
  }

  @Test
  void what_it_would_not_draw_is_not_there() {
    CandidatePage page = page(cells(List.of()));
    assertThat(page.others()).isEmpty();
    assertThat(page.note()).isEqualTo("The same at a terminal:");
  }

  private static CandidateCells cells(List<CandidateCells.Equivalents> use) {
    return new CandidateCells(use, List.of(), List.of(), List.of(), null, null, null);
  }

  private static CandidatePage page(CandidateCells cells) {
    Group few = new Group("Board", "Legal", 4, 0.3, true);
    Candidate candidate =
        new Candidate(
            "run-1",
            LocalDate.of(2026, 11, 21),
            10,
            new Group(Release.EVERYONE, Release.EVERYONE, 1_194, 52.8, false),
            List.of(
                new Group(Release.EVERYONE, "Engineering", 1_190, 52.5, false),
                new Group(Release.EVERYONE, "Legal", 4, 0.3, true)),
            List.of(few),
            new Candidate.Cost(new BigDecimal("1.62"), "2026-Q4", true),
            cells);
    return new CandidatePages(new TenantId("acorn"), candidate, Currency.getInstance("USD")).page();
  }
}
