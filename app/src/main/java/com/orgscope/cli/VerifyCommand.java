package com.orgscope.cli;

import com.orgscope.audit.Audit;
import com.orgscope.audit.ChainCheck;
import com.orgscope.audit.Seal;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = {
      "Walks a tenant's whole audit log and says whether every entry is as it was written, and",
      "whether it is the log that was sealed outside the database.",
      "Ends with 1 where an entry does not, and names the first."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(
      names = "--seal",
      description = "Where it is whole, also write down outside the database where it ends.")
  private boolean seal;

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Caller caller = session.caller(tenant);
    Audit audit = session.bean(Audit.class);
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
      audit.seal(tenant);
    }
    return tell(document(tenant, check, audit.lastSeal(tenant)), session.answer());
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
              at);
      case ChainCheck.Broken broken ->
          new Document(
              tenant.value(),
              false,
              broken.whole(),
              null,
              broken.entry(),
              broken.reason(),
              entries,
              at);
    };
  }

  /** Whoever runs it from a script looks at the exit code only. */
  static int tell(Document found, Answer answer) {
    answer.give(found, out -> print(found, out));
    return found.whole ? OrgscopeCommand.DONE : OrgscopeCommand.FAILED;
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
  }

  /**
   * @param entries that are as they were written, from the first on; with those in no block yet
   * @param unsealed how many of the last are in no block yet; null where the log is broken
   * @param brokenAt number of the first that is not; null if all are
   * @param sealedEntries how many there were at the last seal; null before the first
   */
  record Document(
      String tenant,
      boolean whole,
      long entries,
      @Nullable Long unsealed,
      @Nullable Long brokenAt,
      @Nullable String reason,
      @Nullable Long sealedEntries,
      @Nullable String sealedAt) {}
}
