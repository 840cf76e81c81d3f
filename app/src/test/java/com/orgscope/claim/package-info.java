@NullMarked
package com.orgscope.claim;

import org.jspecify.annotations.NullMarked;
