package com.orgscope.usage;

import com.orgscope.kernel.PersonKey;
import java.time.Instant;
import java.util.List;

/**
 * An account of which a window holds events, whoever it may be.
 *
 * @param sources the sign-in logs that name it, in the order of their names
 * @param events of any kind
 * @param days UTC days with at least one
 */
public record SeenAccount(
    PersonKey account, List<String> sources, long events, long days, Instant lastAt) {
  public SeenAccount {
    sources = List.copyOf(sources);
  }
}
