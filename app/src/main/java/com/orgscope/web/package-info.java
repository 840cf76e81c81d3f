/** Pages and API: translates requests into calls and answers into HTML. No rule, no SQL. */
@ApplicationModule(
    displayName = "Web",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "work",
      "lake",
      "audit",
      "access",
      "privacy",
      "usage",
      "ingest",
      "sources",
      "category",
      "insight",
      "quality",
      "nightly",
      "recommendation"
    })
@NullMarked
package com.orgscope.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
