package com.orgscope.replay;

import com.orgscope.kernel.AppId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A changed policy as it is applied, each of its parts by {@link ChangedPolicy}.
 *
 * @param idle how long a sign-in lasts without a visit
 * @param bundle by the names of today
 * @param bundleLength how long what was passed counts for a bundle
 */
record Rules(
    @Nullable Duration sessionLength,
    @Nullable Duration idle,
    @Nullable Duration rememberDevices,
    boolean factorOnRisk,
    Set<AppId> bundle,
    Duration bundleLength) {
  Rules {
    bundle = Set.copyOf(bundle);
  }
}
