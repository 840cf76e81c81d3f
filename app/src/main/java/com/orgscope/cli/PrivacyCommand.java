package com.orgscope.cli;

import com.orgscope.access.SignedDocument;
import com.orgscope.insight.ReleasePrices;
import com.orgscope.insight.ReleasePrices.Price;
import com.orgscope.kernel.Failure;
import com.orgscope.privacy.ErasureReceipt;
import com.orgscope.privacy.ErasureReceipts;
import com.orgscope.privacy.ErasureSearch;
import com.orgscope.privacy.PrivacyPolicies;
import com.orgscope.privacy.PrivacyPolicy;
import com.orgscope.privacy.PrivacySettings;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "privacy",
    description = {
      "How far settings of privacy may go: the floors that ship, or a policy that two persons",
      "signed in their place. No setting goes further."
    },
    synopsisSubcommandLabel = "COMMAND")
final class PrivacyCommand {
  private final Session session;

  PrivacyCommand(Session session) {
    this.session = session;
  }

  @Command(name = "show", description = "What is in force, and who signed it.")
  int show() {
    PrivacyPolicies policies = session.bean(PrivacyPolicies.class);
    PrivacyPolicy policy = policies.inForce();
    SignedDocument signed = policies.signed().orElse(null);
    Document document =
        new Document(
            policy,
            signed == null
                ? List.of()
                : signed.signatures().stream().map(SignedDocument.By::name).toList(),
            signed == null ? null : signed.document().reason());
    session.answer().give(document, out -> print(document, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(Document document, PrintStream out) {
    PrivacyPolicy policy = document.policy;
    out.printf("%-38s %s%n", "people in a shown group, at least", policy.k());
    out.printf("%-38s %s%n", "delta, at most", policy.delta().toPlainString());
    out.printf("%-38s %s%n", "epsilon of a release, at most", policy.releaseEpsilon());
    out.printf("%-38s %s%n", "epsilon of a year, at most", policy.yearlyEpsilon());
    out.printf("%-38s %s%n", "days between two releases, at least", policy.shortestPeriodDays());
    out.println(
        document.reason == null
            ? "These are the floors that ship; nobody signed a policy."
            : "Signed by " + String.join(" and ", document.signedBy) + ": " + document.reason);
  }

  @Command(
      name = "propose",
      description = {
        "Writes a document in which the policy is changed; what is not named stays as it is. Two",
        "persons sign it with orgscope keys sign, then it is applied."
      })
  int propose(@Mixin Limits limits, @Mixin KeysCommand.Proposal proposal) {
    PrivacyPolicies policies = session.bean(PrivacyPolicies.class);
    return proposal.write(
        session, policies.propose(limits.of(policies.inForce()), proposal.reason()));
  }

  /** What is to change. */
  static final class Limits {
    @Option(
        names = "--k",
        paramLabel = "N",
        description = "People in a shown group at least, 5 or more whoever signs.")
    private @Nullable Integer k;

    @Option(
        names = "--delta",
        paramLabel = "N",
        description = "The chance that a shown group has fewer, at most.")
    private @Nullable BigDecimal delta;

    @Option(
        names = "--release-epsilon",
        paramLabel = "N",
        description = "What one release may cost at most.")
    private @Nullable BigDecimal release;

    @Option(
        names = "--yearly-epsilon",
        paramLabel = "N",
        description = "What a year's releases may cost at most.")
    private @Nullable BigDecimal yearly;

    @Option(
        names = "--shortest-period-days",
        paramLabel = "N",
        description = "Days between two releases at least.")
    private @Nullable Integer days;

    private PrivacyPolicy of(PrivacyPolicy now) {
      return new PrivacyPolicy(
          k == null ? now.k() : k,
          delta == null ? now.delta() : delta,
          release == null ? now.releaseEpsilon() : release,
          yearly == null ? now.yearlyEpsilon() : yearly,
          days == null ? now.shortestPeriodDays() : days);
    }
  }

  @Command(
      name = "apply",
      description = {
        "Puts a signed policy into force, with old and new in every company's audit log. A setting",
        "that goes further than it is refused from then on."
      })
  int apply(@Parameters(paramLabel = "DOCUMENT") Path file) {
    var unused =
        session
            .bean(PrivacyPolicies.class)
            .apply(KeysCommand.companies(session), SignedDocument.read(file));
    return show();
  }

  @Command(
      name = "search",
      description = {
        "Looks through every table, every file of the lake and every other file of the home for keys of",
        "people who were erased, decoded and as bytes lie, and notes what it found for receipts: dead",
        "letters, the event log and aliases of the audit log are opened. Ends with 1 where something is",
        "left or could not be read. Bytes in the lake's files go with housekeeping, within a day, and",
        "bytes in the files of the database inside at night, when its tables are written anew."
      })
  int search(
      @Mixin OfTenant tenant,
      @Option(
              names = "--anew",
              description =
                  "Has the tables of the database inside written anew first, as the next night would; each is kept from others for a moment, 20 s at most.")
          boolean anew) {
    ErasureSearch.Searched found =
        session.bean(ErasureSearch.class).run(session.caller(tenant.id()), anew);
    session
        .answer()
        .give(
            found,
            out -> {
              out.printf("Searched for %,d keys of people who were erased.%n", found.keys());
              found
                  .stores()
                  .forEach(store -> {
                    out.printf(
                        "  %-21s %,d looked through, %,d found%n",
                        store.store(), store.looked(), store.total());
                    store
                        .found()
                        .forEach((place, times) -> out.printf("    %s %,d%n", place, times));
                    store
                        .unread()
                        .forEach((place, why) -> out.printf("    %s NOT READ: %s%n", place, why));
                  });
            });
    return found.clean() ? OrgscopeCommand.DONE : OrgscopeCommand.FAILED;
  }

  @Command(
      name = "receipt",
      description = {
        "Prints the signed receipt of an erasure that is done: when, how many rows went where, what the",
        "last search found. It says nothing of who it was; orgscope verify --receipt checks it, as",
        "--format json gave it."
      })
  int receipt(
      @Mixin OfTenant tenant,
      @Option(
              names = "--erasure",
              required = true,
              paramLabel = "ID",
              description = "As orgscope erase printed it.")
          UUID erasure) {
    ErasureReceipt receipt =
        session.bean(ErasureReceipts.class).of(session.caller(tenant.id()), erasure);
    session.answer().give(receipt, out -> out.println(receipt.text()));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "price",
      description = {
        "What releases cost of a year's epsilon by the month, every two weeks and every week, how far",
        "their noise strays, and what a grid of twice as many departments would show. It reads",
        "settings and nobody's data."
      })
  int price(@Mixin Grid grid) {
    List<Price> prices = session.bean(ReleasePrices.class).of(grid.company());
    BigDecimal budget = session.bean(PrivacySettings.class).yearly().decimal();
    session.answer().give(new Prices(budget, prices), out -> print(budget, prices, out));
    return OrgscopeCommand.DONE;
  }

  /** The company to reckon with. */
  static final class Grid {
    @Option(
        names = "--people",
        paramLabel = "N",
        defaultValue = "1000",
        description = "People in the directory (${DEFAULT-VALUE}).")
    private int people;

    @Option(
        names = "--departments",
        paramLabel = "N",
        defaultValue = "10",
        description = "Departments (${DEFAULT-VALUE}).")
    private int departments;

    @Option(
        names = "--kinds",
        paramLabel = "N",
        defaultValue = "20",
        description = "Kinds of work in the list (${DEFAULT-VALUE}).")
    private int kinds;

    private ReleasePrices.Company company() {
      if (people < 1 || departments < 1 || kinds < 1) {
        throw Failure.operator("--people, --departments and --kinds are 1 or more");
      }
      return new ReleasePrices.Company(people, departments, kinds);
    }
  }

  private static void print(BigDecimal budget, List<Price> prices, PrintStream out) {
    out.printf(
        "%-8s %11s %8s %8s %7s %11s %7s %7s %10s %10s%n",
        "period",
        "departments",
        "releases",
        "epsilon",
        "a year",
        "same noise",
        "people",
        "hours",
        "kind from",
        "cell from");
    for (Price price : prices) {
      out.printf(
          Locale.ROOT,
          "%-8s %11d %8d %8s %7s %11s %7d %7.1f %10d %10d%s%n",
          price.period(),
          price.departments(),
          price.releases(),
          price.epsilon().toPlainString(),
          price.year().toPlainString(),
          price.sameNoise().toPlainString(),
          price.peopleWithin(),
          price.hoursWithin(),
          price.kindFrom(),
          price.cellFrom(),
          price.inForce() ? "  as set" : "");
    }
    out.printf(
        "A year may cost epsilon %s, however often it is published. The same noise as by the month would cost"
            + " what stands under it. People and hours: 95 of 100 draws of a kind of work stray no further. A kind"
            + " of work, or a department's people of one kind, is shown from so many noised people on.%n",
        budget.toPlainString());
  }

  private record Prices(BigDecimal epsilonYear, List<Price> prices) {}

  /**
   * @param reason null where the floors hold
   */
  private record Document(PrivacyPolicy policy, List<String> signedBy, @Nullable String reason) {}
}
