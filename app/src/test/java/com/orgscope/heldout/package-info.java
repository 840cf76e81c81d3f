/**
 * Companies that neither the simulator nor the benchmark table has met, to be honest about
 * accuracy.
 */
@NullMarked
package com.orgscope.heldout;

import org.jspecify.annotations.NullMarked;
