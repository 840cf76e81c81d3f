package com.orgscope.scim;

import com.orgscope.directory.PersonEntry.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user as their provider wrote them, in one form: our names of attributes, one kind of value for
 * each, nothing empty, and nothing that no schema of ours names.
 */
record Account(ObjectNode tree) {

  /**
   * What a POST or PUT says.
   *
   * @throws Refusal if it is no user
   */
  static Account of(JsonNode body) {
    if (!body.isObject()) {
      throw Fault.SYNTAX.because("a user is a JSON object");
    }
    AccountEdit edit = new AccountEdit(Schemas.JSON.createObjectNode());
    edit.merge(AccountEdit.Operation.REPLACE, body);
    return edit.account();
  }

  static Account stored(String json) {
    return new Account((ObjectNode) Schemas.JSON.readTree(json));
  }

  String json() {
    return Schemas.JSON.writeValueAsString(tree);
  }

  String userName() {
    return tree.path("userName").asString("");
  }

  boolean active() {
    return tree.path("active").asBoolean(true);
  }

  Optional<String> text(String schema, String attribute) {
    JsonNode holder = schema.equals(Schemas.USER) ? tree : tree.path(schema);
    return Optional.ofNullable(holder.path(attribute).asString(null));
  }

  /** A part of a complex attribute of the core schema. */
  Optional<String> name(String part) {
    return Optional.ofNullable(tree.path("name").path(part).asString(null));
  }

  Optional<String> manager() {
    JsonNode manager = tree.path(Schemas.ENTERPRISE).path("manager");
    return Optional.ofNullable(manager.path("value").asString(null));
  }

  /** The primary one first. */
  List<String> emails() {
    List<String> emails = new ArrayList<>();
    for (JsonNode one : tree.path("emails")) {
      String value = one.path("value").asString("");
      emails.add(one.path("primary").asBoolean(false) ? 0 : emails.size(), value);
    }
    return emails;
  }

  /** Where they work: of several addresses the one for work. */
  Optional<String> city() {
    List<JsonNode> addresses = List.copyOf(tree.path("addresses").values());
    return addresses.stream()
        .filter(one -> one.path("type").asString("").equalsIgnoreCase("work"))
        .findFirst()
        .or(() -> addresses.stream().findFirst())
        .map(one -> one.path("locality").asString(null));
  }

  /** A date, wherever it stands: ours before others'. */
  Optional<String> date(Fact fact) {
    List<JsonNode> holders = new ArrayList<>(List.of(tree.path(Schemas.ORGSCOPE), tree));
    tree.values().forEach(holders::add);
    return holders.stream()
        .filter(JsonNode::isObject)
        .flatMap(holder -> holder.properties().stream())
        .filter(entry -> HrDate.named(entry.getKey()).filter(fact::equals).isPresent())
        .map(Map.Entry::getValue)
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .findFirst();
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "Account[hidden]";
  }
}
