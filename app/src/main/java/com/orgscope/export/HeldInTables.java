package com.orgscope.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.directory.People;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.export.HeldTable.Kind;
import com.orgscope.kernel.TenantId;
import com.orgscope.usage.SensitiveApplications;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What tables of the database hold of somebody, as {@code held.tsv} says. */
@Component
final class HeldInTables implements HeldSource {
  /** What stands in the place of a text that names an application that is withheld. */
  static final String WITHHELD = "withheld";

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Of an account of an identity provider: it is somebody else. */
  private static final String MANAGER = "manager";

  private final HeldRowsStore store;
  private final TenantEncryption encryption;
  private final SensitiveApplications sensitive;
  private final People people;

  HeldInTables(
      HeldRowsStore store,
      TenantEncryption encryption,
      SensitiveApplications sensitive,
      People people) {
    this.store = store;
    this.encryption = encryption;
    this.sensitive = sensitive;
    this.people = people;
  }

  @Override
  public List<HeldFile> files(Whose whose) {
    Predicate<String> named = hidden(whose.tenant());
    List<HeldFile> files = new ArrayList<>();
    files.add(
        new HeldFile(
            "names",
            "what you are called",
            "until you are erased",
            List.of("employee_id", "login", "display_name"),
            true,
            row -> names(whose, row)));
    for (HeldTable table : HeldTable.all()) {
      if (table.isReadHere()) {
        files.add(file(whose, table, named));
      }
    }
    return files;
  }

  /** Tells texts that name a marked application, and labels that the list or a mark withholds. */
  private Predicate<String> hidden(TenantId tenant) {
    return sensitive.tells(tenant);
  }

  private void names(Whose whose, Consumer<ObjectNode> row) {
    people
        .own(whose.caller())
        .ifPresent(identity ->
            row.accept(
                JSON.createObjectNode()
                    .put("employee_id", identity.employeeId())
                    .put("login", identity.login())
                    .put("display_name", identity.displayName())));
  }

  private HeldFile file(Whose whose, HeldTable table, Predicate<String> named) {
    return new HeldFile(
        table.file(),
        table.what(),
        table.kept(),
        table.columns().stream().map(HeldTable.Column::name).toList(),
        table.columns().stream().allMatch(column -> column.kind() == Kind.PLAIN),
        row ->
            store.each(
                whose, table, text -> row.accept(read(whose, table, named, JSON.readTree(text)))));
  }

  private ObjectNode read(Whose whose, HeldTable table, Predicate<String> named, JsonNode stored) {
    ObjectNode row = JSON.createObjectNode();
    for (HeldTable.Column column : table.columns()) {
      JsonNode value = stored.path(column.name());
      row.set(
          column.name(),
          switch (column.kind()) {
            case PLAIN -> value;
            case DOC -> without(value, named);
            case SEALED -> opened(whose, stored, value);
          });
    }
    return row;
  }

  /** Only accounts of identity providers are sealed as a whole; see {@code scim}. */
  private JsonNode opened(Whose whose, JsonNode row, JsonNode sealed) {
    if (!sealed.isString()) {
      return sealed;
    }
    byte[] bytes = HexFormat.of().parseHex(sealed.asString().substring("\\x".length()));
    String place = "scim/" + row.path("id").asString();
    return withoutManager(
        JSON.readTree(new String(encryption.open(whose.tenant(), bytes, place), UTF_8)));
  }

  private static JsonNode withoutManager(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(MANAGER);
      object.forEach(HeldInTables::withoutManager);
    } else if (node instanceof ArrayNode array) {
      array.forEach(HeldInTables::withoutManager);
    }
    return node;
  }

  /** With {@link #WITHHELD} where a text names an application that is withheld by now. */
  private static JsonNode without(JsonNode node, Predicate<String> named) {
    if (node.isString() && named.test(node.asString())) {
      return JsonNodeFactory.instance.stringNode(WITHHELD);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode clean = JSON.createArrayNode();
      array.forEach(each -> clean.add(without(each, named)));
      return clean;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode clean = JSON.createObjectNode();
      for (Map.Entry<String, JsonNode> each : object.properties()) {
        clean.set(each.getKey(), without(each.getValue(), named));
      }
      return clean;
    }
    return node;
  }
}
