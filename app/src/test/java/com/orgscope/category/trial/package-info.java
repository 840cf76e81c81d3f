@NullMarked
package com.orgscope.category.trial;

import org.jspecify.annotations.NullMarked;
