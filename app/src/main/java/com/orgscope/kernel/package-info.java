/**
 * The words every room shares: ids, who is calling, what may be read, and how things fail.
 *
 * <p>It knows nothing of the product. A type moves in when a third room needs it; sixteen files are
 * too many.
 */
@ApplicationModule(
    displayName = "Kernel",
    allowedDependencies = {})
@NullMarked
package com.orgscope.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
