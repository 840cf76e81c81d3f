package com.orgscope.insight;

import com.orgscope.insight.AnsweringBuild.Course;
import com.orgscope.insight.AnsweringBuild.Page;
import com.orgscope.insight.GridEstimate.LevelCounts;
import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * What is tried on every build. The attacker knows the whole company but for what is asked of one
 * person, and how the build works; companies are those in which one person shows most.
 */
final class Attacks {
  /** What one release spends on people, which is all that most attacks read. */
  private static final double PEOPLE = ReleaseSimulation.PRIVACY.people().decimal().doubleValue();

  private static final String TARGETS = "Research";
  private static final String OTHER = "Law";
  private static final List<String> KINDS =
      List.of("Design", "Engineering", OTHER, TARGETS, "Sales");
  private static final List<String> DEPARTMENTS = List.of("A", "B", "C", "D");
  private static final int READS = 30;

  private Attacks() {}

  /**
   * Two courses of a company, alike but for one person, and what is tried to tell them apart.
   *
   * @param times how many times as many companies are asked as of the others
   */
  record Question(String name, Course without, Course with, List<Attack> attacks, int times) {}

  /**
   * @param epsilon of all that it reads, for what the person is in one course and not in the other
   * @param score the larger or the smaller, the more likely they are there
   */
  record Attack(String name, double epsilon, ToDoubleFunction<AnsweringBuild> score) {
    double bound() {
      return Advantage.bound(epsilon);
    }
  }

  static List<Question> all() {
    return List.of(somebodyAtTheEdge(), erased(), optedOut(), kindOfWork());
  }

  /** Their kind of work is one short of what is shown, and nobody else does it where they work. */
  private static Question somebodyAtTheEdge() {
    List<Census.Member> company = base(shownFrom() - 1, 20);
    Census without = unlisted(company);
    Census with = unlisted(plus(company, person("C", TARGETS)));
    double all =
        ReleaseEpsilons.of(ReleaseSimulation.PRIVACY, Period.ofMonths(1), with, true)
            .total()
            .decimal()
            .doubleValue();
    return new Question(
        "one person more",
        release -> without,
        release -> with,
        List.of(
            new Attack("time to draw and write it", all, Attacks::nanoseconds),
            new Attack("membership", PEOPLE, build -> build.read(0).people(TARGETS)),
            new Attack("company less all other units", PEOPLE, b -> b.read(0).left(TARGETS)),
            new Attack("row count", PEOPLE, build -> build.read(0).rows().size()),
            new Attack("cells said to be merged", PEOPLE, build -> build.read(0).merged()),
            new Attack("bytes", all, build -> build.read(0).text().length()),
            new Attack("average of many reads", PEOPLE, Attacks::average)),
        2);
  }

  /** They are counted once, and then were erased; or never were there. */
  private static Question erased() {
    List<Census.Member> company = base(40, 20);
    Census gone = unlisted(company);
    Census there = unlisted(plus(company, person("C", TARGETS)));
    return new Question(
        "erased between two releases",
        release -> gone,
        release -> release == 0 ? there : gone,
        List.of(
            new Attack("difference of two releases", PEOPLE, build -> step(build, TARGETS)),
            new Attack(
                "order of rows",
                PEOPLE,
                build -> {
                  Page page = build.read(0);
                  return page.place(TARGETS) - page.place(OTHER);
                })),
        1);
  }

  /** They go on to work there, and their kind of work is told no more; or never was. */
  private static Question optedOut() {
    List<Census.Member> company = base(40, 85);
    Census out = listed(plus(company, person("C", Release.NOT_YET_KNOWN)));
    Census in = listed(plus(company, person("C", TARGETS)));
    return new Question(
        "opted out between two releases",
        release -> out,
        release -> release == 0 ? in : out,
        List.of(
            new Attack(
                "step of two releases",
                2 * PEOPLE,
                build -> step(build, TARGETS) - step(build, Release.NOT_YET_KNOWN))),
        1);
  }

  private static Question kindOfWork() {
    List<Census.Member> company = base(40, 85);
    Census one = listed(plus(company, person("C", OTHER)));
    Census other = listed(plus(company, person("C", TARGETS)));
    return new Question(
        "which of two kinds of work",
        release -> one,
        release -> other,
        List.of(
            new Attack(
                "difference of two cells",
                2 * PEOPLE,
                build -> build.read(0).people(TARGETS) - build.read(0).people(OTHER))),
        1);
  }

  private static double step(AnsweringBuild build, String kind) {
    return build.read(0).people(kind) - build.read(AnsweringBuild.PERIOD).people(kind);
  }

  private static double nanoseconds(AnsweringBuild build) {
    long before = System.nanoTime();
    int rows = build.read(0).rows().size();
    return System.nanoTime() - before + 0.0 * rows;
  }

  /** Of a build that draws anew every six hours, or for each view. */
  private static double average(AnsweringBuild build) {
    double sum = 0;
    for (int read = 0; read < READS; read++) {
      sum += build.read(6 * read).people(TARGETS);
    }
    return sum / READS;
  }

  /** All attacks on one build, of each question side by side. */
  static List<Advantage> on(AnsweringBuild.Kind kind, Question question, int each) {
    int companies = each * question.times();
    double[][][] scores = new double[2][question.attacks().size()][companies];
    for (int i = 0; i < companies; i++) {
      for (int turn = 0; turn < 2; turn++) {
        // Neither is always the first to be timed.
        int there = (i + turn) % 2;
        AnsweringBuild build =
            kind.of(there == 1 ? question.with() : question.without(), 2L * i + there);
        for (int a = 0; a < question.attacks().size(); a++) {
          scores[there][a][i] = question.attacks().get(a).score().applyAsDouble(build);
        }
      }
    }
    List<Advantage> found = new ArrayList<>();
    for (int a = 0; a < question.attacks().size(); a++) {
      found.add(Advantage.of(scores[0][a], scores[1][a]));
    }
    return found;
  }

  /** Releases that {@link #reconstruction} reads. */
  private static final int RELEASES = 3;

  private static final int SECRETS = 8;

  /** Of three releases, each of which any of them is in or not in. */
  static double epsilonOfReconstruction() {
    return RELEASES * PEOPLE;
  }

  /**
   * Eight people of whom the attacker does not know whether they are counted move between four
   * departments, as everybody knows; everybody else stays. The published counts are sums of unknown
   * ones: those that fit best, by a linear program with the least sum of differences (Dwork,
   * McSherry and Talwar, "The Price of Privacy and the Limits of LP Decoding", 2007).
   */
  static Advantage reconstruction(AnsweringBuild.Kind kind, int companies) {
    int hits = 0;
    int so = 0;
    int falseAlarms = 0;
    for (int i = 0; i < companies; i++) {
      var random = new SplittableRandom(20261130 + i);
      boolean[] counted = new boolean[SECRETS];
      int[][] where = new int[RELEASES][SECRETS];
      for (int person = 0; person < SECRETS; person++) {
        counted[person] = random.nextBoolean();
        for (int[] release : where) {
          release[person] = random.nextInt(DEPARTMENTS.size());
        }
      }
      boolean[] said = decoded(kind.of(release -> grouped(where[release], counted), i), where);
      for (int person = 0; person < SECRETS; person++) {
        so += counted[person] ? 1 : 0;
        hits += counted[person] && said[person] ? 1 : 0;
        falseAlarms += !counted[person] && said[person] ? 1 : 0;
      }
    }
    return new Advantage(hits, so, falseAlarms, companies * SECRETS - so);
  }

  /** As many of each department as stand alone in the product. */
  private static final int KNOWN = 190;

  private static final List<Census.Member> EVERYBODY_ELSE =
      DEPARTMENTS.stream()
          .flatMap(department -> Collections.nCopies(KNOWN, person(department, TARGETS)).stream())
          .toList();

  private static Census grouped(int[] where, boolean[] counted) {
    List<Census.Member> members = new ArrayList<>(EVERYBODY_ELSE);
    for (int person = 0; person < SECRETS; person++) {
      if (counted[person]) {
        members.add(person(DEPARTMENTS.get(where[person]), TARGETS));
      }
    }
    return unlisted(members);
  }

  private static boolean[] decoded(AnsweringBuild build, int[][] where) {
    List<double[]> sums = new ArrayList<>();
    List<Double> said = new ArrayList<>();
    for (int release = 0; release < RELEASES; release++) {
      Page page = build.read(release * AnsweringBuild.PERIOD);
      double[] all = new double[SECRETS];
      Arrays.fill(all, 1);
      sums.add(all);
      said.add(page.people(TARGETS) - KNOWN * DEPARTMENTS.size());
      for (AnsweringBuild.Row row : page.rows()) {
        int department = DEPARTMENTS.indexOf(row.department());
        if (department >= 0 && row.category().equals(TARGETS)) {
          double[] there = new double[SECRETS];
          for (int person = 0; person < SECRETS; person++) {
            there[person] = where[release][person] == department ? 1 : 0;
          }
          sums.add(there);
          said.add((double) row.people() - KNOWN);
        }
      }
    }
    double[] fits = fit(sums, said);
    boolean[] yes = new boolean[SECRETS];
    for (int person = 0; person < SECRETS; person++) {
      yes[person] = fits[person] > 0.5;
    }
    return yes;
  }

  /** Each between nobody and one, with the least sum of what each sum is off, up or down. */
  private static double[] fit(List<double[]> sums, List<Double> said) {
    int unknown = SECRETS + 2 * sums.size();
    double[] cost = new double[unknown];
    Arrays.fill(cost, SECRETS, unknown, 1);
    List<LinearConstraint> constraints = new ArrayList<>();
    for (int person = 0; person < SECRETS; person++) {
      double[] one = new double[unknown];
      one[person] = 1;
      constraints.add(new LinearConstraint(one, Relationship.LEQ, 1));
    }
    for (int i = 0; i < sums.size(); i++) {
      double[] sum = Arrays.copyOf(sums.get(i), unknown);
      sum[SECRETS + 2 * i] = 1;
      sum[SECRETS + 2 * i + 1] = -1;
      constraints.add(new LinearConstraint(sum, Relationship.EQ, said.get(i)));
    }
    return new SimplexSolver()
        .optimize(
            new MaxIter(10_000),
            new LinearObjectiveFunction(cost, 0),
            new LinearConstraintSet(constraints),
            GoalType.MINIMIZE,
            new NonNegativeConstraint(true))
        .getPoint();
  }

  /** Of how many releases one or more show a group of fewer than k people. */
  static int tooSmall(AnsweringBuild.Kind kind, int companies) {
    Census census = unlisted(base(ReleaseSimulation.PRIVACY.k() - 1, 30));
    int small = 0;
    for (int i = 0; i < companies; i++) {
      small +=
          kind.of(release -> census, i).read(0).rows().stream()
                  .anyMatch(row -> row.behind() < ReleaseSimulation.PRIVACY.k())
              ? 1
              : 0;
    }
    return small;
  }

  /** The smallest noised count that a kind of work is shown from. */
  private static int shownFrom() {
    int departments = DEPARTMENTS.size() + 1;
    int kinds = KINDS.size() + 1;
    PeopleLevels none =
        new PeopleLevels(
            new LevelCounts(
                0, new long[kinds], new long[departments], new long[departments][kinds]),
            ReleaseSimulation.PRIVACY,
            ReleaseSimulation.PRIVACY.people(),
            null);
    return ReleaseSimulation.PRIVACY.k() + (int) none.atCategory().margin(1);
  }

  /**
   * @param research people of the kind of work in question, and of the one beside it; nobody of it
   *     in C
   * @param rest people of whom nothing is known
   */
  private static List<Census.Member> base(int research, int rest) {
    List<Census.Member> members = new ArrayList<>();
    members.addAll(Collections.nCopies(15, person("A", "Engineering")));
    members.addAll(Collections.nCopies(15, person("B", "Sales")));
    members.addAll(Collections.nCopies(rest, person("C", Release.NOT_YET_KNOWN)));
    members.addAll(Collections.nCopies(9, person("C", "Design")));
    for (String kind : List.of(TARGETS, OTHER)) {
      members.addAll(Collections.nCopies(research / 2, person("A", kind)));
      members.addAll(Collections.nCopies(research - research / 2, person("B", kind)));
    }
    return members;
  }

  private static List<Census.Member> plus(List<Census.Member> company, Census.Member more) {
    List<Census.Member> members = new ArrayList<>(company);
    members.add(more);
    return members;
  }

  private static Census.Member person(String department, String kind) {
    return new Census.Member(
        department,
        kind,
        Map.of(kind, 1.0),
        Map.of(Cause.FAILED_SIGN_INS, 10.0),
        Map.of("Communication", 1.0),
        0);
  }

  /** Nobody made public how many there are. */
  private static Census unlisted(List<Census.Member> members) {
    return census(members, false);
  }

  private static Census listed(List<Census.Member> members) {
    return census(members, true);
  }

  private static Census census(List<Census.Member> members, boolean listed) {
    return new Census(
        "run",
        TimeWindow.ending(LocalDate.of(2026, 11, 21), 28),
        DEPARTMENTS,
        KINDS,
        members,
        members.size(),
        listed,
        List.of("local"),
        false,
        null,
        null);
  }
}
