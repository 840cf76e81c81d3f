/** What is measured, against labels, on a real database. */
@NullMarked
package com.orgscope.quality;

import org.jspecify.annotations.NullMarked;
