package com.orgscope.ingest;

import java.time.InstantSource;

/** Tells events as the application does, without Spring. */
public final class TestIdentity {
  private TestIdentity() {}

  public static EventIdentity at(InstantSource clock) {
    return new EventIdentity(Plugins.formats(), IngestSettings.defaults(), clock);
  }
}
