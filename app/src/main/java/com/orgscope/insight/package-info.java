/**
 * What the pages read: assumptions, money and the releases a CEO sees.
 *
 * <p>A number is published once; every page, file and answer reads that row. What operations watch
 * of the log, counts and nobody's in particular, is {@link com.orgscope.insight.Arrivals}.
 */
@ApplicationModule(
    displayName = "Insight",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "lake",
      "audit",
      "access",
      "work",
      "privacy",
      "usage",
      "licence",
      "category",
      "table"
    })
@NullMarked
package com.orgscope.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
