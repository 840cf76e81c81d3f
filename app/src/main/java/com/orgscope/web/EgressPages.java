package com.orgscope.web;

import static com.orgscope.web.EgressPage.Asked.text;

import com.orgscope.access.EgressReading;
import com.orgscope.directory.Tenants;
import com.orgscope.egress.Channel;
import com.orgscope.egress.Egress;
import com.orgscope.egress.Sent;
import com.orgscope.egress.SentQuery;
import com.orgscope.kernel.Caller;
import com.orgscope.web.EgressPage.Asked;
import com.orgscope.web.EgressPage.Row;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Searches what left the house, for the page and the API. */
@Component
@ConditionalOnWebApplication
final class EgressPages {
  private static final String LIST = "egress";
  private static final int SHOWN = 50;

  /** Bodies of the API are whole, and some are long. */
  private static final int MOST = 200;

  private static final int AROUND = 90;
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.UK);

  private final EgressReading reading;
  private final Tenants tenants;

  EgressPages(EgressReading reading, Tenants tenants) {
    this.reading = reading;
    this.tenants = tenants;
  }

  EgressPage page(Caller caller, Asked asked) {
    ZoneId zone = tenants.get(caller.tenant()).zone();
    Egress.Found found = reading.found(caller, query(asked, zone, SHOWN));
    Long next = found.next();
    return new EgressPage(
        asked,
        found.sent().stream().map(sent -> row(sent, text(asked.q()), zone)).toList(),
        next == null || found.sent().size() == SHOWN
            ? ""
            : "The last %,d were looked at, and there are more.".formatted(found.lookedAt()),
        next == null ? null : older(asked, next));
  }

  EgressPage.Document document(Caller caller, Asked asked) {
    ZoneId zone = tenants.get(caller.tenant()).zone();
    Integer limit = asked.limit();
    Egress.Found found =
        reading.found(
            caller, query(asked, zone, limit == null ? SHOWN : Math.clamp(limit, 1, MOST)));
    return new EgressPage.Document(
        found.sent().stream().map(EgressPages::said).toList(), found.lookedAt(), found.next());
  }

  EgressPage.Found listed(Caller caller, EgressPage.Sought sought, Listed.Part part) {
    EgressPage.Document found =
        document(caller, sought.before(part.afterNumber(LIST), part.most()));
    Long next = found.next();
    return new EgressPage.Found(
        found.sent(),
        found.lookedAt(),
        next == null ? null : Listed.cursor(LIST, List.of(next.toString())));
  }

  Optional<EgressPage.Whole> whole(Caller caller, long number) {
    ZoneId zone = tenants.get(caller.tenant()).zone();
    return reading
        .one(caller, number)
        .map(sent -> new EgressPage.Whole(row(sent, "", zone), sent.digest(), sent.text()));
  }

  private static SentQuery query(Asked asked, ZoneId zone, int limit) {
    String channel = text(asked.channel());
    return new SentQuery(
        Searches.day(asked.since(), zone, 0),
        Searches.day(asked.until(), zone, 1),
        channel.isEmpty() ? null : Channel.named(channel),
        text(asked.q()),
        asked.before(),
        limit);
  }

  private static Row row(Sent sent, String sought, ZoneId zone) {
    return new Row(
        sent.number(),
        AT.format(sent.at().atZone(zone)),
        sent.at().toString(),
        sent.channel().word(),
        sent.recipient(),
        Formats.bytes(sent.size()),
        excerpt(sent.text(), sought));
  }

  private static String excerpt(String text, String sought) {
    // In small letters a text may be longer than it is.
    int at =
        sought.isEmpty()
            ? 0
            : Math.clamp(
                text.toLowerCase(Locale.ROOT).indexOf(sought.toLowerCase(Locale.ROOT)),
                0,
                text.length());
    int from = Math.max(0, at - AROUND);
    int to = Math.min(text.length(), at + sought.length() + AROUND);
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }

  private static EgressPage.Said said(Sent sent) {
    return new EgressPage.Said(
        sent.number(),
        sent.at().toString(),
        sent.channel().word(),
        sent.recipient(),
        sent.size(),
        sent.digest(),
        sent.text());
  }

  private static String older(Asked asked, long next) {
    Map<String, String> questions = new LinkedHashMap<>();
    questions.put("since", text(asked.since()));
    questions.put("until", text(asked.until()));
    questions.put("channel", text(asked.channel()));
    questions.put("q", text(asked.q()));
    return Searches.older("/egress", questions, next);
  }
}
