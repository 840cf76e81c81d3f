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
      "access",
      "privacy",
      "usage",
      "sources",
      "category",
      "insight",
      "recommendation"
    })
@NullMarked
package com.orgscope.nightly;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
