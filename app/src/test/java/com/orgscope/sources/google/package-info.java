/** Tests of live sources. */
@NullMarked
package com.orgscope.sources.google;

import org.jspecify.annotations.NullMarked;
