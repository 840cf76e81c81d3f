/**
 * Providers of models that say what they are told to, over HTTP and on the real ones' wires: for
 * rehearsals, measurements and tests. Nothing here reaches a provider.
 *
 * <p>Start one, and give its {@code url()} and {@code KEY} to the settings of the real plug-in.
 */
@NamedInterface("scripted")
@NullMarked
package com.orgscope.llm.scripted;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
