/**
 * How good the categories are: ground truth, accuracy with intervals, calibration, other methods
 * beside it.
 */
@ApplicationModule(
    displayName = "Quality",
    allowedDependencies = {"kernel", "state", "directory", "access", "usage", "llm", "category"})
@NullMarked
package com.orgscope.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
