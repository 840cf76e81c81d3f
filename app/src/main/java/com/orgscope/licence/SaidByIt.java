package com.orgscope.licence;

import org.jspecify.annotations.Nullable;

/**
 * What IT said of an application.
 *
 * @param silence days; whoever was away for longer uses it no more. Null unless sign-ins show it
 */
record SaidByIt(Visibility shows, @Nullable Integer silence) {}
