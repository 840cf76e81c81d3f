/** Drills and benches, run shortly. */
@NullMarked
package com.orgscope.bench;

import org.jspecify.annotations.NullMarked;
