/**
 * How fast the product is beside a named peer, both in one run on this machine.
 *
 * <p>What is compared is checked to do the same work; a ratio above 1 is in our favour.
 */
@ApplicationModule(
    displayName = "Bench",
    allowedDependencies = {
      "kernel",
      "state",
      "audit",
      "access",
      "insight",
      "directory",
      "eventlog",
      "lake",
      "llm",
      "llm :: scripted",
      "usage",
      "ingest",
      "sources",
      "signin",
      "category",
      "category :: trial",
      "quality",
      "nightly",
      "privacy",
      "demo",
      "cli",
      "web",
      "table"
    })
@NullMarked
package com.orgscope.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
