/** How good the categories are: ground truth, accuracy with intervals, calibration. */
@ApplicationModule(
    displayName = "Quality",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "work",
      "audit",
      "access",
      "usage",
      "category"
    })
@NullMarked
package com.orgscope.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
