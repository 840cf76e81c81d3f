/**
 * Proven savings: what somebody promised of a change, and what the log measured of it.
 *
 * <p>People who have the change are compared with people who have it not yet, 30, 60 and 90 days
 * after it: difference in differences, person by person, of measured time only. Where nobody is
 * left to compare with, it is said and nothing is proven.
 */
@ApplicationModule(
    displayName = "Claims",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "access",
      "privacy",
      "usage",
      "sources",
      "category",
      "insight",
      "recommendation"
    })
@NullMarked
package com.orgscope.claim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
