/**
 * Where bytes wait on their way to the lake: whoever sends is answered when they are durable.
 *
 * <p>It knows nothing of what the bytes are. PostgreSQL, Kafka or Pub/Sub is behind it; a full log
 * refuses, in order to keep what it has.
 */
@ApplicationModule(
    displayName = "Event log",
    allowedDependencies = {"kernel", "state"})
@NullMarked
package com.orgscope.eventlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
