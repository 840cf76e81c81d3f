package com.orgscope.cli;

import com.orgscope.access.Consents;
import com.orgscope.access.CouncilPolicies;
import com.orgscope.access.CouncilPolicies.Applied;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.access.CouncilPolicyFile;
import com.orgscope.access.SignedDocument;
import com.orgscope.insight.PolicyEffects;
import com.orgscope.insight.PolicyEffects.Effect;
import com.orgscope.kernel.Caller;
import com.orgscope.privacy.PrivacySettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "policy",
    description = {
      "What a company promises its people, by country: whether they are asked first, what their",
      "managers see, how large a shown group is, how long figures are kept, and the notice. It is a",
      "JSON file that two persons sign."
    },
    synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand {
  private final Session session;

  PolicyCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "check",
      description = "Reads a policy file and says what it says, or what is wrong in it.")
  int check(@Parameters(paramLabel = "POLICY.json") Path file) {
    CouncilPolicy policy = read(file);
    session.answer().give(Said.of(policy, null), out -> print(policy, out));
    return OrgscopeCommand.DONE;
  }

  private CouncilPolicy read(Path file) {
    CouncilPolicy policy =
        CouncilPolicyFile.read(InputText.of(file), session.bean(PrivacySettings.class).k());
    session.bean(PolicyEffects.class).require(policy);
    return policy;
  }

  @Command(
      name = "effect",
      description = {
        "What a policy file would change if it held now: how many people are asked first or no more,",
        "of how many their managers see less or more, and which groups a larger k may hide. Numbers",
        "are rounded down to a multiple of k and hang on nothing that anybody said. Nothing is changed."
      })
  int effect(@Mixin OfTenant tenant, @Parameters(paramLabel = "POLICY.json") Path file) {
    Effect effect = session.bean(PolicyEffects.class).of(session.caller(tenant.id()), read(file));
    session.answer().give(effect, out -> print(effect, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(Effect effect, PrintStream out) {
    out.printf(
        "People who are asked first from then on: %s; asked no more: %s. Whoever said yes or no stays as they said.%n",
        told(effect, effect.leave()), told(effect, effect.join()));
    out.printf(
        "People of whom their manager sees less: %s; more: %s.%n",
        told(effect, effect.managersLose()), told(effect, effect.managersGain()));
    out.printf("People in a shown group, at least: %d, now %d.%n", effect.kThen(), effect.kNow());
    effect
        .suppressed()
        .forEach(group ->
            out.printf(
                "  may join others: %s, %s (%d people or more)%n",
                group.department(), group.category(), group.people()));
    out.printf(
        "Daily figures of people go after: %s, now %s.%n",
        days(effect.usageDays()), days(effect.usageDaysNow()));
    out.println(effect.widens() ? "It widens what is seen, asked or kept." : "It widens nothing.");
  }

  /** Rounded down, so that no two tries tell of one person. */
  private static String told(Effect effect, int people) {
    return people == 0 ? "fewer than " + effect.kNow() : people + " or more";
  }

  @Command(
      name = "propose",
      description = {
        "Writes a document in which the company's policy becomes that of the file. Two persons sign",
        "it with orgscope keys sign, then it is applied."
      })
  int propose(
      @Mixin OfTenant tenant,
      @Parameters(paramLabel = "POLICY.json") Path file,
      @Mixin KeysCommand.Proposal proposal) {
    Caller caller = session.caller(tenant.id());
    CouncilPolicy policy = read(file);
    Effect effect = session.bean(PolicyEffects.class).of(caller, policy);
    session.tell(
        "people asked first from then on: %s; asked no more: %s; of whom managers see less: %s, more: %s; groups that may join others: %d"
            .formatted(
                told(effect, effect.leave()),
                told(effect, effect.join()),
                told(effect, effect.managersLose()),
                told(effect, effect.managersGain()),
                effect.suppressed().size()));
    return proposal.write(
        session, session.bean(CouncilPolicies.class).propose(caller, policy, proposal.reason()));
  }

  @Command(
      name = "apply",
      description = {
        "Puts a signed policy into force, with old and new in the company's audit log. Whatever is",
        "asked next is answered by it."
      })
  int apply(@Mixin OfTenant tenant, @Parameters(paramLabel = "DOCUMENT") Path file) {
    var unused =
        session
            .bean(CouncilPolicies.class)
            .apply(session.caller(tenant.id()), SignedDocument.read(file));
    return show(tenant);
  }

  @Command(
      name = "show",
      description = "What is in force, who signed it, and how many people were shown the notice.")
  int show(@Mixin OfTenant tenant) {
    Caller caller = session.caller(tenant.id());
    CouncilPolicies policies = session.bean(CouncilPolicies.class);
    policies.settle(caller);
    CouncilPolicy policy = policies.inForce(caller);
    List<Applied> history = policies.history(caller);
    Applied newest = history.isEmpty() ? null : history.getLast();
    Map<String, Integer> shown = session.bean(Consents.class).noticesShown(caller);
    session
        .answer()
        .give(
            new Shown(Said.of(policy, newest), shown),
            out -> {
              print(policy, out);
              out.println(
                  newest == null
                      ? "Nobody signed a policy: this holds until two persons do."
                      : "Signed by %s: %s"
                          .formatted(String.join(" and ", newest.signedBy()), newest.reason()));
              shown.forEach((version, people) ->
                  out.printf("Notice %s was shown to %d people.%n", version, people));
            });
    return OrgscopeCommand.DONE;
  }

  @Command(name = "history", description = "Every policy that was ever applied, the newest last.")
  int history(@Mixin OfTenant tenant) {
    List<Applied> all = session.bean(CouncilPolicies.class).history(session.caller(tenant.id()));
    session
        .answer()
        .give(
            Map.of("policies", all.stream().map(one -> Said.of(one.policy(), one)).toList()),
            out -> {
              all.forEach(one -> {
                out.printf(
                    "%d. %s, signed by %s: %s%n",
                    one.number(), one.at(), String.join(" and ", one.signedBy()), one.reason());
                print(one.policy(), out);
              });
              if (all.isEmpty()) {
                out.println("Nobody signed a policy yet.");
              }
            });
    return OrgscopeCommand.DONE;
  }

  private static void print(CouncilPolicy policy, PrintStream out) {
    line(out, "everywhere", policy.everywhere());
    policy.countries().forEach((country, terms) -> line(out, country, terms));
    if (!policy.council().isEmpty()) {
      out.printf("One of %s signs what widens it.%n", String.join(", ", policy.council()));
    }
    out.printf("Notice %s: %s%n", policy.notice().version(), policy.notice().text());
  }

  private static void line(PrintStream out, String of, Terms terms) {
    out.printf(
        "%-11s consent %s, managers see %s, k %d, figures go after %s%s%n",
        of,
        terms.consent().word(),
        terms.managers().word(),
        terms.k(),
        days(terms.usageDays()),
        terms.places().isEmpty() ? "" : ", in " + String.join(", ", terms.places()));
  }

  private static String days(@Nullable Integer days) {
    return days == null ? "never" : days + " days";
  }

  private record Place(
      List<String> places, String consent, String managers, int k, @Nullable Integer usageDays) {
    static Place of(Terms terms) {
      return new Place(
          terms.places(),
          terms.consent().word(),
          terms.managers().word(),
          terms.k(),
          terms.usageDays());
    }
  }

  /** As the file has it; who signed it and when is null where nobody did. */
  private record Said(
      @Nullable Integer number,
      CouncilPolicy.Notice notice,
      Place everywhere,
      Map<String, Place> countries,
      List<String> council,
      List<String> signedBy,
      @Nullable String reason,
      @Nullable String appliedAt) {
    static Said of(CouncilPolicy policy, @Nullable Applied applied) {
      Map<String, Place> countries = new TreeMap<>();
      policy.countries().forEach((country, terms) -> countries.put(country, Place.of(terms)));
      return new Said(
          applied == null ? null : applied.number(),
          policy.notice(),
          Place.of(policy.everywhere()),
          countries,
          policy.council(),
          applied == null ? List.of() : applied.signedBy(),
          applied == null ? null : applied.reason(),
          applied == null ? null : applied.at().toString());
    }
  }

  private record Shown(Said policy, Map<String, Integer> noticesShown) {}
}
