/**
 * Webhooks: what providers push is durable in the event log before they are answered.
 *
 * <p>A push is quick and may be lost on its way; the pollers miss nothing. So it is taken as it
 * comes, never read here, and refused with a time to try again when the log is full.
 */
@NullMarked
package com.orgscope.sources.webhook;

import org.jspecify.annotations.NullMarked;
