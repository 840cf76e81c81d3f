/**
 * What a model may say to people: sentences about work, in words that are listed and no others.
 *
 * <p>A text is shown only if nothing in it is unknown; whoever asks renders its own words instead.
 */
@ApplicationModule(
    displayName = "Prose",
    allowedDependencies = {"table", "usage"})
@NullMarked
package com.orgscope.prose;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
