package com.orgscope.recommendation;

/**
 * A change chosen for a kind of work and a setup, with the reason in prose that holds no figure:
 * {@code {hours}} stands where a person's hours go.
 *
 * @param change id of the change
 */
public record Suggestion(String change, String reason) {}
