/**
 * The agent: asks a model what people with a shared signature do, and believes only what it
 * checked.
 *
 * <p>A prompt holds nothing that fewer than k people share; an answer holds no figure of its own.
 */
@NamedInterface("agent")
@NullMarked
package com.orgscope.category.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
