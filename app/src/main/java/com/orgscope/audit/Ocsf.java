package com.orgscope.audit;

import com.orgscope.kernel.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries as events of the Open Cybersecurity Schema Framework, version 1.3.0: signing in and out
 * as Authentication, what changes the installation or a record as Entity Management, the rest as
 * API Activity. People stand there by alias and by nothing else.
 */
final class Ocsf {
  static final String VERSION = "1.3.0";

  private static final String REFUSED = "refused: ";

  /** Whom an entry of a time before aliases is about, or who acted: nobody is told. */
  private static final String OF_BEFORE = "a person of before there were aliases";

  private static final String PROGRAM = "service:";
  private static final Pattern KEY =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Classes, with what an event of each must have. */
  private enum Kind {
    AUTHENTICATION(3, 3002, "Authentication"),
    ENTITY_MANAGEMENT(3, 3004, "Entity Management"),
    API_ACTIVITY(6, 6003, "API Activity");

    private final int category;
    private final int number;
    private final String caption;

    Kind(int category, int number, String caption) {
      this.category = category;
      this.number = number;
      this.caption = caption;
    }
  }

  private static final int CREATE = 1;
  private static final int READ = 2;
  private static final int UPDATE = 3;
  private static final int DELETE = 4;
  private static final int OTHER = 99;
  private static final int LOGON = 1;
  private static final int LOGOFF = 2;

  /** How an action begins, and which activity of which class that is. */
  private record Rule(String beginning, Kind kind, int activity) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("sign in", Kind.AUTHENTICATION, LOGON),
          new Rule("sign out", Kind.AUTHENTICATION, LOGOFF),
          new Rule("session ended", Kind.AUTHENTICATION, LOGOFF),
          new Rule("switch role", Kind.AUTHENTICATION, OTHER),
          new Rule("make ", Kind.ENTITY_MANAGEMENT, CREATE),
          new Rule("connect ", Kind.ENTITY_MANAGEMENT, CREATE),
          new Rule("set ", Kind.ENTITY_MANAGEMENT, UPDATE),
          new Rule("let ", Kind.ENTITY_MANAGEMENT, UPDATE),
          new Rule("change ", Kind.ENTITY_MANAGEMENT, UPDATE),
          new Rule("grant ", Kind.ENTITY_MANAGEMENT, UPDATE),
          new Rule("override ", Kind.ENTITY_MANAGEMENT, UPDATE),
          new Rule("decide ", Kind.ENTITY_MANAGEMENT, UPDATE),
          new Rule("remove ", Kind.ENTITY_MANAGEMENT, DELETE),
          new Rule("revoke ", Kind.ENTITY_MANAGEMENT, DELETE),
          new Rule("withdraw ", Kind.ENTITY_MANAGEMENT, DELETE),
          new Rule("read ", Kind.API_ACTIVITY, READ),
          new Rule("open ", Kind.API_ACTIVITY, READ),
          new Rule("view ", Kind.API_ACTIVITY, READ),
          new Rule("", Kind.API_ACTIVITY, OTHER));

  private Ocsf() {}

  static Letter letter(TenantId tenant, StoredEntry entry) {
    String id = tenant.value() + ":entry:" + entry.number();
    return new Letter(
        id,
        Letter.What.ENTRIES,
        entry.at(),
        isRefused(entry),
        Letter.ascii(JSON.writeValueAsString(event(tenant, id, entry))));
  }

  /** In the order of the standard's own examples: what, when, who, whom, how it ended. */
  private static Map<String, Object> event(TenantId tenant, String id, StoredEntry entry) {
    boolean refused = isRefused(entry);
    String action = refused ? entry.action().substring(REFUSED.length()) : entry.action();
    Rule rule =
        RULES.stream().filter(r -> action.startsWith(r.beginning())).findFirst().orElseThrow();
    Kind kind = rule.kind();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("category_uid", kind.category);
    event.put("class_uid", kind.number);
    event.put("class_name", kind.caption);
    event.put("activity_id", rule.activity());
    event.put("activity_name", action);
    event.put("type_uid", kind.number * 100 + rule.activity());
    event.put("severity_id", refused ? 2 : 1);
    event.put("time", entry.at().toEpochMilli());
    event.put("status_id", refused ? 2 : 1);
    event.put("status_detail", entry.reason());
    event.put(
        "metadata",
        Map.of(
            "version",
            VERSION,
            "uid",
            id,
            "tenant_uid",
            tenant.value(),
            "product",
            Map.of("name", "Orgscope", "vendor_name", "Orgscope")));
    event.put("actor", Map.of("user", user(entry)));
    Map<String, Object> from = from(entry);
    switch (kind) {
      case AUTHENTICATION -> {
        event.put("user", user(entry));
        event.put("service", Map.of("name", "Orgscope"));
        event.put("src_endpoint", from);
      }
      case ENTITY_MANAGEMENT -> event.put("entity", entity(entry));
      case API_ACTIVITY -> {
        event.put("api", Map.of("operation", action, "service", Map.of("name", "Orgscope")));
        event.put("src_endpoint", from);
        event.put("resources", resources(entry));
      }
    }
    event.put("unmapped", unmapped(entry));
    return event;
  }

  private static boolean isRefused(StoredEntry entry) {
    return entry.action().startsWith(REFUSED);
  }

  private static Map<String, Object> user(StoredEntry entry) {
    UUID alias = entry.actor();
    String principal = entry.principal();
    boolean program = principal.startsWith(PROGRAM);
    if (alias != null || program) {
      return Map.of(
          "uid", alias == null ? principal : alias.toString(), "type_id", program ? 3 : 1);
    }
    return entry.role().equals("SYSTEM")
        ? Map.of("uid", principal, "type_id", 3)
        : Map.of("uid", OF_BEFORE, "type_id", 1);
  }

  /** A cut address is of a network and of no machine: it is a name and no address. */
  private static Map<String, Object> from(StoredEntry entry) {
    StoredEntry.Where where = entry.where();
    String address = where == null ? "" : where.address();
    return Map.of("name", address.isEmpty() ? "Orgscope" : address);
  }

  private static Map<String, Object> entity(StoredEntry entry) {
    List<UUID> people = people(entry);
    String name = subject(entry);
    return people.size() == 1
        ? Map.of("name", name, "uid", people.getFirst().toString(), "type", Audit.PERSON)
        : Map.of("name", name);
  }

  private static List<Object> resources(StoredEntry entry) {
    List<Object> resources = new ArrayList<>();
    resources.add(Map.of("name", subject(entry)));
    people(entry)
        .forEach(alias -> resources.add(Map.of("uid", alias.toString(), "type", Audit.PERSON)));
    return resources;
  }

  private static List<UUID> people(StoredEntry entry) {
    StoredEntry.Where where = entry.where();
    return where == null ? List.of() : where.persons();
  }

  /** In an older log one person stands as their key. */
  private static String subject(StoredEntry entry) {
    return KEY.matcher(entry.subject()).matches() ? OF_BEFORE : entry.subject();
  }

  private static Map<String, Object> unmapped(StoredEntry entry) {
    Map<String, Object> unmapped = new LinkedHashMap<>();
    unmapped.put("role", entry.role());
    StoredEntry.Where where = entry.where();
    if (where != null && !where.request().isEmpty()) {
      unmapped.put("request", where.request());
    }
    if (where != null && !where.list().isEmpty()) {
      unmapped.put("people_list_sha256", where.list());
    }
    return unmapped;
  }
}
