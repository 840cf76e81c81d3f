package com.orgscope.cli;

import com.orgscope.access.EgressReading;
import com.orgscope.directory.Tenants;
import com.orgscope.egress.Channel;
import com.orgscope.egress.Egress;
import com.orgscope.egress.Sent;
import com.orgscope.egress.SentQuery;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "egress",
    description = {
      "Every byte that was sent to a language model, a receiver of the audit log or a collector,",
      "the newest first; in JSON whole. The look is audited."
    })
final class EgressCommand implements Callable<Integer> {
  private static final int EXCERPT = 200;

  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(
      names = "--text",
      paramLabel = "WORDS",
      defaultValue = "",
      description = "Somewhere in what was sent, or in where it went.")
  private String text = "";

  @Option(
      names = "--channel",
      paramLabel = "C",
      description = "One way out alone: model, audit or collector.")
  private @Nullable String channel;

  @Option(names = "--since", paramLabel = "DATE", description = "The first day that counts.")
  private @Nullable LocalDate since;

  @Option(names = "--until", paramLabel = "DATE", description = "The last day that counts.")
  private @Nullable LocalDate until;

  @Option(
      names = "--before",
      paramLabel = "NUMBER",
      description = "Lower numbers alone: the last one of the page before.")
  private @Nullable Long before;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  EgressCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ZoneId zone = session.bean(Tenants.class).get(tenant).zone();
    if (limit < 1) {
      throw Failure.operator("--limit is 1 or more");
    }
    Egress.Found found =
        session
            .bean(EgressReading.class)
            .found(
                session.caller(tenant),
                new SentQuery(
                    since == null ? null : since.atStartOfDay(zone).toInstant(),
                    until == null ? null : until.plusDays(1).atStartOfDay(zone).toInstant(),
                    channel == null ? null : Channel.named(channel),
                    text,
                    before,
                    limit));
    Document document =
        new Document(
            tenant.value(),
            found.sent().stream().map(Row::of).toList(),
            found.lookedAt(),
            found.next());
    session.answer().give(document, out -> print(document, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(Document document, PrintStream out) {
    if (document.sent().isEmpty()) {
      out.println("Nothing that left answers that.");
    }
    for (Row row : document.sent()) {
      out.printf(
          "%8d  %s  %s, %s, %,d bytes%n", row.number, row.at, row.channel, row.recipient, row.size);
      String shown = DisplayText.of(row.body);
      out.println("          " + shown.substring(0, Math.min(EXCERPT, shown.length())));
    }
    if (document.next() != null) {
      out.printf("There are more: --before %d%n", document.next());
    }
  }

  /**
   * @param lookedAt how many were looked at for it
   * @param next what --before takes to go on; null after the last
   */
  private record Document(String tenant, List<Row> sent, long lookedAt, @Nullable Long next) {}

  private record Row(
      long number,
      String at,
      String channel,
      String recipient,
      long size,
      String sha256,
      String body) {
    static Row of(Sent sent) {
      return new Row(
          sent.number(),
          sent.at().toString(),
          sent.channel().word(),
          sent.recipient(),
          sent.size(),
          sent.digest(),
          sent.text());
    }
  }
}
