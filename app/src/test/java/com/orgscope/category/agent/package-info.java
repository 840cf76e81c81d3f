/** What the agent tells a model, what it believes, and what it makes of it. */
@NullMarked
package com.orgscope.category.agent;

import org.jspecify.annotations.NullMarked;
