package com.orgscope.work;

import com.orgscope.kernel.TenantId;
import java.util.List;

/**
 * Work to be done.
 *
 * @param kind the {@link ShardHandler#kind()} that does it
 * @param name what tells it from others of that kind, such as a date
 * @param shards its parts, which run beside each other and fail alone; when the job exists already,
 *     the parts it was made with count and these do not
 */
public record JobRequest(TenantId tenant, String kind, String name, List<ShardRequest> shards) {
  public JobRequest {
    shards = List.copyOf(shards);
    if (shards.isEmpty()) {
      throw new IllegalArgumentException("a job needs a shard");
    }
  }

  /**
   * One part of a job.
   *
   * @param payload what the handler needs to know to do it; opaque to {@code work}
   * @param units how much it is, for progress
   */
  public record ShardRequest(String payload, long units) {}
}
