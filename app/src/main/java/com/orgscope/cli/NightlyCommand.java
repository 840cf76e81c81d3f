package com.orgscope.cli;

import com.orgscope.access.LookReason;
import com.orgscope.access.Looks;
import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.HeldNights;
import com.orgscope.nightly.LogCovers;
import com.orgscope.nightly.NightProgress;
import com.orgscope.nightly.NightProgresses;
import com.orgscope.nightly.NightQuote;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightTasks;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.NightSummary;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.nightly.QuoteError;
import com.orgscope.nightly.UnjudgedPeople;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "nightly",
    description = {
      "Categorizes whoever needs it and publishes the answers.",
      "Killed and typed again, it goes on where it was."
    })
final class NightlyCommand implements Callable<Integer> {
  private static final double NANO = 1e9;

  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Mixin private final AsOf asOf = new AsOf();

  @Mixin private final Tasks tasks = new Tasks();

  @Option(
      names = "--everybody",
      description = "Not only who needs it: as after a key was set or a prompt changed.")
  private boolean everybody;

  @Option(
      names = "--put-aside",
      description = "Only whom earlier nights could not judge, as after that was mended.")
  private boolean putAside;

  @Option(
      names = "--dead-letters",
      description = "Only say whom earlier nights could not judge, and why; needs --purpose.")
  private boolean deadLetters;

  @Mixin private final Why why = new Why();

  @Option(names = "--quote", description = "Only say what it would ask, cost and take.")
  private boolean quote;

  @Option(
      names = "--progress",
      description = "Only say how far the night of the day is: done, left, rate, cost, end.")
  private boolean progress;

  @Option(
      names = "--release",
      paramLabel = "RUN",
      description = "Lets the answers of a night hold that was held back; needs --reason.")
  private @Nullable String release;

  @Option(
      names = "--discard",
      paramLabel = "RUN",
      description = "Says that the answers of a night that was held back never hold; likewise.")
  private @Nullable String discard;

  @Option(names = "--reason", paramLabel = "R", description = "Why, for the log.")
  private @Nullable String reason;

  NightlyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (release != null || discard != null) {
      return settle();
    }
    if (progress) {
      return progress();
    }
    if (deadLetters) {
      return deadLetters();
    }
    if (everybody && putAside) {
      throw new WrongLine("--everybody and --put-aside are two nights: give one of them");
    }
    // What an engine says of its tasks is nothing to a quote, nor where there is one task.
    Optional<Integer> together =
        quote
            ? Optional.empty()
            : tasks.count(System.getenv()).filter(n -> n > 1 || !(everybody || putAside));
    Nightly nightly = session.bean(Nightly.class);
    if (together.isPresent()) {
      return share(together.get());
    }
    LocalDate day = asOf.in(session);
    Whom whom = everybody ? Whom.EVERYBODY : Whom.DUE;
    if (putAside) {
      whom = Whom.PUT_ASIDE;
    }
    if (quote) {
      NightQuote quoted = nightly.quote(session.caller(tenant), day, whom);
      session.answer().give(Quoted.of(quoted), out -> print(quoted, out));
      return OrgscopeCommand.DONE;
    }
    return tell(
        nightly.run(session.caller(tenant), day, whom, session.progress("Categorizing", "people")));
  }

  /** The night that several tasks do, which is of the day that is over, as by the clock. */
  private int share(int count) {
    if (everybody || putAside) {
      throw new WrongLine(
          "tasks do the night of whoever needs it: leave --everybody and --put-aside out");
    }
    Caller caller = session.caller(tenant);
    LocalDate day = asOf.or(session, () -> session.bean(Nightly.class).lastDay(tenant));
    return tell(
        session
            .bean(NightTasks.class)
            .share(caller, day, count, session.progress("Categorizing", "people")));
  }

  private int tell(NightReport report) {
    LocalDate day = report.asOf();
    LogDocument log = LogDocument.of(session.bean(LogCovers.class).of(session.caller(tenant), day));
    session
        .answer()
        .give(
            document(report, log),
            out -> {
              print(report, out);
              log.print(out);
            });
    return report.state() == State.FAILED || report.state() == State.REFUSED
        ? OrgscopeCommand.FAILED
        : OrgscopeCommand.DONE;
  }

  private int settle() {
    if (release != null && discard != null) {
      throw Failure.operator("--release and --discard are of one night each: give one of them");
    }
    HeldNights held = session.bean(HeldNights.class);
    Caller caller = session.caller(tenant);
    String why = reason == null ? "" : reason;
    String run = release != null ? release : String.valueOf(discard);
    if (release != null) {
      held.release(caller, run, why);
    } else {
      held.discard(caller, run, why);
    }
    String state = release != null ? "published" : "discarded";
    session
        .answer()
        .give(new Settled(run, state), out -> out.println("Night " + run + " is " + state + "."));
    return OrgscopeCommand.DONE;
  }

  private int deadLetters() {
    Caller caller = session.caller(tenant);
    LookReason reason = why.ofSeveral();
    List<UnjudgedPeople.Letter> letters = session.bean(UnjudgedPeople.class).all(caller);
    Map<PersonKey, String> logins = Map.of();
    if (!letters.isEmpty()) {
      Set<PersonKey> people =
          letters.stream().map(UnjudgedPeople.Letter::person).collect(Collectors.toSet());
      session.bean(Looks.class).openByCommand(caller, people, reason);
      logins = session.bean(People.class).logins(caller);
    }
    Map<PersonKey, String> known = logins;
    List<Letter> rows =
        letters.stream()
            .map(one ->
                new Letter(
                    known.getOrDefault(one.person(), ""),
                    one.run(),
                    one.tries(),
                    one.reason(),
                    one.at().toString()))
            .toList();
    session
        .answer()
        .give(
            new Letters(rows),
            out -> {
              if (rows.isEmpty()) {
                out.println("Everybody who was chosen could be judged.");
              }
              rows.forEach(row ->
                  out.printf(
                      Locale.ROOT,
                      "%-36s %-14s %3d tries  %s%n",
                      row.login(),
                      row.run(),
                      row.tries(),
                      row.reason()));
            });
    return OrgscopeCommand.DONE;
  }

  private record Letters(List<Letter> deadLetters) {}

  private record Letter(String login, String run, int tries, String reason, String at) {}

  /** Of the day that is over, as by the clock, if no other is named. */
  private int progress() {
    LocalDate day = asOf.or(session, () -> session.bean(Nightly.class).lastDay(tenant));
    NightProgress far = session.bean(NightProgresses.class).of(session.caller(tenant), day);
    session.answer().give(Far.of(far), out -> print(far, out));
    return OrgscopeCommand.DONE;
  }

  static void print(NightProgress far, PrintStream out) {
    if (far.run() == null) {
      out.println("No night of " + far.asOf() + " has begun.");
      return;
    }
    out.printf(
        Locale.ROOT,
        "Run %s is %s: %,d people judged, %,d left, %.1f a second, $%.4f so far%s%s%n",
        far.run(),
        far.stage().replace('_', ' '),
        far.done(),
        far.left(),
        far.perSecond(),
        far.usd(),
        far.deferred() == 0
            ? ""
            : String.format(Locale.ROOT, "; %,d wait for a later night", far.deferred()),
        end(far));
  }

  private static String end(NightProgress far) {
    if (far.expectedEnd() == null) {
      return "";
    }
    return (far.left() == 0 ? "; done at " : "; to be done at ") + far.expectedEnd();
  }

  /**
   * @param state waiting, asking, judging or closing; then how it ended
   * @param expectedEnd when it ended, once it has; null while nobody can say
   */
  private record Far(
      String night,
      @Nullable String run,
      String state,
      long done,
      long left,
      long deferred,
      double peoplePerSecond,
      double costUsd,
      @Nullable String expectedEnd) {
    static Far of(NightProgress far) {
      return new Far(
          far.asOf().toString(),
          far.run(),
          far.stage(),
          far.done(),
          far.left(),
          far.deferred(),
          far.perSecond(),
          far.usd(),
          far.expectedEnd() == null ? null : far.expectedEnd().toString());
    }
  }

  private record Settled(String run, String state) {}

  static void print(NightReport report, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Run %s is %s: of %,d people %,d decided, %,d uncertain, %,d provisional,"
            + " %,d without enough data%n",
        report.run(),
        word(report),
        report.selected().people(),
        report.judged().decided(),
        report.judged().uncertain(),
        report.judged().provisional(),
        report.judged().notEnoughData());
    if (report.questions().habits()
            + report.questions().suggestions()
            + report.questions().applications()
        > 0) {
      out.printf(
          Locale.ROOT,
          "  models: %,d questions about habits, %,d about changes and %,d about applications,"
              + " %,d calls, %,d from the cache, $%.4f%s%n",
          report.questions().habits(),
          report.questions().suggestions(),
          report.questions().applications(),
          report.cost().calls(),
          report.cost().cacheHits(),
          report.cost().usd(),
          quoted(report.cost().quotedUsd(), report.cost().usd()));
    }
    if (report.heard().answers() > 0) {
      out.printf(
          Locale.ROOT,
          "  of %,d answers about applications, who uses them beside what contradicts %,d%n",
          report.heard().answers(),
          report.heard().contradicted());
    }
    if (report.judged().unjudged() > 0) {
      out.printf(
          Locale.ROOT,
          "  %,d people have no answer: their work was given up, or judging them failed%n",
          report.judged().unjudged());
    }
    printDeferred(report.selected().deferred(), out);
    out.println("  " + changed(report) + byHand(report));
    if (report.because() != null) {
      out.println("  because: " + report.because());
    }
    report
        .selected()
        .byReason()
        .forEach((reason, people) -> out.printf("  %s: %,d%n", reason, people));
  }

  private static void printDeferred(NightReport.Deferred deferred, PrintStream out) {
    if (deferred.people() > 0) {
      out.printf(
          Locale.ROOT,
          "  %,d people who need it are left to later nights; the longest has waited for %,d%n",
          deferred.people(),
          deferred.longest());
    }
  }

  /** Whoever was not decided before did not change, however many are decided now. */
  private static String changed(NightReport report) {
    if (report.change().decidedBefore() == 0) {
      return "nobody was decided before, so nobody changed";
    }
    return String.format(
        Locale.ROOT,
        "%,d of %,d people decided before %s their kind of work",
        report.change().changed(),
        report.change().decidedBefore(),
        report.state() == State.HELD ? "would have changed" : "changed");
  }

  private static String byHand(NightReport report) {
    return report.change().byHand() == 0
        ? ""
        : String.format(
            Locale.ROOT, ", %,d of them after somebody's word", report.change().byHand());
  }

  /** What was said before, and how far off it was. */
  private static String quoted(@Nullable Double quoted, double paid) {
    return quoted == null ? "" : " (quoted " + usd(quoted) + off(quoted, paid) + ")";
  }

  private static String off(double quoted, double paid) {
    String off = QuoteError.of(quoted, paid, NightlyCommand::usd);
    return off.isEmpty() ? "" : ", " + off;
  }

  private static String usd(double usd) {
    return String.format(Locale.ROOT, "$%.4f", usd);
  }

  private static void print(NightQuote quote, PrintStream out) {
    Outlook whole = quote.whole();
    if (whole.questions() == 0) {
      out.printf(
          Locale.ROOT,
          "A night of %s would judge %,d people and ask no model outside, so it costs nothing.%n",
          quote.asOf(),
          quote.people());
      printDeferred(quote.deferred(), out);
      return;
    }
    out.printf(
        Locale.ROOT,
        "A night of %s would judge %,d people and ask %,d questions about habits that %,d of them"
            + " share, and up to %,d about changes; %,d of these are answered already.%n",
        quote.asOf(),
        quote.people(),
        quote.outlook().questions(),
        quote.outlook().people(),
        quote.suggestions().questions(),
        whole.remembered());
    out.printf(
        Locale.ROOT,
        "  expected $%.4f, never more than $%.2f; about %d s of asking%n",
        whole.costNano() / NANO,
        whole.mostNano() / NANO,
        whole.time().toSeconds());
    printDeferred(quote.deferred(), out);
    for (NightSummary night : quote.past()) {
      if (night.quotedUsd() != null
          && night.paidUsd() != null
          && night.quotedUsd() + night.paidUsd() > 0) {
        out.printf(
            Locale.ROOT,
            "  %s was quoted %s and cost %s%s%n",
            night.run(),
            usd(night.quotedUsd()),
            usd(night.paidUsd()),
            off(night.quotedUsd(), night.paidUsd()));
      }
    }
  }

  /**
   * @param sharing people who would be judged by an answer they share with others
   * @param suggestions questions about what could be changed, at most
   * @param remembered of both kinds, those that are answered already
   * @param costUsd of both kinds, as {@code mostUsd} and {@code seconds} are
   */
  private record Quoted(
      String asOf,
      Map<String, Integer> selected,
      int people,
      int deferred,
      int questions,
      int sharing,
      int suggestions,
      int remembered,
      double costUsd,
      double mostUsd,
      double seconds,
      List<Past> past) {
    static Quoted of(NightQuote quote) {
      Outlook whole = quote.whole();
      return new Quoted(
          quote.asOf().toString(),
          quote.selected(),
          quote.people(),
          quote.deferred().people(),
          quote.outlook().questions(),
          quote.outlook().people(),
          quote.suggestions().questions(),
          whole.remembered(),
          whole.costNano() / NANO,
          whole.mostNano() / NANO,
          whole.time().toMillis() / 1000.0,
          quote.past().stream().map(n -> new Past(n.run(), n.quotedUsd(), n.paidUsd())).toList());
    }
  }

  /** A night's quote beside what it cost; null for what was not kept. */
  private record Past(String run, @Nullable Double quotedUsd, @Nullable Double costUsd) {}

  private static String word(NightReport report) {
    return report.state().word();
  }

  static Document document(NightReport report, @Nullable LogDocument log) {
    return new Document(
        report.run(),
        report.asOf().toString(),
        word(report),
        report.selected().byReason(),
        report.selected().people(),
        report.selected().deferred().people(),
        report.selected().deferred().longest(),
        report.judged().decided(),
        report.judged().uncertain(),
        report.judged().notEnoughData(),
        report.judged().provisional(),
        report.questions().habits(),
        report.questions().suggestions(),
        report.questions().applications(),
        report.heard().answers(),
        report.heard().contradicted(),
        report.cost().calls(),
        report.cost().cacheHits(),
        report.cost().usd(),
        report.cost().quotedUsd(),
        report.seconds(),
        report.judged().unjudged(),
        report.change().changed(),
        report.change().decidedBefore(),
        report.change().byHand(),
        report.because(),
        log);
  }

  /**
   * @param deferred people who need it and are left to later nights; {@code longestDeferred}: the
   *     most nights that one of them has waited
   * @param deadLettered people without an answer, by the name that scripts know; events that could
   *     not be used are counted by {@code ingest}
   * @param answersContradicted of the answers about applications, tonight's and earlier ones, those
   *     that the company's pattern makes likelier wrong than right
   * @param changed people of another kind of work than before, of all {@code decidedBefore}; of a
   *     night that is held, those who would be
   * @param changedByHand of these, whom somebody's word was about, which holds no night
   */
  record Document(
      String run,
      String asOf,
      String state,
      Map<String, Integer> selected,
      int people,
      int deferred,
      int longestDeferred,
      int decided,
      int uncertain,
      int notEnoughData,
      int provisional,
      int questions,
      int suggestions,
      int applications,
      int applicationAnswers,
      int answersContradicted,
      int calls,
      int cacheHits,
      double costUsd,
      @Nullable Double quotedUsd,
      double seconds,
      int deadLettered,
      int changed,
      int decidedBefore,
      int changedByHand,
      @Nullable String because,
      @Nullable LogDocument log) {}
}
