package com.orgscope.insight;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The quarter that a release is of.
 *
 * @param due whether nobody has drawn its cells yet
 * @param standing its cells; null if they are due, or were withdrawn
 * @param earlier the first release of the quarter before that stands; null without one
 */
record Quarter(
    String name, boolean due, @Nullable QuarterCells standing, @Nullable Release earlier) {

  /**
   * @param drawn all releases of the quarter, oldest first
   * @param before all of the quarter before, oldest first
   */
  static Quarter of(
      String name, List<Release> drawn, List<Release> before, Predicate<Release> isWithdrawn) {
    List<Release> with = drawn.stream().filter(release -> isDrawer(release, drawn)).toList();
    return new Quarter(
        name,
        with.isEmpty(),
        with.stream()
            .filter(isWithdrawn.negate())
            .map(Release::quarter)
            .reduce((earlier, later) -> later)
            .orElse(null),
        before.stream()
            .filter(release -> isDrawer(release, before) && release.levels() != null)
            .filter(isWithdrawn.negate())
            .findFirst()
            .orElse(null));
  }

  private static boolean isDrawer(Release release, List<Release> drawn) {
    QuarterCells cells = release.quarter();
    return cells != null && drawer(cells, drawn).filter(first -> first == release).isPresent();
  }

  /** Who has them first had them drawn. */
  private static Optional<Release> drawer(QuarterCells cells, List<Release> drawn) {
    return drawn.stream()
        .filter(release -> release.quarter() != null && release.quarter().isDrawnWith(cells))
        .findFirst();
  }

  /**
   * Whether a release may still show its quarter's cells: not once the release was withdrawn that
   * they were drawn with.
   *
   * @param drawn all releases of the quarter, oldest first
   */
  static boolean stands(QuarterCells cells, List<Release> drawn, Predicate<Release> isWithdrawn) {
    return drawer(cells, drawn).filter(isWithdrawn.negate()).isPresent();
  }

  Quarter showing(QuarterCells cells) {
    return new Quarter(name, due, cells, earlier);
  }

  /**
   * Of a release that is drawn once more: what the withdrawn one drew of this quarter is due. What
   * it only showed is not.
   *
   * @param drawn all releases of the quarter, oldest first
   */
  Quarter inPlaceOf(Release withdrawn, List<Release> drawn) {
    return drawn.stream().anyMatch(one -> one.id().equals(withdrawn.id()) && isDrawer(one, drawn))
        ? new Quarter(name, true, null, earlier)
        : this;
  }
}
