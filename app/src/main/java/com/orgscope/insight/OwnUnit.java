package com.orgscope.insight;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a release says of the unit that a manager works in: cells as they were published, the
 * largest first.
 *
 * @param unit by its name in the release
 */
public record OwnUnit(String unit, String release, Instant publishedAt, List<ReleaseCell> cells) {
  public OwnUnit {
    cells = List.copyOf(cells);
  }

  static OwnUnit of(Release release, List<ReleasePart> parts) {
    List<ReleaseCell> cells =
        parts.stream()
            .map(ReleasePart::cell)
            .sorted(
                Comparator.comparingLong((ReleaseCell cell) -> -cell.people())
                    .thenComparing(ReleaseCell::category))
            .toList();
    return new OwnUnit(cells.getFirst().department(), release.id(), release.publishedAt(), cells);
  }
}
