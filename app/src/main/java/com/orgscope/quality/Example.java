package com.orgscope.quality;

import com.orgscope.usage.AppUse;
import com.orgscope.usage.PersonUsage;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody whose work is known, as methods that learn see them.
 *
 * @param features by name, from 0 to 1
 */
record Example(String category, Map<String, Double> features) {

  /**
   * Square roots of the shares of active use, of applications and of what these are for, and
   * whether somebody reports to the person: what the other methods are told.
   */
  static Example of(String category, PersonUsage usage, boolean hasReports) {
    Map<String, Double> shares = new TreeMap<>();
    for (AppUse use : usage.apps()) {
      shares.merge("app " + use.app().id().value(), use.share(), Double::sum);
      use.app()
          .function()
          .ifPresent(id -> shares.merge("function " + id, use.share(), Double::sum));
    }
    shares.replaceAll((name, share) -> Math.sqrt(share));
    shares.put("somebody reports", hasReports ? 1.0 : 0.0);
    return new Example(category, shares);
  }

  String[] names() {
    return features.keySet().toArray(String[]::new);
  }

  double[] values() {
    return features.values().stream().mapToDouble(value -> value).toArray();
  }
}
