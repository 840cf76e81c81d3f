package com.orgscope.cli;

import com.orgscope.access.LookReason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Why a command shows named people. Scripts that were there before say nothing, and the log and the
 * people read so.
 */
final class Why {
  @Option(
      names = "--purpose",
      paramLabel = "P",
      description = {
        "Why: security-incident, access-review, licence-question, own-request or correction; the",
        "person reads it. Where several people are named it must be said (but by category, for",
        "scripts); of one person the default is: the command line, no purpose said."
      })
  private @Nullable String purpose;

  @Option(
      names = "--reference",
      paramLabel = "R",
      description = "The number of the ticket, with --purpose; the person reads it.")
  private @Nullable String reference;

  /**
   * Why several people are named at once, which nothing but the commands that scripts outside call
   * does unasked.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if none is said or it is none of the list
   */
  LookReason ofSeveral() {
    return LookReason.of(purpose, reference, "");
  }

  /**
   * @param login of whom it is about; empty if of several
   * @throws com.orgscope.kernel.Failure for the operator, if it is no purpose of the list or no
   *     reference
   */
  LookReason about(String login) {
    return purpose == null && reference == null
        ? LookReason.ofCommandLine()
        : LookReason.of(purpose, reference, login);
  }
}
