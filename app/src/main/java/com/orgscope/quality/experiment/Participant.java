package com.orgscope.quality.experiment;

import org.jspecify.annotations.Nullable;

/**
 * Somebody in an experiment, by what was measured of them.
 *
 * @param unit what was put in an arm: the person, or the group they belong to
 * @param value since the experiment began, such as a mean a week
 * @param before the same before it began; null for somebody without a history
 */
public record Participant(String unit, Arm arm, double value, @Nullable Double before) {}
