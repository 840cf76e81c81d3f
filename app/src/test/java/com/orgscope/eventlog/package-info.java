/** What every kind of event log must do, and what is common to them. */
@NullMarked
package com.orgscope.eventlog;

import org.jspecify.annotations.NullMarked;
