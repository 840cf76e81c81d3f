/** Google Workspace's activity reports, read again and again by windows. */
@NullMarked
package com.orgscope.sources.google;

import org.jspecify.annotations.NullMarked;
