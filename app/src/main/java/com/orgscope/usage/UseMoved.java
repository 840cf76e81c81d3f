package com.orgscope.usage;

import com.orgscope.kernel.PersonKey;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody's use moved, the recent days beside as many that ended on another day.
 *
 * @param seen whether the last days hold anything of the person
 * @param accesses in the recent days
 * @param arrived applications of the recent days that the days before have not
 * @param moved the share of active use that moved from some applications to others, 0 to 1: half
 *     the L1 distance of the shares; null where one of both holds nothing of the person
 */
public record UseMoved(
    PersonKey person, boolean seen, long accesses, long arrived, @Nullable Double moved) {}
