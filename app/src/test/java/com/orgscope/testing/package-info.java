/** What tests of every room stand on. */
@NullMarked
package com.orgscope.testing;

import org.jspecify.annotations.NullMarked;
