package com.orgscope.directory;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a company's IT asks of everybody who signs in, as far as it said so.
 *
 * @param sessionLength how long a sign-in lasts without a visit; null if nobody said
 * @param secondFactor null if nobody said
 * @param bundledApplications applications that one sign-in opens together, as the company calls
 *     them; empty if nobody said
 */
public record ItPolicies(
    @Nullable Duration sessionLength,
    @Nullable SecondFactor secondFactor,
    List<String> bundledApplications) {
  public ItPolicies {
    bundledApplications = List.copyOf(bundledApplications);
  }

  /** Of a company that said nothing. */
  public static ItPolicies unknown() {
    return new ItPolicies(null, null, List.of());
  }
}
