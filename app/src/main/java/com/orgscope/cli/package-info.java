/** The command line: the same fronts as the pages, for scripts and people at a terminal. */
@ApplicationModule(
    displayName = "Command line",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "lake",
      "llm",
      "audit",
      "egress",
      "access",
      "signin",
      "privacy",
      "usage",
      "licence",
      "ingest",
      "sources",
      "category",
      "category :: agent",
      "category :: trial",
      "insight",
      "quality",
      "quality :: experiment",
      "nightly",
      "recommendation",
      "replay",
      "claim",
      "review"
    })
@NullMarked
package com.orgscope.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
