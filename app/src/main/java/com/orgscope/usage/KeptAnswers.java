package com.orgscope.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import java.util.function.Function;

/**
 * Answers to a question that reads everybody's rows and is asked again and again: each is kept
 * while the days that are rolled up stay as they are.
 */
final class KeptAnswers<T> {
  private static final int ANSWERS_KEPT = 100;

  private final Lake lake;
  private final Function<Asked, T> question;
  private final Cache<Asked, T> answers = Caffeine.newBuilder().maximumSize(ANSWERS_KEPT).build();

  /** Of whom, when, and what the lake held and withheld then. */
  record Asked(TenantId tenant, TimeWindow window, KeyOwners owners, String version) {}

  KeptAnswers(Lake lake, Function<Asked, T> question) {
    this.lake = lake;
    this.question = question;
  }

  T of(TenantId tenant, TimeWindow window, KeyOwners owners) {
    return answers.get(
        new Asked(tenant, window, owners, lake.version(tenant, LakeTable.APP_USAGE_DAILY)),
        question);
  }
}
