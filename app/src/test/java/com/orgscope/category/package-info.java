/** The taxonomy, titles and labels, and what is kept of judgments, on a real database. */
@NullMarked
package com.orgscope.category;

import org.jspecify.annotations.NullMarked;
