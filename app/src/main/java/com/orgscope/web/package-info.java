/**
 * Pages and API: translates requests into calls and answers into HTML. No rule, no SQL.
 *
 * <p>A page is four parts: a record with its texts ({@link com.orgscope.web.OperationsPage}), a
 * class that gathers them ({@code OperationsPages}, by sections), a controller that asks whether
 * the caller may see it and lists its sections, and a template in {@code app/src/main/jte}.
 */
@ApplicationModule(
    displayName = "Web",
    allowedDependencies = {
      "kernel",
      "directory",
      "work",
      "audit",
      "egress",
      "access",
      "assurance",
      "signin",
      "privacy",
      "usage",
      "ingest",
      "sources",
      "category",
      "category :: trial",
      "export",
      "insight",
      "quality",
      "nightly",
      "recommendation",
      "review"
    })
@NullMarked
package com.orgscope.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
