/** By which rules a change is told from none. */
@NamedInterface("experiment") // this package-info hides the product's from Spring Modulith
@NullMarked
package com.orgscope.quality.experiment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
