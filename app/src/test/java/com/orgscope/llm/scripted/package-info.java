/** The scripted providers, looked at on the wire. */
@NullMarked
package com.orgscope.llm.scripted;

import org.jspecify.annotations.NullMarked;
