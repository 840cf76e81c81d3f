/**
 * All that is held about somebody, given to them when they ask (GDPR Article 15).
 *
 * <p>What of each table is theirs stands in {@code held.tsv}; a table or column that is not there
 * fails the suite. Nobody else is in it.
 */
@ApplicationModule(
    displayName = "Export",
    allowedDependencies = {"kernel", "state", "directory", "lake", "audit", "access", "usage"})
@NullMarked
package com.orgscope.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
