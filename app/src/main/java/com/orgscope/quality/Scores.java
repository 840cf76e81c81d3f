package com.orgscope.quality;

import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Wilson;
import com.orgscope.quality.EvaluationReport.ByCategory;
import com.orgscope.quality.EvaluationReport.Confusion;
import com.orgscope.quality.EvaluationReport.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts person by person what an evaluation reports. */
final class Scores {
  private final TreeMap<String, TreeMap<String, Integer>> confusion = new TreeMap<>();
  private final CalibrationError calibration = new CalibrationError();
  private int people;
  private int decided;
  private int right;
  private int uncertain;
  private int notEnoughData;
  private int hybrids;
  private int hybridsFound;
  private final Map<String, Integer> models = new TreeMap<>();
  private final Map<String, Integer> prompts = new TreeMap<>();

  /**
   * @param judgment null for somebody of whom nothing was said, which counts as too little data
   */
  void add(String truth, @Nullable String second, @Nullable Judgment judgment) {
    people++;
    if (judgment != null) {
      models.merge(judgment.origin().model(), 1, Integer::sum);
      if (judgment.origin().prompt() instanceof String prompt) {
        prompts.merge(prompt, 1, Integer::sum);
      }
    }
    Status status = judgment == null ? Status.NOT_ENOUGH_DATA : judgment.status();
    switch (status) {
      case DECIDED -> decided(truth, judgment);
      case UNCERTAIN, UNDER_REVIEW -> uncertain++;
      // A new hire's label is provisional because the data do not carry a decision yet.
      case NOT_ENOUGH_DATA, PROVISIONAL -> notEnoughData++;
    }
    if (second != null && !second.equals(truth)) {
      hybrids++;
      Set<String> roles =
          judgment == null
              ? Set.of()
              : judgment.roles().stream().map(RoleShare::category).collect(Collectors.toSet());
      hybridsFound += roles.contains(truth) && roles.contains(second) ? 1 : 0;
    }
  }

  private void decided(String truth, @Nullable Judgment judgment) {
    if (judgment == null || judgment.category() == null) {
      throw new IllegalStateException("decided without a category");
    }
    String said = judgment.category();
    decided++;
    right += said.equals(truth) ? 1 : 0;
    calibration.add(judgment.confidence(), said.equals(truth));
    confusion.computeIfAbsent(truth, t -> new TreeMap<>()).merge(said, 1, Integer::sum);
  }

  EvaluationReport report(
      GroundTruth truth, String run, String industry, @Nullable Evaluated before) {
    List<Confusion> cells = new ArrayList<>();
    confusion.forEach((is, row) -> row.forEach((said, n) -> cells.add(new Confusion(is, said, n))));
    int withData = decided + uncertain;
    return new EvaluationReport(
        people,
        decided,
        uncertain,
        notEnoughData,
        decided == 0 ? null : right / (double) decided,
        decided == 0 ? null : Wilson.interval(right, decided),
        withData == 0 ? null : decided / (double) withData,
        hybrids == 0 ? null : hybridsFound / (double) hybrids,
        decided == 0 ? null : calibration.value(),
        cells,
        truth.unread(),
        hybrids,
        byCategory(cells),
        calibration.reliability(),
        new Subject(truth.source().word(), run, industry, mostFirst(models), mostFirst(prompts)),
        before);
  }

  private static List<String> mostFirst(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<ByCategory> byCategory(List<Confusion> cells) {
    Set<String> names = new TreeSet<>();
    cells.forEach(cell -> {
      names.add(cell.truth());
      names.add(cell.said());
    });
    return names.stream().map(name -> byCategory(name, cells)).toList();
  }

  private static ByCategory byCategory(String name, List<Confusion> cells) {
    int are = 0;
    int said = 0;
    int right = 0;
    for (Confusion cell : cells) {
      boolean is = cell.truth().equals(name);
      boolean was = cell.said().equals(name);
      are += is ? cell.people() : 0;
      said += was ? cell.people() : 0;
      right += is && was ? cell.people() : 0;
    }
    return new ByCategory(
        name,
        are,
        said,
        right,
        said == 0 ? null : right / (double) said,
        said == 0 ? null : Wilson.interval(right, said),
        are == 0 ? null : right / (double) are,
        are == 0 ? null : Wilson.interval(right, are));
  }
}
