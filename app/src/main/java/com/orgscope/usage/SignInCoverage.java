package com.orgscope.usage;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.IdentityResolution;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How much of what signing in took the log can tell, for operations: where it cannot, a sourced
 * range stands in. It follows the exact log, so that nobody else is told.
 */
@Component
public final class SignInCoverage {
  private static final NamedQuery COVERAGE = new NamedQuery(SignInCoverage.class, "coverage");

  private final Lake lake;
  private final Access access;
  private final IdentityResolution resolution;
  private final KeptAnswers<List<OfProvider>> answers;

  SignInCoverage(Lake lake, Access access, IdentityResolution resolution) {
    this.lake = lake;
    this.access = access;
    this.resolution = resolution;
    this.answers = new KeptAnswers<>(lake, this::ask);
  }

  /**
   * Of the ways in at one provider on which people were asked for something or failed.
   *
   * @param source null for days on which somebody met several providers
   * @param measured episodes of which the log holds beginning and end
   * @param unmeasured those of which it holds the answer alone
   * @param abandoned those that nothing ended, which took no time
   * @param seconds of what is measured
   */
  public record OfProvider(
      @Nullable String source, long measured, long unmeasured, long abandoned, long seconds) {
    /** From 0 to 1, of the episodes that ended; null where none did. */
    public @Nullable Double share() {
      long ended = measured + unmeasured;
      return ended == 0 ? null : (double) measured / ended;
    }
  }

  /**
   * Of the days that are rolled up, in the order of the providers' names.
   *
   * @throws Failure for the operator, if the caller does not run the installation
   */
  public List<OfProvider> byProvider(Caller caller, TimeWindow window) {
    access.require(caller, Action.OPERATIONS, "how much of signing in is measured");
    return answers.of(caller.tenant(), window, KeyOwners.of(resolution.periods(caller.tenant())));
  }

  private List<OfProvider> ask(KeptAnswers.Asked asked) {
    return List.copyOf(
        lake.ask(
            COVERAGE,
            Scope.everybody(asked.tenant()),
            asked.window(),
            asked.owners().parameters(),
            row ->
                new OfProvider(
                    row.getStringOrNull("source"),
                    row.getLong("measured"),
                    row.getLong("unmeasured"),
                    row.getLong("abandoned"),
                    row.getLong("seconds"))));
  }
}
