package com.orgscope.quality;

import java.util.List;
import java.util.function.Function;

/**
 * Learns from people whose work is known to tell that of others. The same people, the same answer.
 */
@FunctionalInterface
interface Learner {
  /**
   * @param examples of at least two categories
   * @return the likeliest category of somebody
   */
  Function<Example, String> learn(List<Example> examples);
}
