package com.orgscope.insight;

import java.util.List;
import java.util.function.Function;

/** Says which changes a release may name; it is told published figures and nothing else. */
public interface ReleaseAdviser {
  /**
   * @param assumed the company's assumptions
   * @param friction what a category, or {@link Release#EVERYONE}, loses by the published groups
   * @param byCategory causes by the categories that are shown
   * @param all causes of everybody together
   * @return what saves most first; of everybody only where nothing of a category stands clear of
   *     the noise, and empty if nothing does at all
   */
  List<ReleaseSaving> ranked(
      List<Assumption> assumed,
      Function<String, Figure> friction,
      List<Release.CauseCell> byCategory,
      List<Release.CauseCell> all);
}
