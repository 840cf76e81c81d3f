package com.orgscope.web;

import com.orgscope.insight.Release;
import com.orgscope.web.CeoPage.Lamp;
import com.orgscope.web.CeoPage.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The five reasons to trust a release or not, in words. */
final class TrustStrip {
  /** Data this much older than its release is worth a look. */
  private static final Duration FRESH = Duration.ofDays(3);

  private final Instant now;
  private final ZoneId zone;

  TrustStrip(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  List<Lamp> lamps(Release release) {
    return List.of(
        data(release), published(release), models(release), accuracy(), privacy(release));
  }

  private Lamp data(Release release) {
    Instant end = release.window().until().atStartOfDay(ZoneOffset.UTC).toInstant();
    Duration behind = Duration.between(end, release.publishedAt());
    boolean fresh = behind.compareTo(FRESH) <= 0;
    return new Lamp(
        fresh ? State.GOOD : State.WATCH,
        "Data",
        fresh ? "fresh when published" : "old when published",
        "Sign-ins of %s to %s, now %s."
            .formatted(
                Formats.day(release.window().from()),
                Formats.day(release.window().lastDay()),
                Formats.age(Duration.between(end, now))));
  }

  private Lamp published(Release release) {
    boolean late = now.isAfter(release.dueAt());
    return new Lamp(
        late ? State.WATCH : State.GOOD,
        "Release",
        late ? "overdue" : "on time",
        "%s, published %s; the next is due on %s."
            .formatted(
                release.id(),
                Formats.moment(release.publishedAt(), zone),
                Formats.day(release.dueAt().atZone(zone).toLocalDate())));
  }

  private static Lamp models(Release release) {
    return release.models().isEmpty()
        ? new Lamp(State.UNKNOWN, "Model", "not recorded", "This run did not say who judged.")
        : new Lamp(
            State.GOOD,
            "Model",
            String.join(", ", release.models()),
            "It decided the kinds of work; people it is unsure of are in Not yet known.");
  }

  private static Lamp accuracy() {
    return new Lamp(
        State.UNKNOWN,
        "Accuracy",
        "not measured here",
        "To know it, IT compares the categories with labels that people gave (./orgscope evaluate).");
  }

  private static Lamp privacy(Release release) {
    return new Lamp(
        State.GOOD,
        "Privacy",
        "ε %s, k %d".formatted(release.epsilon().toPlainString(), release.k()),
        ("Noise was drawn once and cannot be averaged away. A shown group has at least %d people,"
                + " but for a chance of %s in this release.")
            .formatted(release.k(), Formats.plain(release.delta())));
  }
}
