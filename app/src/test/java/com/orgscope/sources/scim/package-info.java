/** Tests of SCIM. */
@NullMarked
package com.orgscope.sources.scim;

import org.jspecify.annotations.NullMarked;
