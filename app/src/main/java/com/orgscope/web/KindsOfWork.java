package com.orgscope.web;

import com.orgscope.quality.Evaluated;
import com.orgscope.quality.GroundTruth;
import com.orgscope.web.CeoPage.Lamp;
import com.orgscope.web.CeoPage.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far IT/Security may trust the kinds of work of a release: who decided them and how many were
 * right. Both follow exact facts of single people, so nobody else is told.
 *
 * @param run of the latest release
 * @param models behind its kinds of work
 * @param k fewer labelled people than this say nothing
 * @param evaluated what the last comparison with labels found; null if there was none
 */
record KindsOfWork(
    String run,
    List<String> models,
    int k,
    Instant now,
    ZoneId zone,
    @Nullable Evaluated evaluated) {
  /** A comparison older than this says little. */
  static final Duration RECENT = Duration.ofDays(90);

  /** What percent of the people categories are promised to be right for. */
  private static final int ACCURATE = 80;

  KindsOfWork {
    models = List.copyOf(models);
  }

  List<Lamp> lamps() {
    return List.of(model(), accuracy());
  }

  private Lamp model() {
    return models.isEmpty()
        ? new Lamp(State.WATCH, "Model", "decided nobody", "So there is no model to name.")
        : new Lamp(
            State.GOOD,
            "Model",
            String.join(", ", models),
            "It decided the kinds of work; people it is unsure of are in Not yet known, or in Other where they are few.");
  }

  private Lamp accuracy() {
    Evaluated found = evaluated;
    if (found == null) {
      return new Lamp(
          State.UNKNOWN,
          "Accuracy",
          "not measured",
          "To know it, IT compares the categories with labels that people gave (./orgscope evaluate).");
    }
    Evaluated.Accuracy accuracy = found.accuracy();
    String when =
        "Compared with %s on %s"
            .formatted(
                found.source() == GroundTruth.Source.LABELS ? "labels" : "job titles",
                Formats.moment(found.at(), zone));
    if (accuracy == null || found.categorized() < k) {
      return new Lamp(
          State.WATCH,
          "Accuracy",
          "measured on too few",
          "%s, but fewer than %d of the people known had a decided category.".formatted(when, k));
    }
    boolean old = Duration.between(found.at(), now).compareTo(RECENT) > 0;
    int percent = Formats.wholePercent(accuracy.share());
    boolean good = percent > ACCURATE;
    String share = percent + " %";
    String age = old ? ", measured long ago" : "";
    return new Lamp(
        good && !old ? State.GOOD : State.WATCH,
        "Accuracy",
        share + (good ? age : ", too low"),
        "%s%s: %s to %s of the people known are in the right kind of work. The promise is more than %d %%."
            .formatted(
                when,
                run.equals(found.run()) ? "" : ", for another run than this release's",
                Formats.percent(accuracy.low()),
                Formats.percent(accuracy.high()),
                ACCURATE));
  }
}
