/**
 * k-anonymity, the noise, and the ledger of what privacy was spent.
 *
 * <p>Noise is exact discrete Laplace, drawn once per published release.
 */
@ApplicationModule(
    displayName = "Privacy",
    allowedDependencies = {"kernel", "state", "access", "audit"})
@NullMarked
package com.orgscope.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
