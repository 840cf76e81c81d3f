/** Anthropic's Messages API. */
@NullMarked
package com.orgscope.llm.anthropic;

import org.jspecify.annotations.NullMarked;
