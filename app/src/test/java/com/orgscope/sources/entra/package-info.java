/** Tests of live sources. */
@NullMarked
package com.orgscope.sources.entra;

import org.jspecify.annotations.NullMarked;
