package com.orgscope.usage;

import java.util.List;

/**
 * What applications are for, as people would name it ("Source control"): one row of {@code
 * functions.tsv}.
 *
 * @param id short, lower-case, for ever
 * @param words plain words that its applications and in-house names use
 */
public record WorkFunction(String id, String name, List<String> words) {}
