package com.orgscope.access;

import com.orgscope.kernel.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What was proposed for a company and waits for signatures. The documents themselves are files that
 * are passed around, so who signed one so far is not known here.
 */
@Component
public final class Proposals {
  private final Access access;
  private final ProposalStore store;
  private final InstantSource clock;

  Proposals(Access access, ProposalStore store, InstantSource clock) {
    this.access = access;
    this.store = store;
    this.clock = clock;
  }

  /**
   * One that waits.
   *
   * @param what its kind, in words
   * @param change from what to what
   * @param council whether one of those who speak for the people has to sign it
   */
  public record Waiting(
      String what, String change, String reason, boolean council, Instant made, Instant expires) {}

  /** For whoever proposed it for a company. */
  public void note(Caller caller, SignedDocument proposed, boolean council) {
    OperatorDocument document = proposed.document();
    store.add(
        caller,
        document.nonce(),
        new Waiting(
            what(document),
            document.change(),
            document.reason(),
            council,
            document.made(),
            document.expires()));
  }

  private static String what(OperatorDocument document) {
    if (document.what() == OperatorDocument.Kind.WIDENING) {
      return document.subject();
    }
    String kind = document.what().words();
    return document.subject().equals(document.tenant()) ? kind : kind + " " + document.subject();
  }

  /** It waits no more. */
  public void applied(Caller caller, SignedDocument signed) {
    store.applied(caller, signed.document().nonce(), clock.instant());
  }

  /** Of the caller's company, the oldest first. */
  public List<Waiting> waiting(Caller caller) {
    access.admit(caller, Action.PROMISES);
    return store.waiting(caller, clock.instant());
  }
}
