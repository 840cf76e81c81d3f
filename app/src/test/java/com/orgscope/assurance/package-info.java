@NullMarked
package com.orgscope.assurance;

import org.jspecify.annotations.NullMarked;
