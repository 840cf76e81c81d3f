package com.orgscope.cli;

import com.orgscope.access.AuditReading;
import com.orgscope.audit.AuditEntry;
import com.orgscope.audit.AuditQuery;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description = {
      "Who looked at what, when, from where and why they were allowed or refused, the newest first.",
      "People stand there by key; who was erased is nobody any more. The look is itself written down."
    })
final class AuditCommand implements Callable<Integer> {
  private static final int SHOWN_KEYS = 5;

  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(names = "--since", paramLabel = "DATE", description = "The first day that counts.")
  private @Nullable LocalDate since;

  @Option(names = "--until", paramLabel = "DATE", description = "The last day that counts.")
  private @Nullable LocalDate until;

  @Option(
      names = "--action",
      paramLabel = "WORDS",
      description = "What was done or refused, such as 'read people'.")
  private @Nullable String action;

  @Option(
      names = "--actor",
      paramLabel = "PRINCIPAL",
      description = "Who did it, as this command shows them, such as os:tess.")
  private @Nullable String actor;

  @Option(
      names = "--person",
      paramLabel = "LOGIN",
      description = "Somebody who was looked at, or who looked.")
  private @Nullable String login;

  @Option(
      names = "--request",
      paramLabel = "ID",
      description = "What was done at one request, by its id in the JSON document.")
  private @Nullable String request;

  @Option(names = "--refused", description = "Only what was refused.")
  private boolean refused;

  @Option(
      names = "--before",
      paramLabel = "NUMBER",
      description = "Entries with lower numbers alone: the last one of the page before.")
  private @Nullable Long before;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  AuditCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Caller caller = session.caller(tenant);
    ZoneId zone = session.bean(Tenants.class).get(tenant).zone();
    PersonKey person = login == null ? null : session.person(caller, login);
    List<Document.Entry> entries =
        session
            .bean(AuditReading.class)
            .found(
                caller,
                new AuditQuery(
                    since == null ? null : since.atStartOfDay(zone).toInstant(),
                    until == null ? null : until.plusDays(1).atStartOfDay(zone).toInstant(),
                    action,
                    actor,
                    person,
                    null,
                    request,
                    refused,
                    before,
                    limit))
            .stream()
            .map(Document.Entry::of)
            .toList();
    session.answer().give(new Document(tenant.value(), entries), out -> print(entries, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(List<Document.Entry> entries, PrintStream out) {
    if (entries.isEmpty()) {
      out.println("Nothing in the audit log answers that.");
    }
    for (Document.Entry entry : entries) {
      out.printf(
          "%8d  %s  %s (%s)%s: %s · %s%s · %s%n",
          entry.number(),
          entry.at(),
          DisplayText.of(entry.principal()),
          entry.role(),
          entry.from().isEmpty() ? "" : " from " + entry.from(),
          DisplayText.of(entry.action()),
          DisplayText.of(entry.subject()),
          people(entry),
          DisplayText.of(entry.reason()));
    }
  }

  /** Many are counted here; each stands in the JSON document. */
  private static String people(Document.Entry entry) {
    List<String> keys = entry.persons();
    if (keys.equals(List.of(entry.subject())) || (keys.isEmpty() && entry.erased() == 0)) {
      return "";
    }
    String erased = entry.erased() == 0 ? "" : ", " + entry.erased() + " erased";
    return keys.size() > SHOWN_KEYS
        ? " [" + keys.size() + " people" + erased + "]"
        : " [" + String.join(" ", keys) + erased + "]";
  }

  /**
   * @param entries the newest first
   */
  private record Document(String tenant, List<Entry> entries) {
    private record Entry(
        long number,
        Instant at,
        String principal,
        String role,
        String action,
        String subject,
        String reason,
        List<String> persons,
        int erased,
        String from,
        String request) {
      static Entry of(AuditEntry entry) {
        return new Entry(
            entry.number(),
            entry.at(),
            entry.principal(),
            entry.role(),
            entry.action(),
            entry.subject(),
            entry.reason(),
            entry.persons().stream().map(PersonKey::toString).toList(),
            entry.erased(),
            entry.from(),
            entry.request());
      }
    }
  }
}
