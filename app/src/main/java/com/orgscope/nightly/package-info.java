/**
 * The headline: select, categorize, guard, publish.
 *
 * <p>A night that is killed at any instruction goes on as the same run.
 */
@ApplicationModule(
    displayName = "Nightly",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "work",
      "llm",
      "lake",
      "access",
      "audit",
      "egress",
      "privacy",
      "usage",
      "sources",
      "category",
      "category :: agent",
      "category :: trial",
      "insight",
      "recommendation",
      "review"
    })
@NullMarked
package com.orgscope.nightly;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
