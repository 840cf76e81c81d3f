/** The event log as a topic of Kafka. */
@NullMarked
package com.orgscope.eventlog.kafka;

import org.jspecify.annotations.NullMarked;
