package com.orgscope.sources;

import java.time.Duration;

/**
 * How often a provider may be asked for one tenant. Questions are spaced evenly: a burst allowed at
 * the end of one window and the beginning of the next would be twice what the provider counts.
 */
public record Pace(int questions, Duration per) {
  Duration between() {
    return per.dividedBy(questions);
  }
}
