/** Tests of the reader of JSON. */
@NullMarked
package com.orgscope.json;

import org.jspecify.annotations.NullMarked;
