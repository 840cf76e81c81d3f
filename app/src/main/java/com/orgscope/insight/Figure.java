package com.orgscope.insight;

/**
 * People, hours and dollars that belong together, each with the interval the noise and the
 * assumptions leave.
 */
public record Figure(
    long people,
    Interval peopleInterval,
    double hoursPerWeek,
    Interval hoursInterval,
    long usdPerYear,
    Interval usdInterval) {}
