package com.orgscope.demo;

import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated company's provider asks of whoever signs in, from the first day of the window
 * on.
 *
 * @param sessionLife how long a sign-in lasts; null where it ends after two hours without a visit
 * @param rememberDevices how long a device that passed a factor is not asked again; null for never
 * @param factorOnRisk whether a factor is asked only on a network new to the person
 * @param bundle labels of applications that ask for no factor while the one that was passed last is
 *     younger than {@code bundleLife}
 * @param signedOut share of long pauses before which people sign out
 * @param roaming share of sessions on a network that is neither the office's nor at home
 */
public record SignInPolicy(
    @Nullable Duration sessionLife,
    @Nullable Duration rememberDevices,
    boolean factorOnRisk,
    Bundle bundle,
    double signedOut,
    double roaming) {

  /** Applications that share one sign-in, and for how long. */
  public record Bundle(Set<String> labels, Duration life) {
    public static final Bundle NONE = new Bundle(Set.of(), Duration.ofHours(8));

    public Bundle {
      labels = Set.copyOf(labels);
    }
  }

  /** What every simulated company has unless something else is said. */
  public static final SignInPolicy USUAL =
      new SignInPolicy(null, null, false, Bundle.NONE, 0.25, 0);

  public SignInPolicy {
    if (!(signedOut >= 0 && signedOut <= 1 && roaming >= 0 && roaming <= 1)) {
      throw Failure.operator("The signed-out and the roaming share lie between 0 and 1");
    }
    for (Duration life :
        Stream.of(sessionLife, rememberDevices).filter(Objects::nonNull).toList()) {
      if (life.compareTo(Duration.ofMinutes(1)) < 0) {
        throw Failure.operator("What a simulated policy asks once lasts a minute or longer");
      }
    }
  }

  public SignInPolicy withSessionLife(Duration life) {
    return new SignInPolicy(life, rememberDevices, factorOnRisk, bundle, signedOut, roaming);
  }

  public SignInPolicy rememberingDevices(Duration life) {
    return new SignInPolicy(sessionLife, life, factorOnRisk, bundle, signedOut, roaming);
  }

  public SignInPolicy askingOnRisk() {
    return new SignInPolicy(sessionLife, rememberDevices, true, bundle, signedOut, roaming);
  }

  public SignInPolicy withBundle(Set<String> labels, Duration life) {
    Bundle shared = new Bundle(labels, life);
    return new SignInPolicy(sessionLife, rememberDevices, factorOnRisk, shared, signedOut, roaming);
  }

  /** Whether a day can be lived without knowing the days before it. */
  boolean forgetsOvernight() {
    return sessionLife == null
        && rememberDevices == null
        && !factorOnRisk
        && bundle.labels().isEmpty();
  }
}
