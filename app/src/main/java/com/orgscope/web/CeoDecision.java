package com.orgscope.web;

import com.orgscope.insight.QuarterCells;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.kernel.TimeWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would help most, who decides on it, and what else there is by hours and ease. */
final class CeoDecision {
  private static final int MOST_FURTHER = 6;

  private final Release release;
  private final MoneyFormat money;

  CeoDecision(Release release, MoneyFormat money) {
    this.release = release;
    this.money = money;
  }

  /** Null where nothing is recommended. */
  CeoPage.@Nullable Advice advice(CeoPage.Deciding deciding) {
    ReleaseSaving r = release.recommendation();
    return r == null
        ? null
        : new CeoPage.Advice(
            "%s %s".formatted(r.cause().title(), where(r)),
            r.change(),
            Formats.hours(r.typicalSavedHours()) + " a week",
            Formats.hours(r.savedHours()),
            money.rounded(r.typicalSavedUsd()) + " a year",
            money.rounded(r.savedUsd()),
            ("In the days from %s to %s this took %s a week (%s). It was noised on its own, so it need"
                    + " not add up with the bars above. Nothing is changed until a person decides.")
                .formatted(
                    Formats.day(measured().from()),
                    Formats.day(measured().lastDay()),
                    Formats.hours(r.hoursPerWeek()),
                    Formats.hours(r.hoursInterval())),
            deciding,
            release.assumptions().stream()
                .filter(a -> r.assumptions().contains(a.id()))
                .map(CeoPages::assumed)
                .toList());
  }

  private static String where(ReleaseSaving saving) {
    return saving.category().equals(Release.EVERYONE)
        ? "across the company"
        : "in " + saving.category();
  }

  /** Causes are counted once a quarter, which may be long before the release. */
  private TimeWindow measured() {
    QuarterCells quarter = release.quarter();
    return quarter == null ? release.window() : quarter.window();
  }

  /** Null where there is nothing else. */
  CeoPage.@Nullable Answer further(List<ReleaseSaving> others) {
    if (others.isEmpty()) {
      return null;
    }
    return new CeoPage.Answer(
        "What else would help, most hours first. Some are parts of others, so do not add them up.",
        List.of("What", "May save a week", "May save a year", "What it takes"),
        others.stream()
            .limit(MOST_FURTHER)
            .map(one ->
                List.of(
                    "%s %s: %s".formatted(one.cause().title(), where(one), lower(one.change())),
                    "%s (%s)"
                        .formatted(
                            Formats.hours(one.typicalSavedHours()),
                            Formats.hours(one.savedHours())),
                    "%s (%s)"
                        .formatted(
                            money.rounded(one.typicalSavedUsd()), money.rounded(one.savedUsd())),
                    ease(one)))
            .toList());
  }

  private static String lower(String sentence) {
    boolean initials = sentence.length() > 1 && Character.isUpperCase(sentence.charAt(1));
    return initials ? sentence : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static String ease(ReleaseSaving saving) {
    return saving.cause().isSignIn()
        ? "a setting of your identity provider"
        : "connecting applications";
  }

  /** Said where nothing is recommended. */
  String none(boolean ofUnits) {
    if (ofUnits) {
      return "Nothing is recommended for the company as a whole or for a kind of work of yours in this release.";
    }
    return release.levels() != null && release.quarter() == null
        ? "Hours by cause were withdrawn for this quarter, so there is nothing to recommend until the next."
        : "There is nothing to recommend yet: no single cause stands clear of the noise in this release, or what is asked at a sign-in was changed since it was measured. More people or a longer history would tell.";
  }
}
