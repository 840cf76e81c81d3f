package com.orgscope.licence;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What IT said of an application.
 *
 * @param silence days; whoever was away for longer uses it no more. Null unless sign-ins show it
 * @param logFrom the first day of the log when it was said, or the first after hours that it then
 *     lacked; null if it had none
 */
record SaidByIt(Visibility shows, @Nullable Integer silence, @Nullable LocalDate logFrom) {}
