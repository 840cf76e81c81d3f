package com.orgscope.work;

import java.time.Instant;
import java.util.List;

/**
 * How far a job is.
 *
 * @param done shards that ended well
 * @param dead shards that were given up; asking for the job again gives them another chance
 * @param deadLetters at most {@value #MOST_LETTERS}, the newest first
 */
public record JobReport(
    Job job,
    Instant createdAt,
    int shards,
    int done,
    int dead,
    long units,
    long unitsDone,
    List<DeadLetter> deadLetters) {
  static final int MOST_LETTERS = 100;

  /** Nothing of it runs or will run. */
  public boolean ended() {
    return done + dead == shards;
  }

  public boolean succeeded() {
    return done == shards;
  }
}
