/**
 * A plainly fictional company and the sign-in logs it would leave behind.
 *
 * <p>It emits the providers' raw wire formats and shares no table with the model that judges it:
 * only its commands know the product, and so does the model whose answers were recorded.
 */
@ApplicationModule(
    displayName = "Demo",
    allowedDependencies = {
      "kernel",
      "table",
      "directory",
      "lake",
      "usage",
      "licence",
      "claim",
      "llm :: scripted",
      "ingest",
      "insight",
      "quality",
      "nightly",
      "cli"
    })
@NullMarked
package com.orgscope.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
