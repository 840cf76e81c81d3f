/** Models, asked over real HTTP from doubles that speak the providers' wires. */
@NullMarked
package com.orgscope.llm.openai;

import org.jspecify.annotations.NullMarked;
