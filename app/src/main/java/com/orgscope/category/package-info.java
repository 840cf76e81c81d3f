/**
 * What kind of work a person does: the taxonomy, the judgments, the overrides.
 *
 * <p>Assignments are append-only; each names its run and where it came from.
 */
@ApplicationModule(
    displayName = "Category",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "work",
      "llm",
      "access",
      "usage",
      "prose",
      "privacy",
      "table"
    })
@NullMarked
package com.orgscope.category;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
