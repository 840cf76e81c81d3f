package com.orgscope.usage;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.Directory;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Question;
import com.orgscope.lake.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What people used, read from the daily roll-up. Each look at people is audited; whose rows a
 * caller has is decided by room {@code access}.
 */
@Component
public class Usage {
  private static final Question PEOPLE = new Question(Usage.class, "people");
  private static final Question COMMON = new Question(Usage.class, "common");
  private static final Question CO_OCCURRENCE = new Question(Usage.class, "cooccurrence");

  private final Lake lake;
  private final Applications applications;
  private final Directory directory;
  private final Access access;

  Usage(Lake lake, Applications applications, Directory directory, Access access) {
    this.lake = lake;
    this.applications = applications;
    this.directory = directory;
    this.access = access;
  }

  /**
   * One person's use; empty of everything if there is none.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller may not see this person
   */
  public PersonUsage of(Caller caller, PersonKey person, TimeWindow window) {
    access.require(caller, Action.PERSON_DATA, person);
    Merged merged = Merged.of(directory.merged(caller.tenant()));
    Scope scope = new Scope(caller.tenant(), merged.keysOf(person));
    return ask(scope, window, merged).getOrDefault(person, PersonUsage.none(person, window));
  }

  /**
   * Everybody's use whose row the caller has, of those who used anything or tried to.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller may see no person
   */
  public Map<PersonKey, PersonUsage> everybody(Caller caller, TimeWindow window) {
    access.require(
        caller, Action.PERSON_DATA, "usage " + window.from() + " to " + window.lastDay());
    Merged merged = Merged.of(directory.merged(caller.tenant()));
    return ask(merged.widen(access.scope(caller)), window, merged);
  }

  /** The applications that more than half of the tenant's active people use. */
  public Set<AppId> common(TenantId tenant, TimeWindow window) {
    Merged merged = Merged.of(directory.merged(tenant));
    return new HashSet<>(
        lake.ask(
            COMMON,
            Scope.everybody(tenant),
            window,
            merged.parameters(),
            row -> new AppId(row.getString("app"))));
  }

  /**
   * How many people use both of two applications, most first. It counts and names nobody, and is
   * for the product's own use: a figure of few people must not be shown.
   */
  public List<Pair> coOccurrence(Caller caller, Collection<AppId> apps, TimeWindow window) {
    access.require(caller, Action.PERSON_DATA, "co-occurrence of applications");
    Map<String, Object> parameters =
        new LinkedHashMap<>(Merged.of(directory.merged(caller.tenant())).parameters());
    parameters.put("apps", apps.stream().map(AppId::value).toList());
    return lake.ask(
        CO_OCCURRENCE,
        access.scope(caller),
        window,
        parameters,
        row ->
            new Pair(
                new AppId(row.getString("app")),
                new AppId(row.getString("other")),
                row.getLong("people")));
  }

  /** Two applications and how many people use both. */
  public record Pair(AppId app, AppId other, long people) {}

  private Map<PersonKey, PersonUsage> ask(Scope scope, TimeWindow window, Merged merged) {
    Map<PersonKey, List<Line>> lines = new TreeMap<>();
    lake.ask(PEOPLE, scope, window, merged.parameters(), Line::of)
        .forEach(line -> lines.computeIfAbsent(line.person, p -> new ArrayList<>()).add(line));
    if (lines.isEmpty()) {
      return Map.of();
    }
    Set<AppId> common = common(scope.tenant(), window);
    Map<AppId, Application> known = new LinkedHashMap<>();
    Map<PersonKey, PersonUsage> usage = new TreeMap<>();
    lines.forEach((person, own) ->
        usage.put(person, person(scope.tenant(), person, window, own, common, known)));
    return usage;
  }

  private PersonUsage person(
      TenantId tenant,
      PersonKey person,
      TimeWindow window,
      List<Line> lines,
      Set<AppId> common,
      Map<AppId, Application> known) {
    Line total = lines.stream().filter(Line::total).findFirst().orElseThrow();
    List<AppUse> apps = new ArrayList<>();
    for (Line line : lines) {
      if (!line.total && line.app != null && line.accesses > 0) {
        AppId id = new AppId(line.app);
        Application app = known.computeIfAbsent(id, a -> applications.application(tenant, a));
        apps.add(line.use(app, total.activeSlots, common.contains(id)));
      }
    }
    return new PersonUsage(
        person,
        window,
        apps,
        total.accesses,
        total.activeSlots,
        (int) total.activeDays,
        total.firstAt,
        total.lastAt,
        total.failures,
        total.challenges,
        total.switches);
  }

  /** A row of {@code people.sql}. */
  private record Line(
      PersonKey person,
      @Nullable String app,
      boolean total,
      long accesses,
      double activeSlots,
      long sessions,
      long switches,
      long failures,
      long challenges,
      long activeDays,
      @Nullable Instant firstAt,
      @Nullable Instant lastAt) {

    static Line of(Row row) {
      return new Line(
          row.getPerson("person"),
          row.getStringOrNull("app"),
          row.getBoolean("total"),
          row.getLong("accesses"),
          row.getDouble("active_slots"),
          row.getLong("sessions"),
          row.getLong("switches"),
          row.getLong("failures"),
          row.getLong("challenges"),
          row.getLong("active_days"),
          row.isNull("first_at") ? null : row.getInstant("first_at"),
          row.isNull("last_at") ? null : row.getInstant("last_at"));
    }

    AppUse use(Application app, double slotsInAll, boolean common) {
      return new AppUse(
          app,
          accesses,
          activeSlots,
          slotsInAll > 0 ? activeSlots / slotsInAll : 0,
          sessions,
          switches,
          failures,
          challenges,
          Objects.requireNonNull(firstAt),
          Objects.requireNonNull(lastAt),
          common);
    }
  }
}
