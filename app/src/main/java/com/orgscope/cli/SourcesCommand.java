package com.orgscope.cli;

import com.orgscope.insight.Arrivals;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Source;
import com.orgscope.sources.Completeness;
import com.orgscope.sources.Completeness.Summary;
import com.orgscope.sources.Sources;
import com.orgscope.sources.StreamStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "sources",
    description = "How the live sources stand: how far behind, what is wrong, what is missing.")
final class SourcesCommand implements Callable<Integer> {
  private static final int DAYS = 400;

  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  SourcesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Caller caller = session.caller(tenant);
    List<StreamStatus> all = session.bean(Sources.class).status(caller);
    List<Document> documents = new ArrayList<>();
    for (Source source : all.stream().map(StreamStatus::source).distinct().toList()) {
      Summary summary = session.bean(Completeness.class).summary(caller, source);
      documents.add(
          new Document(
              source.name().toLowerCase(Locale.ROOT),
              all.stream()
                  .filter(status -> status.source() == source)
                  .map(SourcesCommand::stream)
                  .toList(),
              new Certified(
                  summary.certifiable(),
                  summary.certified(),
                  summary.open(),
                  summary.missing(),
                  summary.late(),
                  summary.lost(),
                  seconds(summary.lostIn()))));
    }
    List<FromFiles> files = documents.isEmpty() ? fromFiles(caller) : List.of();
    session
        .answer()
        .give(
            new Documents(tenant.value(), documents, files),
            out -> {
              print(documents, out);
              files.forEach(one ->
                  out.printf(
                      Locale.ROOT,
                      "%s: %,d events from %s to %s were read from files%n",
                      one.source(),
                      one.events(),
                      one.first(),
                      one.last()));
            });
    return OrgscopeCommand.DONE;
  }

  /** What is there although nothing is connected. */
  private List<FromFiles> fromFiles(Caller caller) {
    TimeWindow window = TimeWindow.ending(session.today(), DAYS);
    Map<String, List<Arrivals.Day>> bySource =
        session.bean(Arrivals.class).byDay(caller, window).stream()
            .collect(
                Collectors.groupingBy(Arrivals.Day::source, TreeMap::new, Collectors.toList()));
    return bySource.entrySet().stream()
        .map(of ->
            new FromFiles(
                of.getKey().toLowerCase(Locale.ROOT),
                of.getValue().stream().mapToLong(Arrivals.Day::events).sum(),
                of.getValue().getLast().day().toString(),
                of.getValue().getFirst().day().toString()))
        .toList();
  }

  private static Stream stream(StreamStatus status) {
    return new Stream(
        status.stream(),
        status.events(),
        status.newestAt(),
        seconds(status.cursorAge()),
        status.everRead(),
        status.lag().toSeconds(),
        status.lastError(),
        status.nextTry());
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  private static void print(List<Document> documents, PrintStream out) {
    if (documents.isEmpty()) {
      out.println("No source is connected: see 'orgscope connect --help'.");
    }
    for (Document document : documents) {
      out.println(document.source() + ": " + words(document.completeness()));
      for (Stream stream : document.streams()) {
        out.printf(
            Locale.ROOT,
            "  %-18s %,12d events  %s%s%n",
            stream.stream(),
            stream.events(),
            stream.everRead()
                ? stream.lagSeconds() + " s behind"
                : "not read yet, connected " + stream.lagSeconds() + " s ago",
            stream.lastError() == null
                ? ""
                : "; " + stream.lastError() + " (next try " + stream.nextTry() + ")");
      }
    }
  }

  private static String words(Certified known) {
    if (!known.certifiable()) {
      return "no hour can be certified, since what hubs let flow cannot be asked for again: connect"
          + " it with directory-id, client-id and client-secret as well";
    }
    return String.format(
        Locale.ROOT,
        "%,d hours certified, %,d not, %,d events missing%s%s",
        known.certifiedHours(),
        known.openHours(),
        known.missing(),
        known.lost() == 0 ? "" : ", %,d lost for good".formatted(known.lost()),
        known.lostInSeconds() == null
            ? ""
            : "; the source deletes the oldest in "
                + DisplayText.of(Duration.ofSeconds(known.lostInSeconds())));
  }

  /**
   * @param files what is stored of sources that are not connected; empty if one is
   */
  private record Documents(String tenant, List<Document> sources, List<FromFiles> files) {}

  /** Events of the last 400 days, by their UTC day. */
  private record FromFiles(String source, long events, String first, String last) {}

  private record Document(String source, List<Stream> streams, Certified completeness) {}

  private record Stream(
      String stream,
      long events,
      @Nullable Instant newestAt,
      @Nullable Long cursorAgeSeconds,
      boolean everRead,
      long lagSeconds,
      @Nullable String lastError,
      Instant nextTry) {}

  private record Certified(
      boolean certifiable,
      long certifiedHours,
      long openHours,
      long missing,
      long late,
      long lost,
      @Nullable Long lostInSeconds) {}
}
