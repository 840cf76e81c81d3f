package com.orgscope.usage;

import java.util.List;

/**
 * What applications are for, as people would name it ("Source control"): one row of {@code
 * functions.tsv}.
 *
 * @param id short, lower-case, for ever
 * @param words plain words that its applications and in-house names use
 */
public record WorkFunction(String id, String name, List<String> words) {

  /** The name of a function; the id itself where a tenant's own list has one that is not known. */
  public static String nameOf(String id) {
    WorkFunction known = KnownApplications.instance().function(id);
    return known == null ? id : known.name();
  }
}
