package com.orgscope.insight;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one file of the journal: a release with all its leaves, or a withdrawal.
 *
 * @param tenant whose journal it is
 * @param number its place there, from 1
 * @param previous SHA-256 of the file before it, in hexadecimal; empty for the first
 * @param release null in a withdrawal
 * @param withdrawal null in a release
 */
record JournalEntry(
    String tenant,
    int number,
    String previous,
    @Nullable Published release,
    @Nullable Withdrawal withdrawal) {

  /** One noised leaf, and the group of the release that shows it. */
  record Leaf(String department, String category, long people, @Nullable Integer shownIn) {}

  /**
   * A release as it was drawn.
   *
   * @param chargedAt when the privacy ledger was charged for it; null in entries of before it was
   *     kept, and where the ledger does not know
   */
  record Published(Release release, String by, List<Leaf> leaves, @Nullable Instant chargedAt) {
    Published {
      leaves = List.copyOf(leaves);
    }

    Published chargedAt(@Nullable Instant at) {
      return new Published(release, by, leaves, at);
    }

    static Published of(Release release, String by, Drawing.Drawn drawn) {
      return new Published(
          release,
          by,
          drawn.leaves().entrySet().stream()
              .map(leaf ->
                  new Leaf(
                      leaf.getKey().department(),
                      leaf.getKey().category(),
                      leaf.getValue(),
                      drawn.shownIn().get(leaf.getKey())))
              .toList(),
          null);
    }
  }

  /**
   * @param release the name of the release that is shown no more
   */
  record Withdrawal(String release, String reason, String by, Instant at) {}

  boolean isOf(String id) {
    return release != null && release.release().id().equals(id);
  }

  boolean withdraws(String id) {
    return withdrawal != null && withdrawal.release().equals(id);
  }
}
