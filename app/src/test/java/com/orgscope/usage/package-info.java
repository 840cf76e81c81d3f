/** What people use, and how each count is made. */
@NullMarked
package com.orgscope.usage;

import org.jspecify.annotations.NullMarked;
