package com.orgscope.scim;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a group goes by. It may name people ("Reports of Ann Ash"), so it rests sealed. */
record GroupName(String displayName, @Nullable String externalId) {

  static GroupName stored(String json) {
    JsonNode tree = Schemas.JSON.readTree(json);
    return new GroupName(
        tree.path("displayName").asString(""), tree.path("externalId").asString(null));
  }

  String json() {
    ObjectNode tree = Schemas.JSON.createObjectNode().put("displayName", displayName);
    if (externalId != null) {
      tree.put("externalId", externalId);
    }
    return Schemas.JSON.writeValueAsString(tree);
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "GroupName[hidden]";
  }
}
