/**
 * JSON read where it lies in a buffer: a fast reader for shapes seen before, a library for the
 * rest.
 *
 * <p>It is as strict as the library, value by value, and knows no word of the product.
 */
@ApplicationModule(
    displayName = "JSON",
    allowedDependencies = {})
@NullMarked
package com.orgscope.json;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
