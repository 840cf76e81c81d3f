/**
 * A plainly fictional company and the sign-in logs it would leave behind.
 *
 * <p>It emits the providers' raw wire formats and shares no table with the model that judges it.
 */
@ApplicationModule(
    displayName = "Demo",
    allowedDependencies = {"kernel", "table"})
@NullMarked
package com.orgscope.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
