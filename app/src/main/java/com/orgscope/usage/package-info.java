/**
 * What people use: canonical applications, shares of active use, co-occurrence, friction.
 *
 * <p>Every definition of a count stands here once.
 */
@ApplicationModule(
    displayName = "Usage",
    allowedDependencies = {"kernel", "state", "directory", "lake", "access", "table"})
@NullMarked
package com.orgscope.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
