/** Okta's System Log: what its events are and which of them are visits. */
@NullMarked
package com.orgscope.ingest.okta;

import org.jspecify.annotations.NullMarked;
