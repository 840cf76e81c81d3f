package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of signing in is looked at.
 *
 * @param apps canonical; empty for all, and for what led to no application
 * @param failures whether what began with a failure counts
 * @param challenges whether what began with a challenge counts
 */
public record SignInPart(Set<AppId> apps, boolean failures, boolean challenges) {
  public static final SignInPart WHOLE = new SignInPart(Set.of(), true, true);

  public SignInPart {
    apps = Set.copyOf(apps);
    if (!failures && !challenges) {
      throw new IllegalArgumentException("neither failures nor challenges");
    }
  }

  /** Whether both count something that is the same. */
  public boolean meets(SignInPart other) {
    boolean sameCause = (failures && other.failures) || (challenges && other.challenges);
    boolean sameApp =
        apps.isEmpty() || other.apps.isEmpty() || apps.stream().anyMatch(other.apps::contains);
    return sameCause && sameApp;
  }

  boolean isOf(@Nullable AppId app) {
    return apps.isEmpty() || (app != null && apps.contains(app));
  }
}
