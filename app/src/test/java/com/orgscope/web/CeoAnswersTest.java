package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.ChangeCause;
import com.orgscope.insight.Interval;
import com.orgscope.insight.QuarterAnswers;
import com.orgscope.insight.QuarterAnswers.Assistants;
import com.orgscope.insight.QuarterAnswers.Change;
import com.orgscope.insight.QuarterAnswers.IdleSeats;
import com.orgscope.insight.QuarterAnswers.Moves;
import com.orgscope.insight.QuarterAnswers.Part;
import com.orgscope.insight.QuarterAnswers.Spared;
import com.orgscope.insight.QuarterAnswers.Told;
import com.orgscope.insight.QuarterCells;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseDocument;
import com.orgscope.insight.UseShare;
import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the first page says of what a CEO asks next. */
class CeoAnswersTest {
  private static final List<UseShare> USE =
      List.of(
          new UseShare("Documents", 30, new Interval(28, 32)),
          new UseShare("Industry systems", 70, new Interval(68, 72)));

  @Test
  void where_people_move_is_told_with_what_connecting_saves_or_that_they_are_too_few() {
    CeoPage.Answer told =
        Objects.requireNonNull(
            of(answers(
                    List.of(
                        new Moves("Code", "Code", 6_000, new Interval(5_000, 7_000)),
                        new Moves("Code", "Documents", 4_800, new Interval(4_000, 5_600))),
                    List.of(),
                    null))
                .automation());
    assertThat(told.lead()).contains("quarter 4 of 2026", "by assumption");
    assertThat(told.rows().getFirst())
        .startsWith("Applications for Code", "6,000 (5,000 to 7,000)");
    assertThat(told.rows().getFirst().get(2))
        .as("6,000 x .5 minutes x .15, in hours")
        .isEqualTo("7.5 h a week (1.2 to 39.4)");
    assertThat(told.rows().get(1)).first().isEqualTo("Code and Documents");
    assertThat(Objects.requireNonNull(of(answers(List.of(), List.of(), null)).automation()).lead())
        .startsWith("Too few moves to say");
    CeoPage.Answer few = Objects.requireNonNull(of(answers(null, List.of(), null)).automation());
    assertThat(few.lead()).startsWith("Too few people to say").contains("larger companies");
    assertThat(few.rows()).isEmpty();
    assertThat(new CeoAnswers(release(null)).automation()).isNull();
  }

  /** 240 people, of whom 40 use an assistant; documents are 30 % of the time of 40 hours. */
  @Test
  void what_drafts_may_give_back_is_of_those_who_hardly_use_an_assistant() {
    CeoPage.Answer told =
        Objects.requireNonNull(
            of(answers(
                    null,
                    List.of(new Assistants(Release.EVERYONE, 40, new Interval(40, 40))),
                    null))
                .assistants());
    assertThat(told.lead())
        .startsWith("People who use an AI assistant: 40 (40 to 40) of everybody; drawn once")
        .endsWith("is of those who hardly use one, by assumption.");
    assertThat(told.rows()).hasSize(1);
    assertThat(told.rows().getFirst().getFirst()).startsWith("Documents: first versions");
    assertThat(told.rows().getFirst().get(1))
        .as("200 x .30 x 40 x .05")
        .startsWith("120 h a week (")
        .isNotEqualTo(
            Objects.requireNonNull(of(answers(null, List.of(), null)).assistants())
                .rows()
                .getFirst()
                .get(1));
    assertThat(Objects.requireNonNull(of(answers(null, List.of(), null)).assistants()).lead())
        .startsWith("Too few people to say how many")
        .endsWith(
            "What drafts may give back is of everybody, also of those who use one, by assumption.");
    assertThat(
            Objects.requireNonNull(
                    of(answers(
                            null, List.of(new Assistants("Sales", 40, new Interval(40, 40))), null))
                        .assistants())
                .lead())
        .as("of one kind of work it is not known of the others")
        .contains("40 (40 to 40) in Sales")
        .endsWith("of everybody, also of those who use one, by assumption.");
    assertThat(new CeoAnswers(release(null)).assistants()).isNull();
  }

  @Test
  void a_contract_is_told_with_its_notice_and_one_that_the_noise_hides_by_name() {
    QuarterAnswers answers =
        new QuarterAnswers(
            null,
            List.of(),
            List.of(
                new IdleSeats(
                    "Figma",
                    "Pro",
                    LocalDate.of(2027, 2, 1),
                    600,
                    new Interval(510, 690),
                    72_000,
                    new Interval(61_200, 82_800))),
            List.of("Zoom"),
            null,
            null);
    CeoPage.Answer told = Objects.requireNonNull(of(answers).contracts());
    assertThat(told.lead()).contains("Of Zoom the noise leaves nothing to read");
    assertThat(told.rows())
        .containsExactly(List.of("Figma Pro", "600 (510 to 690)", "$72k ($61k to $83k)", "1 Feb"));
    assertThat(of(answers(null, List.of(), null)).contracts()).isNull();
  }

  @Test
  void why_hours_moved_says_noise_first_where_it_is_and_its_parts_add_up() {
    Change noise = change(100, 104, 9);
    List<String> lines = of(answers(null, List.of(), noise)).change();
    assertThat(lines.getFirst())
        .as("a later release of the quarter has other hours, and shows the same")
        .startsWith(
            "Noise: in quarter 4 of 2026 (days up to 31 Oct) sign-ins took 104.0 h a week where they took 100.0 h in the quarter before (days up to 29 Aug)")
        .contains("noise alone may move it by 9.0 h");
    assertThat(lines.getLast())
        .contains(
            "People who joined +12.0 h (+2.0 h to +22.0 h)",
            "People who left −5.0 h, which may be noise",
            "all else and noise −3.0 h",
            "add up to the +4.0 h");
    assertThat(of(answers(null, List.of(), change(100, 150, 9))).change().getFirst())
        .startsWith("In quarter 4 of 2026 (days up to 31 Oct)")
        .contains("more than the 9.0 h");
  }

  @Test
  void where_nothing_is_told_of_why_hours_moved_one_sentence_says_what_it_takes() {
    assertThat(of(answers(null, List.of(), null)).change())
        .containsExactly(
            "Why hours moved, cause by cause, is not told yet: it takes a release of the quarter before to compare with, and some 4,000 people to stand clear of the noise.");
    QuarterAnswers untold = answers(null, List.of(), null);
    assertThat(of(untold).change())
        .as("what programs read")
        .containsExactly(
            Objects.requireNonNull(
                Objects.requireNonNull(ReleaseDocument.of(release(untold)).quarter())
                    .changeUntold()));
    assertThat(
            Objects.requireNonNull(
                    ReleaseDocument.of(release(answers(null, List.of(), change(1, 2, 9))))
                        .quarter())
                .changeUntold())
        .isNull();
    assertThat(new CeoAnswers(release(null)).change())
        .as("withdrawn, or not drawn")
        .containsExactly("Why hours moved, cause by cause, is not told in this quarter.");
  }

  @Test
  void did_it_work_says_what_was_spared_beside_what_was_promised() {
    Interval promised = new Interval(100, 300);
    CeoPage.Answer told =
        worked(new Spared(2, promised, new Told(222.5, new Interval(180.1, 265.4))));
    assertThat(told.lead())
        .isEqualTo(
            "2 changes were given by lot. Those who have it spare 222.5 h a week (180.1 h to 265.4 h), against people who have it not yet; drawn once for quarter 4 of 2026. Promised were 100.0 h to 300.0 h. IT sees each.");
    assertThat(worked(new Spared(1, null, new Told(-222.5, new Interval(-265.4, -180.1)))).lead())
        .startsWith(
            "1 change was given by lot. It costs those who have it 222.5 h a week more (180.1 h to 265.4 h)")
        .contains("What was promised came from figures that IT alone sees");
    assertThat(worked(new Spared(1, promised, null)).lead())
        .startsWith(
            "1 change was given by lot. What was spared is less than the noise leaves to read");
    assertThat(worked(null).lead()).startsWith("Nothing to say yet").contains("4,000 people");
    assertThat(new CeoAnswers(release(null)).worked()).isNull();
  }

  private static CeoPage.Answer worked(@Nullable Spared spared) {
    return Objects.requireNonNull(
        of(new QuarterAnswers(null, List.of(), List.of(), List.of(), null, spared)).worked());
  }

  private static Change change(double before, double now, double noise) {
    return new Change(
        "2026-08-29.1",
        TimeWindow.ending(LocalDate.of(2026, 8, 29), 28),
        before,
        now,
        noise,
        List.of(
            new Part(ChangeCause.JOINED, 12, new Interval(2, 22)),
            new Part(ChangeCause.LEFT, -5, new Interval(-15, 5))),
        now - before - 7);
  }

  private static QuarterAnswers answers(
      @Nullable List<Moves> moves, List<Assistants> assistants, @Nullable Change change) {
    return new QuarterAnswers(moves, assistants, List.of(), List.of(), change, null);
  }

  private static CeoAnswers of(QuarterAnswers answers) {
    return new CeoAnswers(release(answers));
  }

  private static Release release(@Nullable QuarterAnswers answers) {
    return new MadeUpRelease().group("Sales", "Sales", 240, 9).use(USE, cells(answers)).release();
  }

  static QuarterCells cells(@Nullable QuarterAnswers answers) {
    return new QuarterCells(
        "2026-Q4",
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 28),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        answers);
  }
}
