/** Pages and API: translates requests into calls and answers into HTML. No rule, no SQL. */
@ApplicationModule(
    displayName = "Web",
    allowedDependencies = {
      "kernel",
      "directory",
      "work",
      "audit",
      "access",
      "privacy",
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
