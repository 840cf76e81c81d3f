package com.orgscope.insight;

/**
 * One published group of people: a department's people who mostly do one kind of work.
 *
 * @param department {@link Release#OTHER} where small groups of several departments joined
 * @param category {@link Release#OTHER} where small groups of one department joined, {@link
 *     Release#NOT_YET_KNOWN} for people without a decided category
 * @param people with noise, never below zero
 * @param hoursPerWeek friction hours in all, with noise, in tenths of an hour
 * @param usdPerYear what these hours cost
 */
public record ReleaseCell(
    String department,
    String category,
    long people,
    Interval peopleInterval,
    double hoursPerWeek,
    Interval hoursInterval,
    long usdPerYear,
    Interval usdInterval) {}
