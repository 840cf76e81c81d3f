/** Tests of what a model is asked about changes. */
@NullMarked
package com.orgscope.recommendation.agent;

import org.jspecify.annotations.NullMarked;
