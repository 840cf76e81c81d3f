package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import com.orgscope.lake.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * In which hours each provider's log holds anything.
 *
 * @param people by provider, how many people each hour of the clock (UTC) with an event shows
 * @param shownBy by application, the providers in whose log anything of it succeeded
 */
public record LoggedHours(
    Map<Source, SortedMap<Instant, Integer>> people, Map<AppId, Set<Source>> shownBy) {
  public LoggedHours {
    people = Map.copyOf(people);
    shownBy = Map.copyOf(shownBy);
  }

  /** The stretches that the log of a provider which shows this application lacks, in order. */
  public List<HourGaps.Stretch> lacking(AppId application) {
    Set<Source> sources = shownBy.getOrDefault(application, Set.of());
    Instant end =
        people.values().stream()
            .map(SortedMap::lastKey)
            .max(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    List<HourGaps.Stretch> stretches = new ArrayList<>();
    for (Source source : sources) {
      SortedMap<Instant, Integer> hours = people.get(source);
      if (hours != null) {
        // People may have gone over to another provider that shows it too.
        stretches.addAll(
            HourGaps.of(hours, others(source), sources.size() == 1 ? end : hours.lastKey()));
      }
    }
    stretches.sort(Comparator.comparing(HourGaps.Stretch::from));
    return stretches;
  }

  private List<SortedMap<Instant, Integer>> others(Source source) {
    return people.entrySet().stream()
        .filter(other -> other.getKey() != source)
        .map(Map.Entry::getValue)
        .toList();
  }
}
