package com.orgscope.insight;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.OperatorDocument;
import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.Operators;
import com.orgscope.access.SignedDocument;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * A withdrawn release's period, drawn once more: by two persons, at the full charge, and never a
 * third time.
 */
@Service
public class Redraws {
  private final Releases releases;
  private final PublishedReleases published;
  private final Operators operators;
  private final Access access;
  private final InstantSource clock;

  Redraws(
      Releases releases,
      PublishedReleases published,
      Operators operators,
      Access access,
      InstantSource clock) {
    this.releases = releases;
    this.published = published;
    this.operators = operators;
    this.access = access;
    this.clock = clock;
  }

  /**
   * A document that two persons sign.
   *
   * @param id the withdrawn release's name
   * @throws Failure for the operator, if its period cannot be drawn once more
   */
  public SignedDocument propose(Caller caller, String id, String reason) {
    allow(caller, "propose to draw " + id + " once more");
    return operators.propose(
        Kind.REDRAW,
        caller.tenant().value(),
        id,
        change(redrawable(caller, id).replaced(), reason));
  }

  /**
   * Draws what a signed document names.
   *
   * @throws Failure for the operator, if the document does not count
   */
  public Publication redraw(Caller caller, SignedDocument signed) {
    OperatorDocument document = signed.document();
    allow(caller, "draw " + document.subject() + " once more");
    return published.alone(
        caller,
        () -> {
          Optional<Publication.Withheld> fault = published.settle(caller);
          return fault.isPresent() ? fault.get() : draw(caller, signed);
        });
  }

  private Publication draw(Caller caller, SignedDocument signed) {
    OperatorDocument document = signed.document();
    // Who was killed after it was applied goes on; it was looked at then.
    boolean begun = operators.applied(Kind.REDRAW, signed);
    if (!begun) {
      var unused = operators.requireSigned(Kind.REDRAW, signed);
    }
    if (!document.tenant().equals(caller.tenant().value())) {
      throw Failure.operator(
          "the document is for %s, not for %s".formatted(document.tenant(), caller.tenant()));
    }
    Withdrawn withdrawn = redrawable(caller, document.subject());
    Operators.Change change = change(withdrawn.replaced(), document.reason());
    if (!document.before().equals(change.before()) || !document.after().equals(change.after())) {
      throw Failure.operator(
          "the document does not say what release %s was withdrawn for: have a new one proposed"
              .formatted(document.subject()));
    }
    return releases.drawAgain(
        caller,
        withdrawn,
        () -> {
          if (!begun) {
            operators.apply(List.of(caller), Kind.REDRAW, signed);
          }
        });
  }

  /**
   * A release that is shown no more.
   *
   * @param replaced its name, and why it was withdrawn
   */
  record Withdrawn(Release release, Release.Replaced replaced) {}

  private Withdrawn redrawable(Caller caller, String id) {
    Release release =
        published
            .named(caller, id)
            .orElseThrow(() ->
                Failure.withRemedy(
                    "there is no release '" + id + "'", new Remedy.LastRelease(caller.tenant())));
    String reason =
        published
            .withdrawn(caller, id)
            .orElseThrow(() ->
                Failure.operator(
                    "release %s is not withdrawn: only a withdrawn one is drawn once more"
                        .formatted(id)));
    published
        .replacing(caller, id)
        .ifPresent(again -> {
          throw Failure.operator(
              "release %s was drawn once more already, as %s: nothing is drawn a third time"
                  .formatted(id, again));
        });
    if (release.replaces() != null) {
      throw Failure.operator(
          "release %s was itself drawn in the place of %s: nothing is drawn a third time"
              .formatted(id, release.replaces().release()));
    }
    if (!release.standsAt(clock.instant())
        || published.lastDrawn(caller).filter(last -> last.id().equals(id)).isEmpty()) {
      throw Failure.withRemedy(
          "the period of release %s is over: the next one is published as always".formatted(id),
          new Remedy.Night(caller.tenant(), null));
    }
    return new Withdrawn(release, new Release.Replaced(id, reason));
  }

  private static Operators.Change change(Release.Replaced replaced, String reason) {
    return new Operators.Change(
        Map.of("release", "withdrawn: " + replaced.reason()),
        Map.of("release", "drawn once more at the full charge"),
        reason);
  }

  private void allow(Caller caller, String what) {
    access.require(caller, Action.RUN_WORK, "release: " + what);
  }
}
