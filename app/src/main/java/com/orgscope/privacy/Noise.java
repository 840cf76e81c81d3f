package com.orgscope.privacy;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Where noise comes from: the operating system's randomness, or a test's. */
@Component
public final class Noise {
  private final RandomGenerator random;

  @Autowired
  Noise() {
    this(new SecureRandom());
  }

  /** For tests that must see the same noise twice. */
  public Noise(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param sensitivity by how much one person can change the counted number at most, in its units
   */
  public DiscreteLaplace laplace(Epsilon epsilon, long sensitivity) {
    return new DiscreteLaplace(epsilon, sensitivity, random);
  }
}
