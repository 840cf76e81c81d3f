package com.orgscope.cli;

import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erasure;
import com.orgscope.privacy.Erasures;
import com.orgscope.work.Job;
import java.time.Instant;
import java.util.Map;
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
      description = "Any login they have or had.")
  private String login = "";

  @Option(names = "--yes", description = "Does not ask, at a terminal either.")
  private boolean yes;

  EraseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Caller caller = session.caller(tenant);
    Person person =
        session
            .bean(People.class)
            .byLogin(caller, login)
            .orElseThrow(() ->
                Failure.operator("nobody of " + tenant + " has or had the login '" + login + "'"));
    session.confirm("Everything about " + login + " of " + tenant + " will be erased.", yes);
    Erasures erasures = session.bean(Erasures.class);
    Job job = erasures.request(caller, person.key());
    Erasure erasure = erasures.awaitEnd(caller, job, session.progress("Erasing", "places"));
    Document document =
        new Document(
            erasure.id().toString(),
            erasure.askedAt(),
            erasure.dueAt(),
            erasure.endedAt(),
            erasure.rows().values().stream().mapToLong(Long::longValue).sum(),
            erasure.rows());
    session
        .answer()
        .give(
            document,
            out -> {
              out.printf("Erased: %,d rows.%n", document.rows);
              document.byPlace.forEach((place, rows) -> out.printf("  %-20s %,d%n", place, rows));
              out.println("The bytes in the lake's files go with housekeeping, within a day.");
            });
    return OrgscopeCommand.DONE;
  }

  private record Document(
      String erasure,
      Instant askedAt,
      Instant dueAt,
      @Nullable Instant endedAt,
      long rows,
      Map<String, Long> byPlace) {}
}
