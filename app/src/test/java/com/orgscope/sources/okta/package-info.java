/** Tests of live sources. */
@NullMarked
package com.orgscope.sources.okta;

import org.jspecify.annotations.NullMarked;
