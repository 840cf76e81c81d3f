/** The architecture and the house rules, as tests. */
@NullMarked
package com.orgscope.architecture;

import org.jspecify.annotations.NullMarked;
