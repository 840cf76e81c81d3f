package com.orgscope.lake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Answers to questions that read many rows and are asked again and again: each is kept while the
 * table stays as it is, and what is withheld and who is left out with it ({@link Lake#version}).
 * What nobody asks for within an hour, such as of somebody who was erased, is gone from memory.
 *
 * @param <Q> what is asked, beside of whom; equal questions have equal answers
 */
public final class WhileUnchanged<Q, T> {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final Lake lake;
  private final LakeTable table;
  private final Cache<Asked<Q>, T> answers;

  private record Asked<Q>(TenantId tenant, Q question, String version) {}

  /**
   * @param most answers that are kept
   */
  public WhileUnchanged(Lake lake, LakeTable table, int most) {
    this.lake = lake;
    this.table = table;
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterAccess(AN_HOUR)
            .scheduler(Scheduler.systemScheduler())
            .build();
  }

  /**
   * @param ask only where nothing is kept
   */
  public T of(TenantId tenant, Q question, Supplier<T> ask) {
    return answers.get(
        new Asked<>(tenant, question, lake.version(tenant, table)), asked -> ask.get());
  }
}
