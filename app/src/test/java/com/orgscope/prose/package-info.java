@NullMarked
package com.orgscope.prose;

import org.jspecify.annotations.NullMarked;
