/** Who looked at what, when and why they were allowed: a log that only grows. */
@ApplicationModule(
    displayName = "Audit",
    allowedDependencies = {"kernel", "state", "egress"})
@NullMarked
package com.orgscope.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
