/** Google Workspace's activity reports: what its events are and which of them are visits. */
@NullMarked
package com.orgscope.ingest.google;

import org.jspecify.annotations.NullMarked;
