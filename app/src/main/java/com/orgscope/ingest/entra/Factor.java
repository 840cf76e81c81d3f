package com.orgscope.ingest.entra;

import com.orgscope.json.ByteTable;
import com.orgscope.json.Json;
import com.orgscope.json.Json.Name;

/**
 * The factor that somebody passed in a sign-in, of its {@code authenticationDetails}: a list of
 * steps that Graph has in its beta version and Event Hubs always. It may be absent, and it comes
 * late: what is told before a person answered holds no such step.
 */
final class Factor {
  private static final Name AT = Name.of("authenticationStepDateTime");
  private static final Name METHOD = Name.of("authenticationMethod");
  private static final Name REQUIREMENT = Name.of("authenticationStepRequirement");
  private static final Name RESULT = Name.of("authenticationStepResultDetail");
  private static final Name SUCCEEDED = Name.of("succeeded");

  /** A factor is required beside the first authentication, in words that Microsoft changed. */
  private static final ByteTable<Boolean> FACTORS =
      new ByteTable<Boolean>(16)
          .with(Name.of("MFA"), true)
          .with(Name.of("Multifactor authentication"), true)
          .with(Name.of("Multi-factor authentication"), true)
          .with(Name.of("multiFactorAuthentication"), true)
          .with(Name.of("Secondary authentication"), true);

  /** Nobody does anything for these: what was proved before is proved still. */
  private static final ByteTable<Boolean> PROVED_BEFORE =
      new ByteTable<Boolean>(16)
          .with(Name.of("Previously satisfied"), true)
          .with(Name.of("Satisfied by token"), true)
          .with(Name.of("Claim in access token"), true);

  private static final String BY_CLAIM = "claim in the token";

  private Factor() {}

  /** When the last factor was passed; {@code NONE} if none was, or nobody had to do anything. */
  static int passedAt(Json json, int details) {
    int passed = Json.NONE;
    for (int step = json.firstOf(details); step < json.endOf(details); step = json.next(step)) {
      passed = isPassed(json, step) ? json.member(step, AT) : passed;
    }
    return passed;
  }

  private static boolean isPassed(Json json, int step) {
    int method = json.member(step, METHOD);
    int requirement = json.member(step, REQUIREMENT);
    return json.isTrue(json.member(step, SUCCEEDED))
        && json.isString(requirement)
        && FACTORS.of(json, requirement) != null
        && json.hasText(method)
        && PROVED_BEFORE.of(json, method) == null
        && !json.endsWith(json.member(step, RESULT), BY_CLAIM);
  }
}
