package com.orgscope.usage;

import com.orgscope.kernel.AppId;

/**
 * Two applications and how many people use both in a window.
 *
 * @param people who use both
 * @param appPeople who use {@code app}
 * @param besidePeople who use {@code beside}
 * @param lift how many times likelier users of one use the other than anybody does; 1 is chance
 */
record CoUse(
    AppId app, AppId beside, long people, long appPeople, long besidePeople, double lift) {}
