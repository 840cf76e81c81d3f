package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.bench.StubModel;
import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Overrides.Correction;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.local.MadeUpCompany;
import com.orgscope.category.local.MadeUpCompany.Member;
import com.orgscope.category.local.MadeUpCompany.World;
import com.orgscope.usage.FunctionNames;
import com.orgscope.usage.PersonUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What corrections in a prompt are worth to whoever was not corrected, on companies that nothing
 * was tuned on. There is no recorded model that was asked about groups, so that made-up readers
 * bound it: one that does as the examples say where the habits are the same, and one that does so
 * where half of them are. One that reads over them answers as without them.
 */
@Tag("slow")
class CorrectionTrialTest {
  private static final int PEOPLE = 600;
  private static final int K = 10;
  private static final int MOST = 20;
  private static final double CORRECTED = 0.3;

  /** How a model reads the examples: from which part of shared facts on they count for it. */
  private enum Reader {
    SAME_HABITS(1),
    LIKE_HABITS(0.5);

    private final double from;

    Reader(double from) {
      this.from = from;
    }
  }

  /** Of people who were not corrected: decided and right, decided and wrong. */
  private record Score(int people, int right, int wrong) {
    static final Score NONE = new Score(0, 0, 0);

    Score and(Score other) {
      return new Score(people + other.people, right + other.right, wrong + other.wrong);
    }
  }

  @Test
  void examples_of_corrections_make_people_right_who_were_not_corrected_and_never_more_wrong() {
    Score none = Score.NONE;
    Map<Reader, Score> with = new EnumMap<>(Reader.class);
    for (String industry : List.of("technology", "finance", "healthcare", "retail")) {
      Trial trial = new Trial(industry, World.HARD, 901);
      none = none.and(trial.score(List.of(), Reader.SAME_HABITS));
      for (Reader reader : Reader.values()) {
        with.merge(reader, trial.score(trial.lines, reader), Score::and);
      }
    }
    System.out.println("without examples " + none + ", with " + with);
    for (Score score : with.values()) {
      assertThat(score.right()).isGreaterThan(none.right());
      assertThat(score.wrong()).isLessThanOrEqualTo(none.wrong());
    }
  }

  /** A company with a model's first night, and what its managers set right of it. */
  private static final class Trial {
    private final List<Member> members;
    private final Judge local;
    private final CompanyHabits company;
    private final Prompts prompts;
    private final Set<Member> corrected;
    private final List<String> lines;

    Trial(String industry, World world, long seed) {
      members = MadeUpCompany.of(industry, PEOPLE, world, seed);
      List<PersonUsage> everybody = members.stream().map(Member::usage).toList();
      local = MadeUpCompany.judge(industry, everybody);
      Taxonomy taxonomy = Taxonomy.forIndustry(industry);
      Benchmarks benchmarks = new Benchmarks(taxonomy);
      TenantText text = new TenantText(List.of());
      company = new CompanyHabits(local, benchmarks, text, FunctionNames::of, everybody, K);
      prompts = new Prompts(taxonomy, benchmarks, FunctionNames::of, text, List.of());
      Random random = new Random(seed);
      List<Correction> corrections = new ArrayList<>();
      Map<Member, Judgment> first = judged(List.of(), Reader.SAME_HABITS);
      for (Member member : members) {
        Judgment said = first.get(member);
        if (said != null
            && !Objects.equals(said.category(), member.category())
            && random.nextDouble() < CORRECTED) {
          corrections.add(
              new Correction(
                  member.usage().person(),
                  String.valueOf(said.category()),
                  member.category(),
                  Instant.EPOCH));
        }
      }
      Set<Object> keys = corrections.stream().map(Correction::person).collect(Collectors.toSet());
      corrected =
          members.stream()
              .filter(m -> keys.contains(m.usage().person()))
              .collect(Collectors.toSet());
      lines = CorrectionLines.of(corrections, company, MOST);
    }

    Score score(List<String> lines, Reader reader) {
      int people = 0;
      int right = 0;
      int wrong = 0;
      for (Map.Entry<Member, Judgment> one : judged(lines, reader).entrySet()) {
        if (!corrected.contains(one.getKey())) {
          people++;
          boolean decided = one.getValue().status() == Status.DECIDED;
          boolean is = Objects.equals(one.getValue().category(), one.getKey().category());
          right += decided && is ? 1 : 0;
          wrong += decided && !is ? 1 : 0;
        }
      }
      return new Score(people, right, wrong);
    }

    /** Whom a model was asked about. */
    private Map<Member, Judgment> judged(List<String> lines, Reader reader) {
      OpinionPool pool =
          new OpinionPool(
              PoolWeights.of(TestAgent.settings().modelWeight(), List.of()), company.prose());
      Map<String, SharedAnswer> answers = new HashMap<>();
      Map<Member, Judgment> judged = new HashMap<>();
      for (Member member : members) {
        company
            .cohort(member.usage().person())
            .filter(cohort -> cohort.worthAsking(TestAgent.settings().askBelowConfidence()))
            .ifPresent(cohort -> {
              SharedAnswer answer =
                  answers.computeIfAbsent(
                      cohort.signature().text(), s -> answer(cohort, lines, reader));
              Judgment ours = local.judge(new Subject(member.usage(), member.hasReports(), null));
              judged.put(
                  member,
                  pool.of(
                      member.usage(),
                      ours,
                      local.opinion(member.usage(), member.hasReports()),
                      cohort,
                      answer,
                      new Origin("stub", "p", null)));
            });
      }
      return judged;
    }

    private SharedAnswer answer(Cohort cohort, List<String> lines, Reader reader) {
      SharedAnswer plain =
          SharedAnswer.parse(
              new StubModel()
                  .answer(
                      prompts.question(cohort),
                      JsonMapper.shared().readTree(prompts.answer().json())));
      Set<String> here = cohort.facts().stream().map(SharedFact::named).collect(Collectors.toSet());
      String best = "";
      double most = 0;
      for (String line : lines) {
        int colon = line.lastIndexOf(": not ");
        Set<String> there = Set.of(line.substring(0, colon).split("(?<=\\)), "));
        long both = there.stream().filter(here::contains).count();
        double alike = (double) both / (here.size() + there.size() - both);
        if (alike >= reader.from && alike > most) {
          most = alike;
          best = line.substring(line.lastIndexOf(" but ") + 5);
        }
      }
      if (best.isEmpty()) {
        return plain;
      }
      return new SharedAnswer(
          List.of(new SharedAnswer.Role(best, "", 0.9, plain.primary().facts())),
          plain.undecided(),
          plain.evidence(),
          plain.reasoning());
    }
  }
}
