/**
 * What a changed IT policy would have done, replayed on the stored sign-ins.
 *
 * <p>A challenge that would not have been is counted three times over, as the log is read least,
 * usually and most in favour of the change: no log holds the device.
 */
@ApplicationModule(
    displayName = "Policy replay",
    allowedDependencies = {"kernel", "directory", "privacy", "usage", "category", "insight"})
@NullMarked
package com.orgscope.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
