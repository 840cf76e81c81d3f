package com.orgscope.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.orgscope.access.SignedDocument;
import com.orgscope.insight.Candidate;
import com.orgscope.insight.Candidates;
import com.orgscope.insight.Redraws;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseCell;
import com.orgscope.insight.ReleaseDocument;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.PrivacyLedger;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "release",
    description = {
      "What the CEO sees. --publish draws the noise of a new release, once, and charges the",
      "tenant's privacy budget; the same run again gives the stored numbers."
    })
final class ReleaseCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(names = "--publish", description = "Publishes what the last run found.")
  private boolean publish;

  @Option(
      names = "--candidate",
      description = "Shows IT the exact figures that a release of now would be drawn from.")
  private boolean candidate;

  @Option(
      names = "--withdraw",
      paramLabel = "RELEASE",
      description = "Takes a release from every page; needs --reason. What it cost stays spent.")
  private @Nullable String withdraw;

  @Option(
      names = "--propose-redraw",
      paramLabel = "RELEASE",
      description = {
        "Writes a document by which two persons have a withdrawn release's period drawn once more;",
        "needs --reason and --out."
      })
  private @Nullable String proposeRedraw;

  @Option(
      names = "--redraw",
      paramLabel = "DOCUMENT",
      description = "Draws what a signed document names, once more and at the full charge.")
  private @Nullable Path redraw;

  @Option(names = "--out", paramLabel = "DOCUMENT", description = "Where it is proposed.")
  private @Nullable Path out;

  @Option(
      names = "--reason",
      paramLabel = "R",
      description = "Why it is withdrawn, or drawn again.")
  private @Nullable String reason;

  @Option(names = "--yes", description = "Does not ask, at a terminal either.")
  private boolean yes;

  ReleaseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (candidate) {
      return candidate();
    }
    if (proposeRedraw != null) {
      return proposeRedraw(proposeRedraw);
    }
    if (withdraw != null) {
      return withdraw(withdraw);
    }
    if (reason != null || out != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--reason belongs to --withdraw RELEASE or --propose-redraw RELEASE, --out to the latter");
    }
    if (publish && redraw != null) {
      throw new ParameterException(spec.commandLine(), "--redraw stands without --publish");
    }
    // Before anybody is asked whether to pay.
    SignedDocument signed = redraw == null ? null : SignedDocument.read(redraw);
    Caller caller = session.caller(tenant);
    Releases releases = session.bean(Releases.class);
    PrivacyLedger ledger = session.bean(PrivacyLedger.class);
    if (publish || signed != null) {
      PrivacyLedger.Answer before = ledger.year(caller);
      session.confirm(
          "A new release is paid from this year's privacy budget, of which "
              + left(before)
              + " of "
              + before.budget()
              + " is left.",
          yes);
    }
    Release release = release(caller, releases, signed);
    session.answersAsOf(release.window().lastDay());
    PrivacyLedger.Answer year = ledger.year(caller);
    ReleaseDocument document = releases.document(caller, release);
    session
        .answer()
        .give(
            new Document(document, Budget.of(year)),
            out -> {
              print(release, out);
              ReleaseAnswer.print(document, out);
              out.printf(
                  "Privacy budget of this year: epsilon %s of %s is spent, %s is left.%n",
                  year.spent(), year.budget(), left(year));
            });
    return OrgscopeCommand.DONE;
  }

  private Release release(Caller caller, Releases releases, @Nullable SignedDocument signed) {
    if (signed != null) {
      return session.bean(Redraws.class).redraw(caller, signed).orElseThrow();
    }
    return publish
        ? releases.publish(caller).orElseThrow()
        : releases.latest(caller).orElseThrow(() -> nothingShown(caller, releases));
  }

  private int proposeRedraw(String release) {
    String why = reason;
    Path file = out;
    if (publish || withdraw != null || redraw != null || why == null || file == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--propose-redraw RELEASE needs --reason R and --out DOCUMENT and stands alone");
    }
    return KeysCommand.proposed(
        session, session.bean(Redraws.class).propose(session.caller(tenant), release, why), file);
  }

  /** Says no more than what would be done if it were tried. */
  private Failure nothingShown(Caller caller, Releases releases) {
    return Failure.operator(
        "no release is shown now. "
            + releases
                .refusal(caller)
                .map(held -> WayOut.of(held.reason(), held.remedy()))
                .orElse("To publish one, run orgscope release --tenant " + tenant + " --publish"));
  }

  private int candidate() {
    if (publish
        || withdraw != null
        || proposeRedraw != null
        || redraw != null
        || reason != null
        || out != null) {
      throw new ParameterException(spec.commandLine(), "--candidate stands alone");
    }
    Candidate exact = session.bean(Candidates.class).of(session.caller(tenant));
    session.answersAsOf(exact.asOf());
    session.answer().give(exact, out -> CandidateAnswer.print(exact, session.currency(), out));
    return OrgscopeCommand.DONE;
  }

  private int withdraw(String release) {
    String why = reason;
    if (publish || redraw != null || out != null || why == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--withdraw RELEASE needs --reason R and stands without --publish, --redraw and --out");
    }
    Caller caller = session.caller(tenant);
    Releases releases = session.bean(Releases.class);
    session.confirm(
        "Release " + release + " goes from every page for good, and what it cost stays spent.",
        yes);
    releases.withdraw(caller, release, why);
    String now = releases.latest(caller).map(Release::id).orElse(null);
    session
        .answer()
        .give(
            new Withdrawn(release, why, now),
            out ->
                out.println(
                    "Release "
                        + release
                        + " is withdrawn. "
                        + (now == null ? "No release is shown now." : now + " is shown again.")));
    return OrgscopeCommand.DONE;
  }

  /**
   * @param latest the release that pages show now; null if there is none
   */
  private record Withdrawn(String withdrawn, String reason, @Nullable String latest) {}

  private static String left(PrivacyLedger.Answer year) {
    return year.budget().decimal().subtract(year.spent().decimal()).toPlainString();
  }

  /** The release under its promised names, and what the year's budget has left. */
  private record Document(@JsonUnwrapped ReleaseDocument release, Budget budget) {}

  private record Budget(BigDecimal epsilonYear, BigDecimal epsilonSpent, BigDecimal epsilonLeft) {
    static Budget of(PrivacyLedger.Answer year) {
      BigDecimal whole = year.budget().decimal();
      return new Budget(whole, year.spent().decimal(), whole.subtract(year.spent().decimal()));
    }
  }

  private static void print(Release release, PrintStream out) {
    Release.Replaced before = release.replaces();
    if (before != null) {
      out.printf(
          "Drawn in the place of %s, which was withdrawn: %s%n", before.release(), before.reason());
    }
    out.printf(
        "Release %s of %s, epsilon %s, groups of at least %d people%n",
        release.id(), release.publishedAt(), release.epsilon(), release.k());
    out.printf(
        "%-28s %-28s %8s %12s %16s%n",
        "department", "category", "people", "hours/week", release.currency() + "/year");
    for (ReleaseCell cell : release.cells()) {
      out.printf(
          Locale.ROOT,
          "%-28s %-28s %,8d %,12.1f %,16d%n",
          cell.department(),
          cell.category(),
          cell.people(),
          cell.hoursPerWeek(),
          cell.usdPerYear());
    }
    if (release.withheld() > 0) {
      out.printf(
          "%d groups were too small to stand alone and joined others.%n", release.withheld());
    }
  }
}
