package com.orgscope.category.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.local.MadeUpCompany.Member;
import com.orgscope.category.local.MadeUpCompany.World;
import com.orgscope.kernel.AppId;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswer.Frequency;
import com.orgscope.usage.ApplicationAnswer.Said;
import com.orgscope.usage.ApplicationAnswer.Sureness;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One application under another name, or another meaning, in a company that is else the same. */
class RenamedApplicationTest {
  private static final List<Member> PEOPLE = MadeUpCompany.of("technology", 300, World.USUAL, 42);
  private static final Map<String, Double> LEGAL = Map.of("legal-research", 1.0);
  private static final double CLEARLY = 0.7;
  private static final Said MODEL = new Said(By.MODEL, "some-model", "v1", LocalDate.EPOCH);

  @Test
  void a_guess_from_a_names_words_turns_nobody_whose_other_applications_speak_clearly() {
    for (String app : mostUsed()) {
      Application guessed = new Application(new AppId(app), LEGAL, Basis.TEXT, "");
      assertThat(turnedToLegal(app, guessed)).as("people of %s", app).isZero();
    }
  }

  @Test
  void a_wrong_and_certain_answer_turns_hardly_anybody_whose_other_applications_speak() {
    ApplicationAnswer wrong =
        new ApplicationAnswer(
            List.of("legal-research"),
            Sureness.CERTAIN,
            Map.of("Legal", Frequency.MAINLY),
            "",
            MODEL);
    for (String app : mostUsed()) {
      Application answered =
          new Application(new AppId(app), LEGAL, Basis.MODEL, "", wrong, Map.of());
      assertThat(turnedToLegal(app, answered))
          .as("people of %s", app)
          .isLessThanOrEqualTo(PEOPLE.size() / 100);
    }
  }

  private static long turnedToLegal(String app, Application other) {
    // As if nobody knew it, so that what speaks clearly are the other applications.
    Application unknown = new Application(new AppId(app), Map.of(), Basis.NONE, "");
    List<PersonUsage> before =
        PEOPLE.stream().map(member -> renamed(member.usage(), app, unknown)).toList();
    List<PersonUsage> after =
        PEOPLE.stream().map(member -> renamed(member.usage(), app, other)).toList();
    Judge one = MadeUpCompany.judge("technology", before);
    Judge two = MadeUpCompany.judge("technology", after);
    long turned = 0;
    for (int i = 0; i < before.size(); i++) {
      Judgment was = one.judge(new Subject(before.get(i), PEOPLE.get(i).hasReports(), null));
      Judgment is = two.judge(new Subject(after.get(i), PEOPLE.get(i).hasReports(), null));
      boolean legal = is.status() == Status.DECIDED && "Legal".equals(is.category());
      turned += was.confidence() >= CLEARLY && !"Legal".equals(was.category()) && legal ? 1 : 0;
    }
    return turned;
  }

  private static PersonUsage renamed(PersonUsage usage, String app, Application other) {
    return new PersonUsage(
        usage.person(),
        usage.window(),
        usage.apps().stream().map(use -> renamed(use, app, other)).toList(),
        usage.accesses(),
        usage.activeSlots(),
        usage.activeDays(),
        usage.firstAt(),
        usage.lastAt(),
        usage.failures(),
        usage.challenges(),
        usage.switches());
  }

  private static AppUse renamed(AppUse use, String app, Application other) {
    return !use.app().id().value().equals(app)
        ? use
        : new AppUse(
            other,
            use.accesses(),
            use.activeSlots(),
            use.share(),
            use.sessions(),
            use.switches(),
            use.failures(),
            use.challenges(),
            use.firstAt(),
            use.lastAt(),
            use.weeks(),
            use.common());
  }

  /** The three that most people use, of those that tell people apart. */
  private static List<String> mostUsed() {
    Map<String, Integer> users = new HashMap<>();
    PEOPLE.forEach(member ->
        member.usage().apps().stream()
            .filter(use -> !use.common() && !use.app().functions().isEmpty())
            .forEach(use -> users.merge(use.app().id().value(), 1, Integer::sum)));
    return users.entrySet().stream()
        .sorted((a, b) -> b.getValue() - a.getValue())
        .limit(3)
        .map(Map.Entry::getKey)
        .toList();
  }
}
