/**
 * From a provider's sign-in log to rows in the lake, each event exactly once.
 *
 * <p>A line ends as accepted, duplicate, ignored or dead letter; the four add up to what was read.
 *
 * <p>Start at {@link com.orgscope.ingest.Format}: each provider's fills an {@link
 * com.orgscope.ingest.EventDraft}, of which {@code Enrichment} makes the row.
 */
@ApplicationModule(
    displayName = "Ingest",
    allowedDependencies = {
      "kernel",
      "json",
      "state",
      "directory",
      "eventlog",
      "lake",
      "audit",
      "access",
      "usage",
      "privacy",
      "table"
    })
@NullMarked
package com.orgscope.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
