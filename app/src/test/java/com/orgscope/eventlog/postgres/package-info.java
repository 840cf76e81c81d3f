/** The log in PostgreSQL, on a real server. */
@NullMarked
package com.orgscope.eventlog.postgres;

import org.jspecify.annotations.NullMarked;
