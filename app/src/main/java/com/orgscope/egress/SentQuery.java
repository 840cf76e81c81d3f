package com.orgscope.egress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for among what left; null or empty leaves a question open.
 *
 * @param since the first moment that counts
 * @param until the first that counts no more
 * @param text somewhere in the body or the recipient, in whichever case
 * @param before lower numbers alone
 * @param limit how many at most, one at least
 */
public record SentQuery(
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable Channel channel,
    String text,
    @Nullable Long before,
    int limit) {
  public SentQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
  }
}
