@NullMarked
package com.orgscope.work;

import org.jspecify.annotations.NullMarked;
