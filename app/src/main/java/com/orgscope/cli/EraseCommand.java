package com.orgscope.cli;

import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erasure;
import com.orgscope.privacy.Erasures;
import com.orgscope.work.Job;
import java.io.PrintStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "erase",
    description = {
      "Forgets somebody: events, daily figures, categories, recommendations, dead letters, accounts",
      "and names. It cannot be undone; what still comes in about them is not kept. If it is stopped,",
      "a worker goes on, and asked again it is the same erasure. It is audited."
    })
final class EraseCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(
      names = "--login",
      required = true,
      paramLabel = "L",
      description = "Any login they have or had; more of them, and all go in one pass.")
  private List<String> logins = List.of();

  @Option(names = "--yes", description = "Does not ask, at a terminal either.")
  private boolean yes;

  EraseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Caller caller = session.caller(tenant);
    Set<PersonKey> them = new LinkedHashSet<>();
    logins.forEach(login -> them.add(person(caller, login).key()));
    session.confirm(
        "Everything about %s of %s will be erased.".formatted(String.join(", ", logins), tenant),
        yes);
    Erasures erasures = session.bean(Erasures.class);
    Progress progress = session.progress("Erasing", "places");
    List<Job> jobs = erasures.request(caller, List.copyOf(them));
    List<Document> documents =
        erasures.awaitEnd(caller, jobs, progress).stream().map(Document::of).toList();
    session
        .answer()
        .give(
            documents.size() == 1 ? documents.getFirst() : new Documents(documents),
            out -> print(out, documents));
    return OrgscopeCommand.DONE;
  }

  private Person person(Caller caller, String login) {
    return session
        .bean(People.class)
        .byLogin(caller, login)
        .orElseThrow(() ->
            Failure.operator("nobody of " + tenant + " has or had the login '" + login + "'"));
  }

  /** Whoever went in one pass is told of once. */
  private static void print(PrintStream out, List<Document> documents) {
    Set<Map<String, Long>> told = new HashSet<>();
    for (Document document : documents) {
      if (document.together == 1 || told.add(document.byPlace)) {
        out.printf(
            "Erased: %,d rows%s.%n",
            document.rows,
            document.together == 1 ? "" : " of %,d people".formatted(document.together));
        document.byPlace.forEach((place, rows) -> out.printf("  %-20s %,d%n", place, rows));
      }
    }
    out.println("The bytes in the lake's files go with housekeeping, within a day.");
  }

  private record Documents(List<Document> erasures) {}

  private record Document(
      String erasure,
      Instant askedAt,
      Instant dueAt,
      @Nullable Instant endedAt,
      long rows,
      Map<String, Long> byPlace,
      int together) {
    static Document of(Erasure erasure) {
      return new Document(
          erasure.id().toString(),
          erasure.askedAt(),
          erasure.dueAt(),
          erasure.endedAt(),
          erasure.rows().values().stream().mapToLong(Long::longValue).sum(),
          erasure.rows(),
          erasure.together());
    }
  }
}
