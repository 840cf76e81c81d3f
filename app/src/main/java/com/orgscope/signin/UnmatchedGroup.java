package com.orgscope.signin;

import java.time.Instant;
import java.util.List;

/**
 * A group that came and gives no role.
 *
 * @param signIns how often it came; of how many people is not counted
 * @param nearly groups that do give one and differ in case, spaces or a leading slash alone
 */
public record UnmatchedGroup(String group, long signIns, Instant seenAt, List<String> nearly) {
  public UnmatchedGroup {
    nearly = List.copyOf(nearly);
  }
}
