/** The local model against made-up companies that share no table with it. */
@NullMarked
package com.orgscope.category.local;

import org.jspecify.annotations.NullMarked;
