/** Releases, from made-up censuses on a real database. */
@NullMarked
package com.orgscope.insight;

import org.jspecify.annotations.NullMarked;
