/**
 * Live sources: what the providers hold is collected into the event log, with nothing left out.
 *
 * <p>A cursor moves only after the event log has what lies before it.
 */
@ApplicationModule(
    displayName = "Sources",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "work",
      "lake",
      "eventlog",
      "audit",
      "access",
      "ingest"
    })
@NullMarked
package com.orgscope.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
