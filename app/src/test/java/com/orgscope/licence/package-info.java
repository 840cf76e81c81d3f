@NullMarked
package com.orgscope.licence;

import org.jspecify.annotations.NullMarked;
