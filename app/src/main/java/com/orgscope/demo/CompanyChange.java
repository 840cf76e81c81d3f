package com.orgscope.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What changes in a simulated company within its window, beside people who come and go.
 *
 * @param reorganized the day from which on part of a department is a department of its own; null
 *     for never
 * @param adopted the day on which an application comes that nobody had before; null for never
 * @param longerSessions the day from which on a sign-in lasts until four hours pass without a
 *     visit, where it was two; null for never
 */
public record CompanyChange(
    @Nullable LocalDate reorganized,
    @Nullable LocalDate adopted,
    @Nullable LocalDate longerSessions) {
  public static final CompanyChange NONE = new CompanyChange(null, null, null);

  boolean hasLongerSessions(LocalDate day) {
    return longerSessions != null && !day.isBefore(longerSessions);
  }
}
