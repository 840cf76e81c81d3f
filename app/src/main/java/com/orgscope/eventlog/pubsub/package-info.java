/** The event log as topics of Google Pub/Sub. */
@NullMarked
package com.orgscope.eventlog.pubsub;

import org.jspecify.annotations.NullMarked;
