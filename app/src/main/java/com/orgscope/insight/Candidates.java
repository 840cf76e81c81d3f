package com.orgscope.insight;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Shows IT what a release would be drawn from, before it is; every look is recorded. */
@Service
public class Candidates {
  private final Censuses censuses;
  private final Access access;
  private final Assumptions assumptions;
  private final PublishedReleases releases;
  private final ReleaseDraws draws;

  Candidates(
      Censuses censuses,
      Access access,
      Assumptions assumptions,
      PublishedReleases releases,
      ReleaseDraws draws) {
    this.censuses = censuses;
    this.access = access;
    this.assumptions = assumptions;
    this.releases = releases;
    this.draws = draws;
  }

  /**
   * Of now; empty as long as nothing is categorized.
   *
   * @throws Failure for the operator, if the caller may not start work
   */
  public Optional<Candidate> find(Caller caller) {
    access.require(caller, Action.RUN_WORK, "release: see the exact figures of a candidate");
    return censuses
        .take(caller, assumptions.named(caller), lastDay -> releases.quarter(caller, lastDay))
        .map(census ->
            draws.candidate(
                caller.tenant(), census, releases.quarter(caller, census.window().lastDay())));
  }

  /**
   * Of now.
   *
   * @throws Failure for the operator, if the caller may not start work, or nothing is categorized
   */
  public Candidate of(Caller caller) {
    return find(caller)
        .orElseThrow(() ->
            Failure.withRemedy(
                "Nothing is categorized yet", new Remedy.Night(caller.tenant(), null)));
  }
}
