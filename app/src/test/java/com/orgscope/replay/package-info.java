@NullMarked
package com.orgscope.replay;

import org.jspecify.annotations.NullMarked;
