/**
 * Proof for whoever checks: what holds of the controls now, and the papers that law asks for,
 * written from what is in force.
 *
 * <p>No person stands in it and no count of a company that is not published. What only a person can
 * say is marked in each paper.
 */
@ApplicationModule(
    displayName = "Assurance",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "audit",
      "egress",
      "access",
      "llm",
      "privacy",
      "insight",
      "review",
      "table"
    })
@NullMarked
package com.orgscope.assurance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
