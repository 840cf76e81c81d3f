/**
 * The headline: select, categorize, guard, publish.
 *
 * <p>Restartable at any instruction; the walk reads like prose.
 */
@ApplicationModule(
    displayName = "Nightly",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "work",
      "lake",
      "audit",
      "access",
      "privacy",
      "usage",
      "ingest",
      "sources",
      "category",
      "insight",
      "quality",
      "recommendation"
    })
@NullMarked
package com.orgscope.nightly;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
