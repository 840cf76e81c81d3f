/** Tests of SCIM. */
@NullMarked
package com.orgscope.scim;

import org.jspecify.annotations.NullMarked;
