package com.orgscope.cli;

import com.orgscope.audit.Audit;
import com.orgscope.audit.ChainCheck;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = {
      "Walks a tenant's whole audit log and says whether every entry follows from the one before.",
      "Ends with 1 where one does not, and names the first."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Caller caller = session.caller(tenant);
    Audit audit = session.bean(Audit.class);
    // Looked at before it is written to: the entry about the look must not change what is found.
    Document found = document(tenant, audit.verify(caller));
    audit.record(
        caller,
        found.whole ? "finds the audit log whole" : "finds the audit log broken",
        found.whole ? found.entries + " entries" : "entry " + found.brokenAt,
        "IT/Security checks the log");
    return tell(found, session.answer());
  }

  static Document document(TenantId tenant, ChainCheck check) {
    return switch (check) {
      case ChainCheck.Whole whole ->
          new Document(tenant.value(), true, whole.entries(), null, null);
      case ChainCheck.Broken broken ->
          new Document(tenant.value(), false, broken.entry() - 1, broken.entry(), broken.reason());
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
          "The audit log of %s is whole: %,d entries, each follows from the one before.%n",
          found.tenant,
          found.entries);
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
  }

  /**
   * @param entries that follow from each other, from the first on
   * @param brokenAt the first that does not; null if all do
   */
  record Document(
      String tenant,
      boolean whole,
      long entries,
      @Nullable Long brokenAt,
      @Nullable String reason) {}
}
