package com.orgscope.web;

import static com.orgscope.web.AuditPage.Asked.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.access.AuditReading;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.audit.AuditQuery;
import com.orgscope.audit.Departures;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.web.AuditPage.Asked;
import com.orgscope.web.AuditPage.Link;
import com.orgscope.web.AuditPage.Row;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Searches the audit log for the page and the API; that it was read stands in it. */
@Component
@ConditionalOnWebApplication
final class AuditPages {
  private static final String LIST = "audit";
  private static final int SHOWN = 50;
  private static final int MOST = 1_000;
  private static final int PEOPLE_SHOWN = 3;
  private static final String REFUSED = "refused: ";
  private static final String ALIAS = "alias:";
  private static final Pattern ID =
      Pattern.compile("([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Of keys of people; aliases are of version 4. */
  private static final int VERSION_OF_KEYS = 8;

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.UK);

  private final AuditReading reading;
  private final Audit audit;
  private final Departures departures;
  private final Tenants tenants;

  AuditPages(AuditReading reading, Audit audit, Departures departures, Tenants tenants) {
    this.reading = reading;
    this.audit = audit;
    this.departures = departures;
    this.tenants = tenants;
  }

  /** Some entries, and whether there are more. */
  private record Found(List<AuditEntry> entries, boolean more) {
    @Nullable Long next() {
      return more ? entries.getLast().number() : null;
    }
  }

  AuditPage page(Caller caller, Asked asked) {
    ZoneId zone = tenants.get(caller.tenant()).zone();
    Found found = found(caller, asked, zone, SHOWN);
    Long next = found.next();
    List<OperationsPage.Health> lamps =
        Stream.concat(
                Stream.of(HealthLamps.auditLog(audit.verified(caller), zone)),
                HealthLamps.departures(departures.lags(caller), zone).stream())
            .toList();
    return new AuditPage(
        lead(caller),
        asked,
        lamps,
        found.entries().stream().map(AuditPages::action).distinct().sorted().toList(),
        found.entries().stream().map(entry -> row(entry, zone)).toList(),
        next == null ? null : older(asked, next));
  }

  AuditPage.Document document(Caller caller, Asked asked) {
    ZoneId zone = tenants.get(caller.tenant()).zone();
    Integer limit = asked.limit();
    Found found = found(caller, asked, zone, limit == null ? SHOWN : Math.clamp(limit, 1, MOST));
    return new AuditPage.Document(
        found.entries().stream().map(AuditPages::said).toList(), found.next());
  }

  Listed<AuditPage.Said> listed(Caller caller, AuditPage.Sought sought, Listed.Part part) {
    AuditPage.Document found = document(caller, sought.before(part.afterNumber(LIST), part.most()));
    Long next = found.next();
    return new Listed<>(
        found.entries(), next == null ? null : Listed.cursor(LIST, List.of(next.toString())));
  }

  private Found found(Caller caller, Asked asked, ZoneId zone, int most) {
    String who = text(asked.who());
    UUID id = id(who);
    PersonKey person = id != null && id.version() == VERSION_OF_KEYS ? new PersonKey(id) : null;
    List<AuditEntry> entries =
        reading.found(
            caller,
            new AuditQuery(
                Searches.day(asked.since(), zone, 0),
                Searches.day(asked.until(), zone, 1),
                orNull(text(asked.action())),
                id == null ? orNull(who) : null,
                person,
                person == null ? id : null,
                orNull(text(asked.request())),
                text(asked.outcome()).equals("refused"),
                asked.before(),
                most + 1));
    return entries.size() > most
        ? new Found(entries.subList(0, most), true)
        : new Found(entries, false);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable UUID id(String who) {
    String bare = who.startsWith(ALIAS) ? who.substring(ALIAS.length()) : who;
    return ID.matcher(bare).matches() ? UUID.fromString(bare) : null;
  }

  private static String lead(Caller caller) {
    return caller.role() == Role.AUDITOR
        ? "Who did what, to whom, when and why they were allowed or refused, the newest first. People stand by alias, and nobody here can tell you who they are. That you read this is written down too."
        : "Who did what, to whom, when and why they were allowed or refused, the newest first. People stand by key; whose it is, their record says, for a purpose. That you read this is written down too.";
  }

  private static String older(Asked asked, long next) {
    Map<String, String> questions = new LinkedHashMap<>();
    questions.put("since", text(asked.since()));
    questions.put("until", text(asked.until()));
    questions.put("action", text(asked.action()));
    questions.put("who", text(asked.who()));
    questions.put("outcome", text(asked.outcome()));
    questions.put("request", text(asked.request()));
    return Searches.older("/audit", questions, next);
  }

  static Row row(AuditEntry entry, ZoneId zone) {
    // An entry may name everybody, and a row shows a few.
    List<Link> people =
        Stream.concat(
                entry.persons().stream().map(PersonKey::toString),
                entry.aliases().stream().map(UUID::toString))
            .limit(PEOPLE_SHOWN)
            .map(id -> link("who", id))
            .toList();
    int more = entry.persons().size() + entry.aliases().size() - people.size();
    String request = entry.request();
    return new Row(
        AT.format(entry.at().atZone(zone)),
        entry.at().toString(),
        entry.principal().equals(AuditEntry.ERASED)
            ? new Link(AuditEntry.ERASED, AuditEntry.ERASED, null)
            : link("who", entry.principal()),
        Words.role(Role.valueOf(entry.role())),
        entry.action().startsWith(REFUSED),
        action(entry),
        isAmongThem(entry) ? "" : entry.subject(),
        people,
        more(more, entry.erased()),
        Words.spoken(entry.reason()),
        entry.from(),
        request.isEmpty() ? null : link("request", request));
  }

  /** Whether the subject is one of the people, who stand beside it. */
  private static boolean isAmongThem(AuditEntry entry) {
    return ID.matcher(entry.subject()).matches()
        && Stream.concat(entry.persons().stream(), entry.aliases().stream())
            .anyMatch(one -> one.toString().equals(entry.subject()));
  }

  private static String more(int more, int erased) {
    return Stream.of(
            more == 0 ? "" : "and " + Formats.people(more) + " more",
            erased == 0 ? "" : Formats.people(erased) + " erased")
        .filter(words -> !words.isEmpty())
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  /** An id reads by its beginning; it is in the address in whole. */
  private static Link link(String question, String value) {
    return new Link(
        ID.matcher(value).replaceAll("$1…"),
        value,
        "/audit?" + question + "=" + UriUtils.encode(value, UTF_8));
  }

  private static String action(AuditEntry entry) {
    String action = entry.action();
    return action.startsWith(REFUSED) ? action.substring(REFUSED.length()) : action;
  }

  private static AuditPage.Said said(AuditEntry entry) {
    return new AuditPage.Said(
        entry.number(),
        entry.at().toString(),
        entry.principal(),
        entry.role().toLowerCase(Locale.ROOT),
        action(entry),
        entry.action().startsWith(REFUSED),
        entry.subject(),
        entry.reason(),
        entry.persons().stream().map(PersonKey::toString).toList(),
        entry.aliases().stream().map(UUID::toString).toList(),
        entry.erased(),
        entry.from(),
        entry.request());
  }
}
