/** What the agent tells a model, what it believes, and what it makes of it. */
@NamedInterface("agent") // this package-info hides the product's from Spring Modulith
@NullMarked
package com.orgscope.category.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
