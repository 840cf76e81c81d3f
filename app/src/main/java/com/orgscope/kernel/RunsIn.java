package com.orgscope.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a driver (a controller, a poller, a schedule) with the parts of a deployment that start it.
 * Every other bean exists everywhere.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RunsIn {
  Part[] value();

  /** The parts one artifact can play. */
  enum Part {
    WEB,
    INGEST,
    WORKER
  }
}
