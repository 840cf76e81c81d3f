/**
 * Whether a change helped: who is in which arm, what is needed to tell, and what was found, however
 * often somebody looks.
 *
 * <p>People count in the arm they were put in, whatever they did then (intention to treat).
 */
@NamedInterface("experiment")
@NullMarked
package com.orgscope.quality.experiment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
