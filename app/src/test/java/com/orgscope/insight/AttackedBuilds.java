package com.orgscope.insight;

import com.orgscope.insight.AnsweringBuild.Course;
import com.orgscope.insight.AnsweringBuild.Page;
import com.orgscope.insight.AnsweringBuild.Row;
import com.orgscope.insight.GridEstimate.At;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.TestNoise;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import tools.jackson.databind.json.JsonMapper;

/** The product's own way to a release, and six builds that leave out what it must not leave out. */
final class AttackedBuilds {
  /** Whole releases, as they are drawn; that each is drawn once, {@link #published} asks. */
  static final AnsweringBuild.Kind PRODUCT =
      new AnsweringBuild.Kind(
          "the product", (course, seed) -> once(new Product(course, seed)::page));

  static final List<AnsweringBuild.Kind> NAIVE =
      List.of(
          new AnsweringBuild.Kind(
              "k only", (course, seed) -> once(period -> exact(course.at(period), false))),
          new AnsweringBuild.Kind(
              "k and suppression, no noise",
              (course, seed) -> once(period -> exact(course.at(period), true))),
          new AnsweringBuild.Kind(
              "fresh noise per view",
              (course, seed) -> {
                Noise noise = noise(seed);
                return hour -> noised(course.at(hour / AnsweringBuild.PERIOD), noise);
              }),
          new AnsweringBuild.Kind("redrawn every six hours", AttackedBuilds::everySixHours),
          new AnsweringBuild.Kind(
              "merges by true counts",
              (course, seed) -> {
                Noise noise = noise(seed);
                return once(period -> merged(course.at(period), noise));
              }),
          new AnsweringBuild.Kind(
              "order and row count exact",
              (course, seed) -> {
                Noise noise = noise(seed);
                return once(period -> ordered(course.at(period), noise));
              }));

  private static final InsightSettings SHAPE = ReleaseSimulation.SHAPE;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<Assumption> ASSUMED = TestAssumptions.shipped();

  private AttackedBuilds() {}

  private static Noise noise(long seed) {
    return new Noise(new SplittableRandom(seed));
  }

  private static AnsweringBuild once(IntFunction<Page> drawn) {
    Map<Integer, Page> pages = new HashMap<>();
    return hour -> pages.computeIfAbsent(hour / AnsweringBuild.PERIOD, drawn::apply);
  }

  private static AnsweringBuild everySixHours(Course course, long seed) {
    Noise noise = noise(seed);
    Map<Integer, Page> pages = new HashMap<>();
    return hour ->
        pages.computeIfAbsent(
            hour / 6, drawn -> noised(course.at(hour / AnsweringBuild.PERIOD), noise));
  }

  /**
   * Draws with {@link ReleaseDraws}, all cells of a quarter's first release and then the grid's.
   */
  private record Product(Course course, ReleaseDraws draws) {
    private static final TenantId TENANT = new TenantId("acorn");

    Product(Course course, long seed) {
      this(
          course,
          new ReleaseDraws(
              ReleaseSimulation.PRIVACY,
              SHAPE,
              noise(seed),
              new ReleaseSavings((assumed, friction, byCategory, all) -> List.of()),
              new NothingHeld(),
              () -> Instant.parse("2026-11-22T06:00:00Z")));
    }

    Page page(int release) {
      Census census = course.at(release);
      Quarter quarter = new Quarter("2026-Q4", release == 0, null, null);
      ReleaseDraws.Drawn drawn = draws.draw(TENANT, census, ASSUMED, quarter);
      Grid grid = Grid.of(census, SHAPE);
      int[] behind = new int[drawn.release().cells().size()];
      for (Census.Member member : census.members()) {
        GridCell cell =
            grid.cell(grid.department(member.department()), grid.category(member.category()));
        Integer shown = drawn.cells().shownIn().get(cell);
        if (shown != null) {
          behind[shown]++;
        }
      }
      return AttackedBuilds.page(drawn.release(), behind);
    }
  }

  /**
   * Asks for a new release before each read, of another night's run, by the product's own way:
   * charged, drawn, written into the journal, stored and read from there.
   */
  static AnsweringBuild.Kind published(Database database, Path home) {
    return new AnsweringBuild.Kind(
        "the product, published and read",
        (course, seed) -> {
          TenantId tenant = new TenantId("acorn-" + seed);
          Caller chief = new Caller(tenant, Role.CEO, "ceo", null);
          return hour -> {
            Instant now = Instant.parse("2026-11-22T06:00:00Z").plus(Duration.ofHours(hour));
            Census counted = course.at(hour / AnsweringBuild.PERIOD);
            Releases releases =
                TestReleases.on(
                    database,
                    home,
                    () -> now,
                    () -> Optional.of(ofRun(counted, "run-" + hour)),
                    new SplittableRandom(31L * seed + hour));
            var unused = releases.publish(Caller.system(tenant, "insight"));
            Release release = releases.latest(chief).orElseThrow();
            return page(release, new int[release.cells().size()]);
          };
        });
  }

  private static Census ofRun(Census census, String run) {
    return new Census(
        run,
        census.window(),
        census.departments(),
        census.categories(),
        census.members(),
        census.headcount(),
        census.listed(),
        census.models(),
        census.seatsKnown(),
        census.staffChanges(),
        census.parts());
  }

  private static Page page(Release release, int[] behind) {
    List<Row> rows = new ArrayList<>();
    for (ReleaseCell cell : release.cells()) {
      rows.add(new Row(cell.department(), cell.category(), cell.people(), behind[rows.size()]));
    }
    Map<String, Long> kinds = new HashMap<>();
    Levels levels = release.levels();
    if (levels != null) {
      levels.categories().forEach(kind -> kinds.put(kind.name(), kind.figure().people()));
    }
    return new Page(
        rows,
        kinds,
        release.total().people(),
        release.withheld(),
        JSON.writeValueAsString(ReleaseDocument.of(release)));
  }

  /** Nobody holds a release back. */
  private static final class NothingHeld implements ReleaseGate {
    @Override
    public Optional<Publication.Withheld> holds(TenantId tenant, String run, LocalDate asOf) {
      return Optional.empty();
    }
  }

  /**
   * Counts as they are.
   *
   * @param suppressed whether kinds of work of fewer than k are left out of everything, too
   */
  private static Page exact(Census census, boolean suppressed) {
    Counts counts = Counts.of(census);
    int k = ReleaseSimulation.PRIVACY.k();
    Map<String, Long> kinds = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (int c = 0; c < counts.grid().categories().size(); c++) {
      String kind = counts.grid().categories().get(c);
      long all = counts.ofKind(c);
      if (all > 0 && (!suppressed || all >= k)) {
        kinds.put(kind, all);
      }
      for (int d = 0; d < counts.grid().departments().size(); d++) {
        int people = counts.leaves()[d][c];
        if (people >= k) {
          rows.add(new Row(counts.grid().departments().get(d), kind, people, people));
        }
      }
    }
    long company =
        suppressed
            ? kinds.values().stream().mapToLong(people -> people).sum()
            : census.members().size();
    return page(rows, kinds, company, counts.grid().cells() - rows.size());
  }

  private static Page noised(Census census, Noise noise) {
    Counts counts = Counts.of(census);
    PeopleLevels people = levels(census, counts.grid(), noise);
    return shown(counts, people, Grouping.of(counts.grid(), people), Row::people);
  }

  /** Which groups stand alone follows the counts themselves. */
  private static Page merged(Census census, Noise noise) {
    Counts counts = Counts.of(census);
    Grouping exact = Grouping.of(counts.grid(), levels(census, counts.grid(), TestNoise.none()));
    return shown(counts, levels(census, counts.grid(), noise), exact, Row::people);
  }

  /** In the order of the counts, and saying how many cells have anybody. */
  private static Page ordered(Census census, Noise noise) {
    Counts counts = Counts.of(census);
    PeopleLevels people = levels(census, counts.grid(), noise);
    Page page = shown(counts, people, Grouping.of(counts.grid(), people), Row::behind);
    int some = 0;
    for (int[] row : counts.leaves()) {
      for (int cell : row) {
        some += cell > 0 ? 1 : 0;
      }
    }
    return page(page.rows(), page.kinds(), page.company(), some - page.rows().size());
  }

  private static PeopleLevels levels(Census census, Grid grid, Noise noise) {
    return PeopleLevels.draw(
        census, grid, ReleaseSimulation.PRIVACY, ReleaseSimulation.PRIVACY.people(), noise);
  }

  private static Page shown(
      Counts counts, PeopleLevels people, Grouping grouping, ToLongFunction<Row> order) {
    List<Row> rows = new ArrayList<>();
    Map<String, Long> kinds = new HashMap<>();
    for (Grouping.Group group : grouping.groups()) {
      long count = Math.round(people.sum(group.leaves()));
      rows.add(new Row(group.department(), group.category(), count, counts.sum(group.leaves())));
      kinds.merge(group.category(), count, Long::sum);
    }
    rows.sort(Comparator.comparingLong(order).reversed());
    return page(rows, kinds, people.total(), grouping.merged(counts.grid().cells()));
  }

  private static Page page(List<Row> rows, Map<String, Long> kinds, long company, int merged) {
    StringBuilder text = new StringBuilder();
    rows.forEach(
        row -> text.append(row.department() + " " + row.category() + " " + row.people() + "\n"));
    return new Page(rows, kinds, company, merged, text.toString());
  }

  /** How many people each leaf has. */
  private record Counts(Grid grid, int[][] leaves) {
    static Counts of(Census census) {
      Grid grid = Grid.of(census, SHAPE);
      int[][] leaves = new int[grid.departments().size()][grid.categories().size()];
      for (Census.Member member : census.members()) {
        leaves[grid.department(member.department())][grid.category(member.category())]++;
      }
      return new Counts(grid, leaves);
    }

    int sum(List<At> of) {
      return of.stream().mapToInt(leaf -> leaves[leaf.department()][leaf.category()]).sum();
    }

    long ofKind(int category) {
      return Arrays.stream(leaves).mapToLong(row -> row[category]).sum();
    }
  }
}
