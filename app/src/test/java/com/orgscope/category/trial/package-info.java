/** By which rules a trial is decided. */
@NamedInterface("trial") // this package-info hides the product's from Spring Modulith
@NullMarked
package com.orgscope.category.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
