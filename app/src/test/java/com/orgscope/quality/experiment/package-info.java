@NullMarked
package com.orgscope.quality.experiment;

import org.jspecify.annotations.NullMarked;
