package com.orgscope.scim;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A group as its provider wrote it, with what we say of it.
 *
 * @param members ids of users; null if nobody asked for them
 */
record Group(
    UUID id,
    GroupName name,
    @Nullable List<UUID> members,
    long version,
    Instant createdAt,
    Instant modifiedAt) {

  String etag() {
    return "W/\"" + version + "\"";
  }

  /** As it is answered. */
  ObjectNode resource(String base) {
    ObjectNode resource = Schemas.JSON.createObjectNode();
    resource.putArray("schemas").add(Schemas.GROUP);
    resource.put("id", id.toString());
    if (name.externalId() != null) {
      resource.put("externalId", name.externalId());
    }
    resource.put("displayName", name.displayName());
    if (members != null) {
      ArrayNode array = resource.putArray("members");
      for (UUID member : members) {
        array
            .addObject()
            .put("value", member.toString())
            .put("$ref", base + "/Users/" + member)
            .put("type", "User");
      }
    }
    resource
        .putObject("meta")
        .put("resourceType", "Group")
        .put("created", createdAt.toString())
        .put("lastModified", modifiedAt.toString())
        .put("location", base + "/Groups/" + id)
        .put("version", etag());
    return resource;
  }
}
