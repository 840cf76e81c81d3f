package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Noise;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Two companies that differ in what one person does, with the same random draws: a release has the
 * same of both beside the noised figures. Of all that is made of a release, and of all else that a
 * CEO or an auditor gets, {@code SameBytesTest} says it.
 */
class NothingExactTest {
  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

  private static final ReleaseGate NOBODY_ASKED =
      new ReleaseGate() {
        @Override
        public Optional<Publication.Withheld> holds(TenantId tenant, String run, LocalDate asOf) {
          return Optional.empty();
        }
      };

  @Test
  void what_one_person_does_moves_noised_figures_and_nothing_else() {
    for (int people : new int[] {150, 600, 1_000, 6_000}) {
      for (int seed = 0; seed < 5; seed++) {
        Release with = drawn(company(people, true), seed);
        Release without = drawn(company(people, false), seed);
        Map<String, Object> one = beside(with);
        assertThat(one).as("%d people", people).isEqualTo(beside(without));
        assertThat(one).containsKeys("epsilon", "headcount", "window", "dataUntil");
        assertThat(with.cells()).as("the noised ones do move").isNotEqualTo(without.cells());
        assertThat(isThere(quarter(with)))
            .as("%d people", people)
            .isEqualTo(isThere(quarter(without)))
            .containsExactly(people >= 500, people >= 5_000);
      }
    }
  }

  /** The same of somebody whom no directory counts: their being there moves no switch. */
  @Test
  void without_a_directory_one_more_or_fewer_moves_no_switch() {
    for (int people : new int[] {199, 499, 799, 4_999}) {
      Release fewer = drawn(unlisted(people), 1);
      Release more = drawn(unlisted(people + 1), 1);
      assertThat(beside(fewer)).as("%d people", people).isEqualTo(beside(more));
      assertThat(quarter(fewer).roles()).isEmpty();
      assertThat(quarter(more).roles()).isEmpty();
      assertThat(quarter(fewer).causesByCategory()).isEmpty();
      assertThat(quarter(more).causesByCategory()).isEmpty();
    }
  }

  @Test
  void rows_come_in_an_order_of_published_figures() {
    Release release = drawn(company(1_000, true), 3);
    assertThat(release.cells()).isSortedAccordingTo((a, b) -> Long.compare(b.people(), a.people()));
    assertThat(quarter(release).causes())
        .extracting(Release.CauseCell::cause)
        .containsExactly(Cause.values());
    assertThat(release.use())
        .extracting(UseShare::function)
        .containsExactlyElementsOf(UseFunctions.instance().names());
  }

  /** Whoever adds a field says in the document where it comes from. */
  @Test
  void the_document_lists_where_each_byte_of_a_release_comes_from() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "release.md"));
    String list = document.substring(document.indexOf("## Where each byte comes from"));
    for (RecordComponent component : ReleaseDocument.class.getRecordComponents()) {
      assertThat(list)
          .contains(
              "`"
                  + component
                      .getName()
                      .replaceAll("([A-Z])", "_$1")
                      .toLowerCase(java.util.Locale.ROOT)
                  + "`");
    }
  }

  /** Of what may be or not be in a quarter. */
  private static List<Boolean> isThere(QuarterCells cells) {
    return List.of(cells.idleLicences() != null, cells.atBound() != null);
  }

  private static QuarterCells quarter(Release release) {
    return java.util.Objects.requireNonNull(release.quarter());
  }

  private static Release drawn(Census census, long seed) {
    ReleaseDraws draws =
        new ReleaseDraws(
            ReleaseSimulation.PRIVACY,
            ReleaseSimulation.SHAPE,
            new Noise(new SplittableRandom(seed)),
            new ReleaseSavings((assumed, friction, byCategory, all) -> List.of()),
            NOBODY_ASKED,
            () -> NOW);
    return draws
        .draw(
            new TenantId("acorn"),
            census,
            TestAssumptions.shipped(),
            new Quarter("2026-Q4", true, null, null))
        .release();
  }

  /**
   * All that is neither noised nor for IT alone, read from the record so that nothing is missed.
   */
  private static Map<String, Object> beside(Release release) {
    Map<String, Object> beside = new TreeMap<>();
    for (RecordComponent component : Release.class.getRecordComponents()) {
      if (!NoisedCells.NOISED.contains(component.getName())
          && !NoisedCells.OF_IT.contains(component.getName())) {
        try {
          beside.put(component.getName(), String.valueOf(component.getAccessor().invoke(release)));
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return beside;
  }

  /** One of them does nothing at all, or all that can be done, and was decided by another model. */
  private static Census company(int people, boolean busy) {
    Census census = MadeUpCensus.company(people, 7).census();
    List<Census.Member> members = new ArrayList<>(census.members());
    members.set(
        0,
        busy
            ? new Census.Member(
                "Sales",
                "Sales",
                Map.of("Sales", 0.6, "Finance", 0.4),
                Map.of(Cause.FAILED_SIGN_INS, 1e4, Cause.CHALLENGES, 1e4, Cause.SWITCHES, 1e4),
                Map.of("Code", 1.0),
                50_000)
            : new Census.Member(
                "Sales",
                Release.NOT_YET_KNOWN,
                Map.of(Release.NOT_YET_KNOWN, 1.0),
                Map.of(),
                Map.of(),
                0));
    return new Census(
        census.run(),
        census.window(),
        census.departments(),
        census.categories(),
        members,
        members.size(),
        true,
        busy ? List.of("another", "local") : List.of("local"),
        true,
        null,
        null);
  }

  private static Census unlisted(int people) {
    List<Census.Member> members = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      members.add(
          new Census.Member(
              Census.NO_DEPARTMENT,
              "Sales",
              Map.of("Sales", 1.0),
              Map.of(),
              Map.of("Code", 1.0),
              0));
    }
    return new Census(
        "run-1",
        TimeWindow.ending(NOW.atZone(ZoneOffset.UTC).toLocalDate(), 28),
        List.of(),
        MadeUpCensus.CATEGORIES,
        members,
        people,
        false,
        List.of("local"),
        false,
        null,
        null);
  }
}
