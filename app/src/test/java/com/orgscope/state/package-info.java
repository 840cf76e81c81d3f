@NullMarked
package com.orgscope.state;

import org.jspecify.annotations.NullMarked;
