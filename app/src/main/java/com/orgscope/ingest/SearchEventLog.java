package com.orgscope.ingest;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.LinkedIds;
import com.orgscope.eventlog.Delivery;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.LogEntry;
import com.orgscope.eventlog.LogReader;
import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.privacy.StoreSearch;
import com.orgscope.state.Findings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Deliveries that wait in the event log, opened and unpacked. They are read from the log's
 * beginning and none is taken out; whoever stores them drops what is about somebody who is erased.
 */
@Component
final class SearchEventLog implements StoreSearch {
  private static final long BYTES_AT_ONCE = 8 << 20;

  /** So long a log that has its records elsewhere may need for the first of them. */
  private static final Map<String, Duration> PATIENCE =
      Map.of("postgres", Duration.ZERO, "kafka", Duration.ofSeconds(3));

  private final ObjectProvider<EventLog> log;
  private final TenantLookups lookups;
  private final ErasedPeople people;
  private final DeadLetterBoxes boxes;

  SearchEventLog(
      ObjectProvider<EventLog> log,
      TenantLookups lookups,
      ErasedPeople people,
      DeadLetterBoxes boxes) {
    this.log = log;
    this.lookups = lookups;
    this.people = people;
    this.boxes = boxes;
  }

  @Override
  public String store() {
    return "event log";
  }

  @Override
  public Findings holding(Sought sought) {
    Findings findings = new Findings();
    EventLog events = log.getObject();
    Duration patience = PATIENCE.get(events.kind());
    if (patience == null) {
      findings.unread(events.kind(), "hands a message to one reader alone, who stores it");
      return findings;
    }
    Looking looking = new Looking(sought, findings);
    try (LogReader reader = events.reader()) {
      reader.assign(events.partition(sought.tenant()), null);
      List<LogEntry> some = reader.read(BYTES_AT_ONCE, patience);
      while (!some.isEmpty()) {
        some.forEach(entry -> looking.at(entry.delivery()));
        some = reader.read(BYTES_AT_ONCE, patience);
      }
    } catch (Failure e) {
      findings.unread(events.kind(), "cannot be read now");
    }
    return findings;
  }

  /** One look through the log. */
  private final class Looking {
    private final Sought sought;
    private final Findings findings;
    private final LinkedIds ids;
    private final TenantCipher seal;
    private final AboutSomebody about;
    private final Map<Source, Mentions> mentions = new EnumMap<>(Source.class);

    Looking(Sought sought, Findings findings) {
      this.sought = sought;
      this.findings = findings;
      this.ids = people.ids(sought.tenant(), sought.keys());
      this.seal = lookups.seal(sought.tenant());
      this.about = new AboutSomebody(seal, boxes);
      for (Source source : Source.values()) {
        findings.found(place(source), 0);
      }
    }

    void at(Delivery delivery) {
      if (!delivery.tenant().equals(sought.tenant())) {
        return;
      }
      Source source = EncryptedIntake.source(delivery);
      Mentions its =
          mentions.computeIfAbsent(source, one -> new Mentions(sought.words(), ids, place(one)));
      switch (about.of(EncryptedIntake.open(delivery, seal), its)) {
        case YES -> findings.found(place(source), 1);
        case CANNOT_TELL -> findings.unread(place(source), "some cannot be looked into");
        case NO -> {}
      }
    }

    private static String place(Source source) {
      return source.name().toLowerCase(Locale.ROOT);
    }
  }
}
