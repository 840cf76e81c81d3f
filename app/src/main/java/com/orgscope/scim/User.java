package com.orgscope.scim;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An account with what we say of it: its id, its version, when it came and changed. */
record User(UUID id, Account account, long version, Instant createdAt, Instant modifiedAt) {

  String etag() {
    return "W/\"" + version + "\"";
  }

  /** As it is answered. */
  ObjectNode resource(String base) {
    ObjectNode resource = Schemas.JSON.createObjectNode();
    ArrayNode schemas = resource.putArray("schemas").add(Schemas.USER);
    account.tree().propertyNames().stream()
        .filter(name -> name.regionMatches(true, 0, "urn:", 0, 4))
        .forEach(schemas::add);
    resource.put("id", id.toString());
    account.tree().forEachEntry(resource::set);
    if (!resource.has("active")) {
      resource.put("active", true);
    }
    resource
        .putObject("meta")
        .put("resourceType", "User")
        .put("created", createdAt.toString())
        .put("lastModified", modifiedAt.toString())
        .put("location", base + "/Users/" + id)
        .put("version", etag());
    return resource;
  }
}
