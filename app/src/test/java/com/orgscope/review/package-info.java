@NullMarked
package com.orgscope.review;

import org.jspecify.annotations.NullMarked;
