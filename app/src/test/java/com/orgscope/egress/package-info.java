@NullMarked
package com.orgscope.egress;

import org.jspecify.annotations.NullMarked;
