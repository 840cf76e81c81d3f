package com.orgscope.cli;

import com.orgscope.access.LookReason;
import com.orgscope.access.Looks;
import com.orgscope.category.Taxonomies;
import com.orgscope.claim.Claim;
import com.orgscope.claim.ClaimCheck;
import com.orgscope.claim.Claims;
import com.orgscope.claim.GoalReport;
import com.orgscope.claim.PeopleGroup;
import com.orgscope.claim.Registration;
import com.orgscope.claim.Registration.Cause;
import com.orgscope.claim.Rollout;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Range;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "claims",
    description =
        "What was promised of a change, and what the log measured of it: promised against realized.",
    synopsisSubcommandLabel = "COMMAND")
final class ClaimsCommand {
  private final Session session;

  ClaimsCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "register",
      description = {
        "Writes down what a change is to save, before it is made. Of an approved recommendation title,",
        "people and promise are taken over; else --title, --low, --typical and --high say them, in",
        "hours a week of everybody whom it concerns. It cannot be changed afterwards."
      })
  int register(@Mixin OfTenant tenant, @Mixin Promise promise) {
    Registration said = promise.registration();
    Caller caller = session.caller(tenant.id());
    Claim claim = session.bean(Claims.class).register(caller, said);
    ClaimAnswer answer = answer(caller);
    session
        .answer()
        .give(
            answer.registered(claim, new Rollout(List.of())),
            out -> answer.print(claim, new Rollout(List.of()), out));
    return OrgscopeCommand.DONE;
  }

  /** What somebody promises. */
  static final class Promise {
    @Option(names = "--title", paramLabel = "T", description = "What is changed, in a sentence.")
    private @Nullable String title;

    @Option(
        names = "--recommendation",
        paramLabel = "ID",
        description = "The approved recommendation that it is of.")
    private @Nullable String recommendation;

    @Option(
        names = "--owner",
        required = true,
        paramLabel = "ROLE",
        description = "The role that answers for it, such as \"Head of IT\"; nobody's name.")
    private String owner = "";

    @Option(
        names = "--cause",
        paramLabel = "C",
        defaultValue = "both",
        description = "What becomes less: failures, challenges or both (default: both).")
    private String cause = "both";

    @Option(
        names = "--application",
        paramLabel = "A,B",
        split = ",",
        description = "Only signing in to these applications (default: all).")
    private List<String> applications = List.of();

    @Option(
        names = "--among",
        paramLabel = "GROUP",
        description = {
          "Whom it concerns: department:NAME, division:NAME, category:NAME, share:PERCENT or",
          "everybody (default: everybody)."
        })
    private @Nullable String among;

    @Option(names = "--low", paramLabel = "N")
    private @Nullable Double low;

    @Option(names = "--typical", paramLabel = "N")
    private @Nullable Double typical;

    @Option(names = "--high", paramLabel = "N")
    private @Nullable Double high;

    Registration registration() {
      return new Registration(
          title,
          recommendation,
          applications.stream().map(String::strip).filter(name -> !name.isEmpty()).toList(),
          cause(),
          among == null ? null : PeopleGroup.of(among),
          owner,
          hours(),
          null);
    }

    private Cause cause() {
      return Arrays.stream(Cause.values())
          .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(cause))
          .findFirst()
          .orElseThrow(() ->
              new WrongLine("--cause takes failures, challenges or both, not '" + cause + "'"));
    }

    private @Nullable Range hours() {
      if (low == null && typical == null && high == null) {
        if (recommendation == null) {
          throw new WrongLine(
              "a claim needs --recommendation ID, or --low, --typical and --high in hours a week");
        }
        return null;
      }
      if (low == null || typical == null || high == null) {
        throw new WrongLine("a promise has all three: --low, --typical and --high");
      }
      if (!(0 <= low && low <= typical && typical <= high && high > 0)) {
        throw new WrongLine("a promise needs 0 <= --low <= --typical <= --high");
      }
      return new Range(low, typical, high);
    }
  }

  @Command(
      name = "change",
      description = {
        "Says from which day a group of people has the change. Said again of the same group the last",
        "word holds, and both stay to be read. Whoever is in no group has it not yet, and is whom the",
        "others are compared with."
      })
  int change(
      @Mixin OfTenant tenant,
      @Option(names = "--id", required = true, paramLabel = "ID") String id,
      @Option(
              names = "--group",
              required = true,
              paramLabel = "GROUP",
              description = {
                "department:NAME, division:NAME, category:NAME, share:PERCENT (drawn by lot, see",
                "claims people) or everybody."
              })
          String group,
      @Option(
              names = "--since",
              paramLabel = "DATE",
              description = "The first day on which they have it.")
          @Nullable LocalDate since,
      @Option(
              names = "--not-after-all",
              description = "They do not have it, whatever was said before.")
          boolean notAfterAll) {
    if ((since == null) != notAfterAll) {
      throw new WrongLine("a change needs one of --since DATE and --not-after-all");
    }
    PeopleGroup people = PeopleGroup.of(group);
    Caller caller = session.caller(tenant.id());
    Claims claims = session.bean(Claims.class);
    Rollout rollout = claims.change(caller, id, people, since);
    Claim claim = claims.get(caller, id);
    ClaimAnswer answer = answer(caller);
    session
        .answer()
        .give(answer.registered(claim, rollout), out -> answer.print(claim, rollout, out));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "people",
      description = {
        "Who of a group is to get the change, by login; of a share, who was drawn. The look is",
        "audited."
      })
  int people(
      @Mixin OfTenant tenant,
      @Option(names = "--id", required = true, paramLabel = "ID") String id,
      @Option(
              names = "--group",
              required = true,
              paramLabel = "GROUP",
              description = "As claims change takes it, such as share:50.")
          String group,
      @Mixin Why why) {
    PeopleGroup those = PeopleGroup.of(group);
    Caller caller = session.caller(tenant.id());
    LookReason reason = why.ofSeveral();
    Set<PersonKey> people = session.bean(Claims.class).people(caller, id, those);
    session.bean(Looks.class).openByCommand(caller, people, reason);
    Map<PersonKey, String> logins = session.bean(People.class).logins(caller);
    List<String> sorted =
        people.stream().map(key -> logins.getOrDefault(key, key.toString())).sorted().toList();
    session
        .answer()
        .give(
            new Members(id, those.toString(), sorted),
            out -> {
              out.printf(Locale.ROOT, "%,d people in %s of %s%n", sorted.size(), those, id);
              sorted.forEach(login -> out.println("  " + login));
            });
    return OrgscopeCommand.DONE;
  }

  private record Members(String claim, String group, List<String> logins) {}

  @Command(name = "show", description = "What is registered, and since when whom has it.")
  int show(@Mixin OfTenant tenant) {
    Caller caller = session.caller(tenant.id());
    Claims claims = session.bean(Claims.class);
    ClaimAnswer answer = answer(caller);
    Map<Claim, Rollout> all =
        claims.all(caller).stream()
            .collect(
                Collectors.toMap(
                    claim -> claim,
                    claim -> claims.rollout(caller, claim),
                    (a, b) -> a,
                    java.util.LinkedHashMap::new));
    session
        .answer()
        .give(
            new Registered(
                all.entrySet().stream()
                    .map(one -> answer.registered(one.getKey(), one.getValue()))
                    .toList()),
            out -> {
              if (all.isEmpty()) {
                out.println(
                    "No claim is registered yet: orgscope claims register --tenant "
                        + tenant.id()
                        + " --recommendation ID --owner ROLE");
              }
              all.forEach((claim, rollout) -> answer.print(claim, rollout, out));
            });
    return OrgscopeCommand.DONE;
  }

  private record Registered(List<ClaimAnswer.Said> claims) {}

  @Command(
      name = "check",
      description = {
        "Promised against realized: people who have a change are compared with people who have it not",
        "yet, 30, 60 and 90 days after the first have it. Without --id all claims together are held",
        "against the company's goal. Only measured time counts. The look is audited."
      })
  int check(
      @Mixin OfTenant tenant,
      @Option(names = "--id", paramLabel = "ID", description = "One claim (default: all).")
          @Nullable String id,
      @Mixin AsOf asOf) {
    Caller caller = session.caller(tenant.id());
    ClaimCheck check = session.bean(ClaimCheck.class);
    LocalDate last = asOf.in(session);
    ClaimAnswer answer = answer(caller);
    if (id == null) {
      GoalReport goal = check.goal(caller, last);
      session.answer().give(answer.goal(goal), out -> answer.print(goal, out));
    } else {
      var report = check.check(caller, id, last);
      session.answer().give(answer.checked(report), out -> answer.print(report, out));
    }
    return OrgscopeCommand.DONE;
  }

  private ClaimAnswer answer(Caller caller) {
    UnaryOperator<String> ownName = session.bean(Taxonomies.class).of(caller)::ownName;
    return new ClaimAnswer(ownName, session.currency());
  }
}
