/** The event log as rows of PostgreSQL: nothing to run beside Orgscope. */
@NullMarked
package com.orgscope.eventlog.postgres;

import org.jspecify.annotations.NullMarked;
