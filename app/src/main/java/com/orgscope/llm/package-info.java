/**
 * One port to language models: who answers, what it may cost, and what was said.
 *
 * <p>A question ends as an answer or as a refusal with its reason; every step on the way is told.
 */
@ApplicationModule(
    displayName = "Models",
    allowedDependencies = {"kernel", "state", "egress", "table"})
@NullMarked
package com.orgscope.llm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
