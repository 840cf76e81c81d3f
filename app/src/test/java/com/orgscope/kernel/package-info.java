/** What people use, and how each count is made. */
@NullMarked
package com.orgscope.kernel;

import org.jspecify.annotations.NullMarked;
