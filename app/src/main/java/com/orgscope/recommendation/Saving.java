package com.orgscope.recommendation;

import com.orgscope.category.Judgment.Origin;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Range;
import org.jspecify.annotations.Nullable;

/**
 * What one change may save one person, or all decided people of a kind of work together.
 *
 * @param category canonical
 * @param person null for the whole category
 * @param eventsPerWeek measured friction the change works on
 * @param hoursPerWeek events × minutes each × the share that is removed
 * @param what what to do, figures and names filled in
 * @param because why, figures and names filled in
 * @param origin who chose the change and wrote the reason
 */
record Saving(
    String category,
    @Nullable PersonKey person,
    Change change,
    double eventsPerWeek,
    Range hoursPerWeek,
    String what,
    String because,
    Setup setup,
    Origin origin) {}
