/**
 * k-anonymity, the noise, the ledger of what privacy was spent, and how people are forgotten.
 *
 * <p>Noise is exact discrete Laplace, drawn once per published release.
 */
@ApplicationModule(
    displayName = "Privacy",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "work",
      "lake",
      "access",
      "audit",
      "egress",
      "signin"
    })
@NullMarked
package com.orgscope.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
