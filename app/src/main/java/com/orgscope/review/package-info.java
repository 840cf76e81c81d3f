/**
 * What waits for a person to decide: contests of people against their category.
 *
 * <p>While one is open, the category stays as it was, counts in no release and is shown to no
 * manager. Neither the person decides, nor their manager, nor whoever set it.
 */
@ApplicationModule(
    displayName = "Review",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "audit",
      "access",
      "privacy",
      "category"
    })
@NullMarked
package com.orgscope.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
