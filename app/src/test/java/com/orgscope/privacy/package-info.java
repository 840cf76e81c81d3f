/** The noise, the threshold and the ledger. */
@NullMarked
package com.orgscope.privacy;

import org.jspecify.annotations.NullMarked;
