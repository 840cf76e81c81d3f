/**
 * What could change: what it saves in hours and money, and what people decided about it.
 *
 * <p>A saving is measured friction × minutes × the share a change removes. Nothing is ever changed
 * by Orgscope.
 */
@ApplicationModule(
    displayName = "Recommendation",
    allowedDependencies = {
      "kernel",
      "table",
      "state",
      "directory",
      "llm",
      "access",
      "usage",
      "prose",
      "privacy",
      "category",
      "category :: agent",
      "insight"
    })
@NullMarked
package com.orgscope.recommendation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
