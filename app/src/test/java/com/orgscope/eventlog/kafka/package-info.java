/** The log in Kafka, on a real broker. */
@NullMarked
package com.orgscope.eventlog.kafka;

import org.jspecify.annotations.NullMarked;
