/** Tests of webhooks. */
@NullMarked
package com.orgscope.sources.webhook;

import org.jspecify.annotations.NullMarked;
