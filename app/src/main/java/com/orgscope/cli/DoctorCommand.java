package com.orgscope.cli;

import com.orgscope.access.OperatorCheckup;
import com.orgscope.access.RowPolicyCheckup;
import com.orgscope.audit.AuditRetention;
import com.orgscope.audit.Departures;
import com.orgscope.audit.SealCheckup;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.JournalCheckup;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.IdentityCheck;
import com.orgscope.state.Checkup;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "doctor",
    description = {
      "Looks at an installation: its files, its database, its disk and its clock, and says what to",
      "mend. It changes nothing. Exit code 1 says that something must be mended."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Session session;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(session.home().path())) {
      throw Failure.operator(
          "there is no home at " + session.home().path() + ": name yours with --home");
    }
    List<Finding> findings = new ArrayList<>(session.bean(Checkup.class).findings());
    findings.addAll(session.bean(JournalCheckup.class).findings());
    findings.add(session.bean(OperatorCheckup.class).finding());
    List<TenantId> tenants = session.bean(Tenants.class).all().stream().map(Tenant::id).toList();
    findings.add(session.bean(SealCheckup.class).finding(tenants));
    findings.add(session.bean(SealCheckup.class).verification(tenants));
    findings.add(session.bean(Departures.class).finding(tenants));
    findings.add(session.bean(AuditRetention.class).finding());
    if (findings.stream().noneMatch(f -> f.grade() == Grade.WRONG)) {
      findings.add(session.bean(RowPolicyCheckup.class).finding());
      findings.addAll(session.bean(IdentityCheck.class).findings());
    }
    boolean good = findings.stream().noneMatch(f -> f.grade() == Grade.WRONG);
    session
        .answer()
        .give(
            new Document(good, findings.stream().map(Document.Check::of).toList()),
            out -> print(findings, good, out));
    return good ? OrgscopeCommand.DONE : OrgscopeCommand.FAILED;
  }

  private static void print(List<Finding> findings, boolean good, PrintStream out) {
    for (Finding finding : findings) {
      out.printf(
          "%-8s %-30s %s%n",
          finding.grade().name().toLowerCase(Locale.ROOT), finding.about(), finding.found());
      if (!finding.mend().isEmpty()) {
        out.printf("%-8s %-30s -> %s%n", "", "", finding.mend());
      }
    }
    out.println(good ? "Nothing must be mended." : "Something must be mended.");
  }

  private record Document(boolean good, List<Check> checks) {
    private record Check(String about, String grade, String found, String mend) {
      static Check of(Finding finding) {
        return new Check(
            finding.about(),
            finding.grade().name().toLowerCase(Locale.ROOT),
            finding.found(),
            finding.mend());
      }
    }
  }
}
