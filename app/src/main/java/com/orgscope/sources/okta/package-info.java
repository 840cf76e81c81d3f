/** Okta's System Log, polled by its own links. */
@NullMarked
package com.orgscope.sources.okta;

import org.jspecify.annotations.NullMarked;
