package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who reports to whom. Circles are found by walking up from everybody once. */
final class ReportingLines {
  private final Map<PersonKey, PersonKey> managers = new HashMap<>();

  void put(PersonKey person, @Nullable PersonKey manager) {
    if (manager == null) {
      managers.remove(person);
    } else {
      managers.put(person, manager);
    }
  }

  /** Each circle as the people in it, everybody once. */
  List<List<PersonKey>> circles(Iterable<PersonKey> from) {
    List<List<PersonKey>> circles = new ArrayList<>();
    Set<PersonKey> done = new HashSet<>();
    for (PersonKey start : from) {
      List<PersonKey> way = new ArrayList<>();
      Map<PersonKey, Integer> step = new HashMap<>();
      PersonKey at = start;
      while (at != null && !done.contains(at) && !step.containsKey(at)) {
        step.put(at, way.size());
        way.add(at);
        at = managers.get(at);
      }
      if (at != null && step.containsKey(at)) {
        circles.add(List.copyOf(way.subList(step.get(at), way.size())));
      }
      done.addAll(way);
    }
    return circles;
  }
}
