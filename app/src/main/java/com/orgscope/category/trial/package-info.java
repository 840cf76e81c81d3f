/**
 * Trials of another prompt or model: who is served by it, what both said about the same, and
 * whether the difference is more than chance.
 *
 * <p>What is compared is a group of k people or an application, never a person.
 */
@NamedInterface("trial")
@NullMarked
package com.orgscope.category.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
