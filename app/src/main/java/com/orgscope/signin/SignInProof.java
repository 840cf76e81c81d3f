package com.orgscope.signin;

import com.orgscope.kernel.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who proved who they are, and by what.
 *
 * @param caller in the role they begin with
 * @param why for the log: what let them in
 * @param groups of the identity provider that gave them roles
 * @param provider what the identity provider calls them; null for the other ways
 */
public record SignInProof(
    Way way, Caller caller, String why, List<String> groups, @Nullable ProviderSession provider) {

  public SignInProof {
    groups = List.copyOf(groups);
  }

  /** By a way that has no identity provider. */
  public static SignInProof of(Way way, Caller caller, String why) {
    return new SignInProof(way, caller, why, List.of(), null);
  }
}
