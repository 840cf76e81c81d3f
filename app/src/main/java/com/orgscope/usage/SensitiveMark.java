package com.orgscope.usage;

/**
 * IT's own word on whether an application is sensitive.
 *
 * @param label as it was typed
 * @param withheld false lets in what the list of names would withhold
 */
public record SensitiveMark(String label, boolean withheld) {}
