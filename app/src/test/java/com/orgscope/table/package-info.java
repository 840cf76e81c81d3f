/** Tests of the reader of tables. */
@NullMarked
package com.orgscope.table;

import org.jspecify.annotations.NullMarked;
