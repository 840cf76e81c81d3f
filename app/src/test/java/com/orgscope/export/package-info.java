/** That people get all that is held about them, and nothing of anybody else. */
@NullMarked
package com.orgscope.export;

import org.jspecify.annotations.NullMarked;
