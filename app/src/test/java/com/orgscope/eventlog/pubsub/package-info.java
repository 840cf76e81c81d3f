/** The log in Pub/Sub: Google's own client, on a double that speaks the wire protocol. */
@NullMarked
package com.orgscope.eventlog.pubsub;

import org.jspecify.annotations.NullMarked;
