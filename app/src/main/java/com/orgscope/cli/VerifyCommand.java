package com.orgscope.cli;

import com.orgscope.audit.Audit;
import com.orgscope.audit.ChainCheck;
import com.orgscope.audit.Seal;
import com.orgscope.insight.PublishedNumber;
import com.orgscope.insight.ReleaseVerifier;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.ErasureReceipt;
import com.orgscope.privacy.ErasureReceipts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description = {
      "Checks offline what must not have been changed: the audit log, whether it is the log that",
      "was sealed outside the database, and that the signed journal of releases, the numbers that",
      "pages read and the privacy ledger are the same. Without --tenant of every company.",
      "Ends with 1 where something is not as it was written, and names it."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", paramLabel = "T", description = "Of this company alone.")
  private @Nullable TenantId tenant;

  @Option(
      names = "--seal",
      description = "Where it is whole, also write down outside the database where it ends.")
  private boolean seal;

  @Option(
      names = "--number",
      paramLabel = "N",
      description = {
        "A number that was published, as 2026-11-21.1:categories/Sales/people=184: whether it",
        "stands in the signed release. Needs --tenant."
      })
  private @Nullable String number;

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description =
          "Checks nothing but this receipt of an erasure: whether this home signed it so.")
  private @Nullable Path receipt;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (receipt != null) {
      return receipt(receipt);
    }
    TenantId one = tenant;
    if (one == null) {
      if (number != null) {
        throw new ParameterException(spec.commandLine(), "--number needs --tenant T");
      }
      List<Document> all =
          KeysCommand.companies(session).stream().map(caller -> document(caller, null)).toList();
      session.answer().give(new Companies(all), out -> all.forEach(found -> print(found, out)));
      return all.stream().allMatch(Document::holds) ? OrgscopeCommand.DONE : OrgscopeCommand.FAILED;
    }
    Caller caller = session.caller(one);
    String published = number;
    return tell(
        document(caller, published == null ? null : PublishedNumber.parse(published)),
        session.answer());
  }

  /**
   * What was said of a receipt.
   *
   * @param says null where it is not what was signed here
   */
  private record ReceiptDocument(boolean signedHere, ErasureReceipt.@Nullable Said says) {}

  private int receipt(Path file) {
    ErasureReceipt given = ErasureReceipt.parse(InputText.of(file));
    boolean holds = session.bean(ErasureReceipts.class).holds(given);
    session
        .answer()
        .give(
            new ReceiptDocument(holds, holds ? given.said() : null),
            out ->
                out.println(
                    holds
                        ? "The receipt is as this installation signed it."
                        : "The receipt is not as this installation signed it."));
    return holds ? OrgscopeCommand.DONE : OrgscopeCommand.FAILED;
  }

  private Document document(Caller caller, @Nullable PublishedNumber published) {
    Audit audit = session.bean(Audit.class);
    ReleaseVerifier releases = session.bean(ReleaseVerifier.class);
    // Looked at before it is written to: the entry about the look must not change what is found.
    ChainCheck check = audit.verify(caller);
    audit.record(
        caller,
        check instanceof ChainCheck.Whole
            ? "finds the audit log whole"
            : "finds the audit log broken",
        switch (check) {
          case ChainCheck.Whole whole -> whole.entries() + " entries";
          case ChainCheck.Broken broken -> "entry " + broken.entry();
        },
        "IT/Security checks the log");
    if (seal && check instanceof ChainCheck.Whole) {
      audit.seal(caller.tenant());
    }
    ReleaseVerifier.Found found = releases.of(caller);
    return document(caller.tenant(), check, audit.lastSeal(caller.tenant()))
        .with(
            found,
            published == null
                ? null
                : new Number(
                    published.toString(), releases.refuted(caller, published).orElse(null)));
  }

  static Document document(TenantId tenant, ChainCheck check, Optional<Seal> sealed) {
    Long entries = sealed.map(Seal::entries).orElse(null);
    String at = sealed.map(last -> last.at().toString()).orElse(null);
    return switch (check) {
      case ChainCheck.Whole whole ->
          new Document(
              tenant.value(),
              true,
              whole.entries() + whole.unsealed(),
              whole.unsealed(),
              null,
              null,
              entries,
              at,
              null,
              null);
      case ChainCheck.Broken broken ->
          new Document(
              tenant.value(),
              false,
              broken.whole(),
              null,
              broken.entry(),
              broken.reason(),
              entries,
              at,
              null,
              null);
    };
  }

  /** Whoever runs it from a script looks at the exit code only. */
  static int tell(Document found, Answer answer) {
    answer.give(found, out -> print(found, out));
    return found.holds() ? OrgscopeCommand.DONE : OrgscopeCommand.FAILED;
  }

  private static void printReleases(Document found, PrintStream out) {
    ReleaseVerifier.Found releases = found.releases;
    if (releases != null && releases.faults().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "Releases of %s: %,d, each signed, as pages read it and paid for. The privacy ledger has %,d charges, %,d of them of no release.%n",
          found.tenant,
          releases.releases(),
          releases.charges(),
          releases.unused());
    }
    if (releases != null) {
      releases
          .faults()
          .forEach(fault -> out.printf("Of releases of %s: %s.%n", found.tenant, fault));
    }
    Number said = found.number;
    if (said != null) {
      out.println(
          said.refuted == null
              ? said.number + " was published."
              : said.number + " was not published: " + said.refuted + ".");
    }
  }

  private static void print(Document found, PrintStream out) {
    if (found.whole) {
      out.printf(
          Locale.ROOT,
          "The audit log of %s is whole: %,d entries, in blocks that follow from each other.%n",
          found.tenant,
          found.entries);
      if (found.unsealed != null && found.unsealed > 0) {
        out.printf(
            Locale.ROOT,
            "%,d of the last are in no block yet: a server that runs puts them there each second, and --seal"
                + " does.%n",
            found.unsealed);
      }
    } else {
      out.printf(
          Locale.ROOT,
          "The audit log of %s is broken at entry %,d: it %s. The %,d before it are whole. Compare it with a"
              + " backup before anything is changed.%n",
          found.tenant,
          found.brokenAt,
          found.reason,
          found.entries);
    }
    if (found.sealedEntries == null) {
      out.println(
          "It was never sealed outside the database, so whoever has the database could have written it anew:"
              + " --seal does, and a server that runs does it every hour.");
    } else {
      out.printf(
          Locale.ROOT,
          "It was last sealed outside the database at %s, after %,d entries.%n",
          found.sealedAt,
          found.sealedEntries);
    }
    printReleases(found, out);
  }

  /** Of every company. */
  private record Companies(List<Document> companies) {}

  /**
   * @param refuted why it was not published; null if it was
   */
  record Number(String number, @Nullable String refuted) {}

  /**
   * @param whole whether the audit log is
   * @param entries that are as they were written, from the first on; with those in no block yet
   * @param unsealed how many of the last are in no block yet; null where the log is broken
   * @param brokenAt number of the first that is not; null if all are
   * @param sealedEntries how many there were at the last seal; null before the first
   * @param releases what was found of releases; null where they were not looked at
   * @param number null where none was handed in
   */
  record Document(
      String tenant,
      boolean whole,
      long entries,
      @Nullable Long unsealed,
      @Nullable Long brokenAt,
      @Nullable String reason,
      @Nullable Long sealedEntries,
      @Nullable String sealedAt,
      ReleaseVerifier.@Nullable Found releases,
      @Nullable Number number) {
    Document with(ReleaseVerifier.Found found, @Nullable Number said) {
      return new Document(
          tenant, whole, entries, unsealed, brokenAt, reason, sealedEntries, sealedAt, found, said);
    }

    /** Whether all is as it was written, and what was handed in was published. */
    boolean holds() {
      return whole
          && (releases == null || releases.faults().isEmpty())
          && (number == null || number.refuted == null);
    }
  }
}
