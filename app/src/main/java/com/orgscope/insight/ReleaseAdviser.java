package com.orgscope.insight;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Chooses the one change that a release names; it is told published figures and nothing else. */
public interface ReleaseAdviser {
  /**
   * @param assumed the company's assumptions
   * @param friction what a category, or {@link Release#EVERYONE}, loses by the published groups
   * @param byCategory causes by the categories that are shown
   * @param all causes of everybody together
   * @return empty if nothing stands clear of the noise
   */
  Optional<ReleaseSaving> best(
      List<Assumption> assumed,
      Function<String, Figure> friction,
      List<Release.CauseCell> byCategory,
      List<Release.CauseCell> all);
}
