/** Tests of live sources. */
@NullMarked
package com.orgscope.sources;

import org.jspecify.annotations.NullMarked;
