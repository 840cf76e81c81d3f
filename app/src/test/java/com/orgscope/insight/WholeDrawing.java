package com.orgscope.insight;

import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacySettings;
import java.util.List;

/** All that the first release of a quarter draws. */
record WholeDrawing(Drawing.Drawn grid, List<UseShare> use, QuarterCells quarter) {

  static WholeDrawing of(
      Census census,
      PrivacySettings privacy,
      Noise noise,
      List<Assumption> assumptions,
      InsightSettings shape) {
    ReleaseEpsilons epsilons = ReleaseEpsilons.of(privacy, shape.releasePeriod(), census, true);
    Drawing.Drawn grid = new Drawing(census, privacy, epsilons, noise, assumptions, shape).draw();
    DeclaredDrawing declared = new DeclaredDrawing(census, epsilons, noise, shape);
    List<UseShare> use = declared.use();
    Levels levels = grid.levels();
    return new WholeDrawing(
        grid, use, declared.quarter(new Quarter("2026-Q4", true, null, null), levels));
  }
}
