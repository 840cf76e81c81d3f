@NullMarked
package com.orgscope.demo;

import org.jspecify.annotations.NullMarked;
