package com.orgscope.insight;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.Objects;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * What is kept of releases goes, where a test writes over a stored one, which the product never
 * does.
 */
public final class TestKeptReleases {
  private TestKeptReleases() {}

  public static void forget(Releases releases) {
    Object kept = field(field(releases, "releases"), "kept");
    ((Cache<?, ?>) field(kept, "releases")).invalidateAll();
    ((Cache<?, ?>) field(kept, "lists")).invalidateAll();
  }

  private static Object field(Object of, String name) {
    return Objects.requireNonNull(ReflectionTestUtils.getField(of, name));
  }
}
