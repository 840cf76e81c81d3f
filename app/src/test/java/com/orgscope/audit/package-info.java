/** The chain, and attacks on it. */
@NullMarked
package com.orgscope.audit;

import org.jspecify.annotations.NullMarked;
