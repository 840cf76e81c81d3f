/** Tests of what is recommended and what it saves. */
@NullMarked
package com.orgscope.recommendation;

import org.jspecify.annotations.NullMarked;
