package com.orgscope.cli;

import com.orgscope.category.Taxonomies;
import com.orgscope.directory.ItPolicies;
import com.orgscope.directory.PolicyBook;
import com.orgscope.directory.SecondFactor;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.replay.ChangedPolicy;
import com.orgscope.replay.PolicyReplay;
import com.orgscope.replay.Replayed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "policies",
    description =
        "The IT policies that recommendations start from, and what a changed one would do.",
    synopsisSubcommandLabel = "COMMAND")
final class PoliciesCommand {
  private final Session session;

  PoliciesCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "import",
      description = {
        "Reads session_length (30m, 8h, 7d: how long a sign-in lasts without a visit), mfa (none, sms, code, push, security_key, passkey)",
        "and bundled_applications (names separated by semicolons), each from a day on, from a CSV",
        "file with the columns policy,value[,valid_from] or from JSON. The value unknown takes a",
        "policy back."
      })
  int importPolicies(
      @Mixin OfTenant tenant, @Parameters(paramLabel = "policies.csv|json") Path file) {
    PolicyBook.Imported imported =
        session.bean(PolicyBook.class).importFile(session.caller(tenant.id()), file);
    session
        .answer()
        .give(
            imported,
            out ->
                out.printf(
                    "%d policies are new, %d were known.%n",
                    imported.added(), imported.unchanged()));
    return OrgscopeCommand.DONE;
  }

  @Command(name = "show", description = "What holds today, and everything that ever held.")
  int show(@Mixin OfTenant tenant) {
    Caller caller = session.caller(tenant.id());
    PolicyBook book = session.bean(PolicyBook.class);
    ItPolicies policies = book.inForce(caller, session.today());
    Duration length = policies.sessionLength();
    SecondFactor factor = policies.secondFactor();
    Document document =
        new Document(
            length == null ? null : length.toMinutes(),
            factor == null ? null : factor.name().toLowerCase(Locale.ROOT),
            policies.bundledApplications(),
            book.history(caller));
    session.answer().give(document, out -> print(document, out));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "replay",
      description = {
        "What a changed policy would have done, a week, by kind of work: the sign-ins of the window",
        "are replayed as if it had held since its first day. Ranges say what no log holds: on which",
        "device somebody was, and whether they had signed out. Nothing is changed; the look is",
        "audited."
      })
  int replay(@Mixin OfTenant tenant, @Mixin Replaying changed) {
    Caller caller = session.caller(tenant.id());
    TimeWindow window = changed.window(session);
    Replayed replayed = session.bean(PolicyReplay.class).of(caller, changed.policy(), window);
    ReplayAnswer answer =
        ReplayAnswer.of(replayed, session.bean(Taxonomies.class).of(caller)::ownName);
    Duration inForce =
        session.bean(PolicyBook.class).inForce(caller, window.lastDay()).sessionLength();
    session
        .answer()
        .give(
            answer.document(),
            out -> {
              answer.print(out);
              changed.warn(inForce, out);
            });
    return OrgscopeCommand.DONE;
  }

  /** What is changed, and over which days. */
  static final class Replaying {
    private static final double MINUTES = 60;

    @Option(
        names = "--session-hours",
        paramLabel = "H",
        description = "How long a sign-in would last, counted from it, however busy somebody is.")
    private @Nullable Double sessionHours;

    @Option(
        names = "--idle-hours",
        paramLabel = "H",
        description =
            "After how long without a visit a sign-in would be over, as session_length says.")
    private @Nullable Double idleHours;

    @Option(
        names = "--remember-days",
        paramLabel = "N",
        description = "How long a device would not be asked for a factor again.")
    @Bounds(most = ChangedPolicy.MOST_REMEMBERED_DAYS)
    private @Nullable Integer rememberDays;

    @Option(
        names = "--factor",
        paramLabel = "on-risk",
        description = "on-risk: a factor would be asked only on a network that is new to somebody.")
    private @Nullable String factor;

    @Option(
        names = "--bundle",
        paramLabel = "A,B",
        split = ",",
        description = "Applications that would share one sign-in, separated by commas.")
    private List<String> bundle = List.of();

    @Option(
        names = "--days",
        paramLabel = "N",
        defaultValue = "90",
        description = "How many days are replayed (default: 90).")
    private int days;

    @Mixin private final AsOf asOf = new AsOf();

    TimeWindow window(Session session) {
      LocalDate last = asOf.in(session);
      if (days < 1) {
        throw new WrongLine("--days takes a number from 1 on, not " + days);
      }
      return TimeWindow.ending(last, days);
    }

    /** Two meanings of one length are told apart where they meet. */
    void warn(@Nullable Duration inForce, PrintStream out) {
      Duration life = hours(sessionHours);
      if (life != null && inForce != null && life.compareTo(inForce) <= 0) {
        out.printf(
            Locale.ROOT,
            "Your policy ends a session after %,.4g hours without a visit; --session-hours counts from the sign-in and is stricter. To replay a time without a visit, use --idle-hours.%n",
            inForce.toMinutes() / MINUTES);
      }
    }

    private static @Nullable Duration hours(@Nullable Double hours) {
      return hours == null ? null : Duration.ofMinutes(Math.round(hours * MINUTES));
    }

    ChangedPolicy policy() {
      if (factor != null && !factor.equals("on-risk")) {
        throw new WrongLine("--factor takes on-risk, not '" + factor + "'");
      }
      return new ChangedPolicy(
          hours(sessionHours),
          hours(idleHours),
          rememberDays == null ? null : Duration.ofDays(rememberDays),
          factor != null,
          bundle.stream().map(String::strip).filter(name -> !name.isEmpty()).toList());
    }
  }

  private static void print(Document document, PrintStream out) {
    out.println(
        "Session: "
            + (document.sessionMinutes == null
                ? "nobody said"
                : document.sessionMinutes + " minutes"));
    out.println("Second factor: " + (document.mfa == null ? "nobody said" : document.mfa));
    out.println(
        "Opened by one sign-in: "
            + (document.bundledApplications.isEmpty()
                ? "nobody said"
                : String.join(", ", document.bundledApplications)));
    document.history.forEach(line ->
        out.printf(
            "  %s %s from %s, set by %s%n",
            line.policy(), line.value(), line.validFrom(), line.setBy()));
  }

  private record Document(
      @Nullable Long sessionMinutes,
      @Nullable String mfa,
      List<String> bundledApplications,
      List<PolicyBook.Line> history) {}
}
