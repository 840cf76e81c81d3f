@NullMarked
package com.orgscope.signin;

import org.jspecify.annotations.NullMarked;
