/** Tables of tab-separated columns that ship beside the code, read in one way. */
@ApplicationModule(
    displayName = "Table",
    allowedDependencies = {})
@NullMarked
package com.orgscope.table;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
