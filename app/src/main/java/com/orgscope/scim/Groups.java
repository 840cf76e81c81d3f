package com.orgscope.scim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.audit.Audit;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Caller;
import com.orgscope.scim.GroupStore.Change;
import com.orgscope.scim.GroupStore.Outcome;
import com.orgscope.scim.GroupStore.Row;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The groups of a tenant: what they are called, sealed, and whose accounts are in them. A member
 * whom no user is any more is passed over and told to the log: a provider that is refused for one
 * would not come again with the others.
 */
@Component
final class Groups {
  private static final Logger LOG = LoggerFactory.getLogger(Groups.class);
  private static final int ROWS_AT_ONCE = 1_000;

  private final GroupStore store;
  private final TenantEncryption seals;
  private final Audit audit;
  private final ScimSettings settings;
  private final InstantSource clock;
  private final ConcurrencyLimit writes;

  Groups(
      GroupStore store,
      TenantEncryption seals,
      Audit audit,
      ScimSettings settings,
      InstantSource clock) {
    this.store = store;
    this.seals = seals;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
    this.writes = new ConcurrencyLimit(settings);
  }

  /**
   * Some groups and how many there are.
   *
   * @param startIndex of the first, counted from one
   */
  record Page(List<Group> groups, long total, long startIndex) {}

  Group get(Caller caller, UUID id, boolean members) {
    Row row = store.groups().find(caller, id).orElseThrow(() -> notThere(id));
    return groups(caller, List.of(row), members).getFirst();
  }

  Group create(Caller caller, JsonNode body) {
    GroupEdit edit = GroupEdit.whole(body);
    GroupName name = edit.name();
    UUID id = UUID.randomUUID();
    Instant now = now();
    Row row = new Row(id, external(caller, name), sealed(caller, id, name), 1, now, now);
    told(caller, id);
    return done(
        caller,
        id,
        store.add(caller, new Change(row, hash(caller, name), edit), settings.maxMembers()));
  }

  /**
   * @param expected the version it must have; null for any
   * @param edit of what it is called now
   */
  Group change(
      Caller caller, UUID id, @Nullable Long expected, Function<GroupName, GroupEdit> edit) {
    told(caller, id);
    return done(
        caller,
        id,
        store.change(
            caller, id, settings.maxMembers(), before -> changed(caller, before, expected, edit)));
  }

  private Change changed(
      Caller caller, Row before, @Nullable Long expected, Function<GroupName, GroupEdit> edit) {
    if (expected != null && expected != before.version()) {
      throw Fault.VERSION.because("the group is at version W/\"" + before.version() + "\" by now");
    }
    GroupName was = name(caller, before);
    GroupEdit wanted = edit.apply(was);
    GroupName becomes = wanted.name();
    Row row =
        new Row(
            before.id(),
            external(caller, becomes),
            becomes.equals(was) ? before.resource() : sealed(caller, before.id(), becomes),
            before.version() + 1,
            before.createdAt(),
            now());
    return new Change(row, hash(caller, becomes), wanted);
  }

  private Group done(Caller caller, UUID id, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(Row row, int strangers) -> {
        if (strangers > 0) {
          LOG.warn(
              "{} members of group {} of tenant {} are no users and were passed over",
              strangers,
              id,
              caller.tenant());
        }
        yield groups(caller, List.of(row), false).getFirst();
      }
      case Outcome.NotThere() -> throw notThere(id);
      case Outcome.NameTaken() ->
          throw Fault.UNIQUENESS.because("another group has this displayName");
      case Outcome.TooManyMembers() ->
          throw Fault.TOO_MANY.because("a group has at most " + settings.maxMembers() + " members");
    };
  }

  void delete(Caller caller, UUID id, @Nullable Long expected) {
    Row row = store.groups().find(caller, id).orElseThrow(() -> notThere(id));
    told(caller, id);
    if (!store.delete(caller, id, expected)) {
      throw Fault.VERSION.because("the group is at version W/\"" + row.version() + "\" by now");
    }
  }

  /**
   * @param members whether they are wanted; then a page ends before they are too many
   */
  Page list(Caller caller, @Nullable Filter filter, long startIndex, int count, boolean members) {
    long first = Math.max(1, startIndex);
    if (filter == null) {
      List<Row> rows = count == 0 ? List.of() : store.groups().page(caller, first - 1, count);
      return new Page(fitting(caller, rows, members), store.groups().count(caller), first);
    }
    List<Row> found = indexed(caller, filter).orElseGet(() -> scan(caller, filter));
    List<Row> fitting = found.stream().filter(row -> fits(caller, filter, row)).toList();
    List<Row> page = fitting.stream().skip(first - 1).limit(count).toList();
    return new Page(fitting(caller, page, members), fitting.size(), first);
  }

  /** As many of the rows as their members allow, at least one. */
  private List<Group> fitting(Caller caller, List<Row> rows, boolean members) {
    if (!members) {
      return groups(caller, rows, false);
    }
    Map<UUID, Integer> sizes = store.sizes(caller, rows.stream().map(Row::id).toList());
    List<Row> some = new ArrayList<>();
    long sum = 0;
    for (Row row : rows) {
      sum += sizes.getOrDefault(row.id(), 0);
      if (!some.isEmpty() && sum > settings.maxMembers()) {
        break;
      }
      some.add(row);
    }
    return groups(caller, some, true);
  }

  private List<Row> scan(Caller caller, Filter filter) {
    List<Row> fitting = new ArrayList<>();
    for (int from = 0; ; from += ROWS_AT_ONCE) {
      List<Row> rows = store.groups().page(caller, from, ROWS_AT_ONCE);
      rows.stream().filter(row -> fits(caller, filter, row)).forEach(fitting::add);
      if (rows.size() < ROWS_AT_ONCE) {
        return fitting;
      }
      if (from + ROWS_AT_ONCE >= settings.maxScannedUsers()) {
        throw Fault.TOO_MANY.because(
            "ask by displayName, externalId, members or id: there are too many groups");
      }
    }
  }

  private boolean fits(Caller caller, Filter filter, Row row) {
    boolean members = filter.mentions("members");
    return filter.fits(groups(caller, List.of(row), members).getFirst().resource(""));
  }

  /** Those that may fit, if one of the filter's conditions is one that an index answers. */
  private Optional<List<Row>> indexed(Caller caller, Filter filter) {
    for (Filter condition : filter.conditions()) {
      if (condition instanceof Filter.Compare(Target target, var operator, String value)
          && operator == Filter.Operator.EQ
          && value != null) {
        Optional<List<Row>> rows =
            switch (target.attribute().toLowerCase(Locale.ROOT)) {
              case "id" ->
                  Optional.of(
                      Users.id(value).flatMap(id -> store.groups().find(caller, id)).stream()
                          .toList());
              case "displayname" -> Optional.of(store.byName(caller, hash(caller, "group", value)));
              case "externalid" ->
                  Optional.of(store.byExternalId(caller, hash(caller, "group-external", value)));
              case "members" ->
                  Optional.of(
                      Users.id(value).map(id -> store.byMember(caller, id)).orElse(List.of()));
              default -> Optional.empty();
            };
        if (rows.isPresent()) {
          return rows;
        }
      }
    }
    return Optional.empty();
  }

  private List<Group> groups(Caller caller, List<Row> rows, boolean members) {
    Map<UUID, List<UUID>> of =
        members ? store.members(caller, rows.stream().map(Row::id).toList()) : Map.of();
    return rows.stream()
        .map(row ->
            new Group(
                row.id(),
                name(caller, row),
                members ? of.getOrDefault(row.id(), List.of()) : null,
                row.version(),
                row.createdAt(),
                row.modifiedAt()))
        .toList();
  }

  private GroupName name(Caller caller, Row row) {
    return GroupName.stored(
        new String(seals.open(caller.tenant(), row.resource(), place(row.id())), UTF_8));
  }

  private byte[] sealed(Caller caller, UUID id, GroupName name) {
    return seals.seal(caller.tenant(), name.json().getBytes(UTF_8), place(id));
  }

  private static String place(UUID id) {
    return "scim-group/" + id;
  }

  private UUID hash(Caller caller, GroupName name) {
    return hash(caller, "group", name.displayName());
  }

  private @Nullable UUID external(Caller caller, GroupName name) {
    String external = name.externalId();
    return external == null ? null : hash(caller, "group-external", external);
  }

  private UUID hash(Caller caller, String kind, String text) {
    String folded = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    return UUID.fromString(
        seals.hash(
            caller.tenant(),
            "scim-" + kind,
            kind.equals("group") ? folded.toLowerCase(Locale.ROOT) : Guid.plain(folded)));
  }

  private void told(Caller caller, UUID id) {
    audit.record(
        caller, "change a group", "group " + id, "an identity provider puts accounts together");
  }

  private static Refusal notThere(UUID id) {
    return Fault.NOT_THERE.because("group " + id + " is not there");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Bodies of groups are large, so not all may be read at once. */
  <T> T inTurn(Supplier<T> change) {
    return writes.within(change);
  }
}
