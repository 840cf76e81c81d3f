/** Parsers of other people's making, measured beside the product's own. */
@NullMarked
package com.orgscope.parsers;

import org.jspecify.annotations.NullMarked;
