/** OpenAI's chat completions, and every endpoint that speaks them. */
@NullMarked
package com.orgscope.llm.openai;

import org.jspecify.annotations.NullMarked;
