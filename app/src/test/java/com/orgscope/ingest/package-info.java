/** Readers against real samples, broken input, and the end of the process. */
@NullMarked
package com.orgscope.ingest;

import org.jspecify.annotations.NullMarked;
