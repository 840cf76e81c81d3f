package com.orgscope.cli;

import com.orgscope.category.Rollbacks.Moved;
import com.orgscope.category.agent.TrialProbe;
import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Trial.Kind;
import com.orgscope.category.trial.TrialVerdict;
import com.orgscope.category.trial.Version;
import com.orgscope.nightly.TrialDesk;
import com.orgscope.nightly.TrialDesk.Standing;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "trial",
    description = {
      "Tries another prompt or model beside the one that asks: as a canary that serves some people,",
      "or compared on some groups before anybody is served."
    },
    synopsisSubcommandLabel = "COMMAND")
final class TrialCommand {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  TrialCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "start",
      description = {
        "Begins a trial, after asking the candidate the same in several ways, which is charged.",
        "One that says something else too often is refused with the figures."
      })
  int start(
      @Mixin OfTenant tenant,
      @Option(
              names = "--kind",
              paramLabel = "K",
              defaultValue = "canary",
              description = "canary, ab or describer (default: ${DEFAULT-VALUE}).")
          String kind,
      @Option(
              names = "--prompt",
              required = true,
              paramLabel = "P",
              description = "The version of the prompt, such as v3.")
          String prompt,
      @Option(
              names = "--model",
              paramLabel = "M",
              description = "The model; without it the one in the settings.")
          @Nullable String model,
      @Option(names = "--reason", required = true, paramLabel = "W", description = "Why.")
          String reason,
      @Option(
              names = "--overrule",
              description = "Begins although the candidate says something else too often.")
          boolean overrule) {
    Kind wanted =
        Arrays.stream(Kind.values())
            .filter(one -> one.word().equals(kind))
            .findFirst()
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(), "--kind is canary, ab or describer, not '" + kind + "'"));
    return shown(
        session
            .bean(TrialDesk.class)
            .start(
                session.caller(tenant.id()), wanted, new Version(prompt, model), reason, overrule));
  }

  private int shown(Standing standing) {
    session.answer().give(document(standing), out -> print(standing, out));
    return OrgscopeCommand.DONE;
  }

  @Command(name = "status", description = "Every trial and what is known of it, the newest first.")
  int status(@Mixin OfTenant tenant) {
    List<Standing> all = session.bean(TrialDesk.class).status(session.caller(tenant.id()));
    session
        .answer()
        .give(
            new All(all.stream().map(TrialCommand::document).toList()),
            out -> {
              if (all.isEmpty()) {
                out.println("Nothing was tried.");
              }
              all.forEach(one -> print(one, out));
            });
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "promote",
      description = {
        "The candidate asks from the next night on, and what it said to people holds. Withdrawing it",
        "takes both back."
      })
  int promote(@Mixin OfTenant tenant, @Mixin Ending ending) {
    return moved(
        session
            .bean(TrialDesk.class)
            .promote(session.caller(tenant.id()), ending.number, ending.reason),
        "It asks from the next night on.");
  }

  @Command(
      name = "withdraw",
      description = {
        "Nobody is asked by the candidate any more, and people whom a canary served see again what they",
        "saw before. Promoting it takes both back; rollback --undo gives only the answers back."
      })
  int withdraw(@Mixin OfTenant tenant, @Mixin Ending ending) {
    return moved(
        session
            .bean(TrialDesk.class)
            .withdraw(session.caller(tenant.id()), ending.number, ending.reason),
        "It asks no more.");
  }

  /** Which trial a person ends, and why. */
  static final class Ending {
    @Option(
        names = "--number",
        required = true,
        paramLabel = "N",
        description = "The trial, as status has it.")
    private int number;

    @Option(names = "--reason", required = true, paramLabel = "W", description = "Why.")
    private String reason = "";
  }

  private int moved(Moved moved, String done) {
    session
        .answer()
        .give(
            moved,
            out -> {
              out.println(done);
              if (!moved.withdrawn().isEmpty()) {
                out.println("Holds no more: " + String.join(", ", moved.withdrawn()));
              }
              if (!moved.restored().isEmpty()) {
                out.println("Holds again: " + String.join(", ", moved.restored()));
              }
            });
    return OrgscopeCommand.DONE;
  }

  private static void print(Standing standing, PrintStream out) {
    Trial trial = standing.trial();
    TrialVerdict verdict = standing.verdict();
    out.printf(
        Locale.ROOT,
        "%d  %s of %s against %s: %s since %s%n",
        trial.number(),
        trial.kind().word(),
        trial.candidate(),
        trial.before(),
        trial.state().word(),
        since(trial));
    if (trial.invariance() != null) {
      out.println("   asked otherwise: " + TrialProbe.words(trial.invariance()) + " differ");
    }
    out.printf(
        Locale.ROOT,
        "   by %s: %s, %s%n",
        verdict.judge().word(),
        verdict.outcome().word(),
        verdict.because());
    print("the one that asks", verdict.before(), out);
    print("the candidate", verdict.candidate(), out);
    verdict
        .categories()
        .forEach(one -> {
          print(one.category() + ", the one that asks", one.before(), out);
          print(one.category() + ", the candidate", one.candidate(), out);
        });
    if (trial.because() != null) {
      out.println("   " + trial.because());
    }
  }

  private static void print(String of, TrialVerdict.@Nullable Accuracy accuracy, PrintStream out) {
    if (accuracy != null) {
      out.printf(
          Locale.ROOT,
          "   %s: %d of %d right (%.0f to %.0f %%)%n",
          of,
          accuracy.right(),
          accuracy.of(),
          100 * accuracy.low(),
          100 * accuracy.high());
    }
  }

  private static Instant since(Trial trial) {
    Instant ended = trial.endedAt();
    return (ended == null ? trial.begunAt() : ended).truncatedTo(ChronoUnit.SECONDS);
  }

  private record All(List<Document> trials) {}

  /**
   * @param because why it ended; null while it runs
   */
  private record Document(
      int number,
      String kind,
      String state,
      Version before,
      Version candidate,
      double share,
      String reason,
      Instant begunAt,
      @Nullable Instant endedAt,
      @Nullable String because,
      Trial.@Nullable Invariance invariance,
      TrialVerdict verdict) {}

  /** Without the key by which people are drawn. */
  private static Document document(Standing standing) {
    Trial trial = standing.trial();
    return new Document(
        trial.number(),
        trial.kind().word(),
        trial.state().word(),
        trial.before(),
        trial.candidate(),
        trial.share(),
        trial.reason(),
        trial.begunAt(),
        trial.endedAt(),
        trial.because(),
        trial.invariance(),
        standing.verdict());
  }
}
