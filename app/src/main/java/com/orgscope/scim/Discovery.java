package com.orgscope.scim;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What this server can do, told to a provider (RFC 7644, 4). */
final class Discovery {
  private static final String CONFIG =
      "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
  private static final String TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
  private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";
  private static final int MOST_RESULTS = 200;

  private Discovery() {}

  static ObjectNode config(String base) {
    ObjectNode config = Schemas.JSON.createObjectNode();
    config.putArray("schemas").add(CONFIG);
    config.putObject("patch").put("supported", true);
    config
        .putObject("bulk")
        .put("supported", false)
        .put("maxOperations", 0)
        .put("maxPayloadSize", 0);
    config.putObject("filter").put("supported", true).put("maxResults", MOST_RESULTS);
    config.putObject("changePassword").put("supported", false);
    config.putObject("sort").put("supported", false);
    config.putObject("etag").put("supported", true);
    config
        .putArray("authenticationSchemes")
        .addObject()
        .put("type", "oauthbearertoken")
        .put("name", "Bearer token")
        .put("description", "A token that IT/Security of Orgscope makes")
        .put("primary", true);
    config
        .putObject("meta")
        .put("resourceType", "ServiceProviderConfig")
        .put("location", base + "/ServiceProviderConfig");
    return config;
  }

  static List<ObjectNode> resourceTypes(String base) {
    ObjectNode user = type(base, "User", "An account of somebody who works here", Schemas.USER);
    for (String schema : List.of(Schemas.ENTERPRISE, Schemas.ORGSCOPE)) {
      user.withArray("schemaExtensions").addObject().put("schema", schema).put("required", false);
    }
    return List.of(user, type(base, "Group", "Accounts put together", Schemas.GROUP));
  }

  private static ObjectNode type(String base, String name, String description, String schema) {
    ObjectNode type = Schemas.JSON.createObjectNode();
    type.putArray("schemas").add(TYPE);
    type.put("id", name).put("name", name).put("endpoint", "/" + name + "s");
    type.put("description", description).put("schema", schema).putArray("schemaExtensions");
    type.putObject("meta")
        .put("resourceType", "ResourceType")
        .put("location", base + "/ResourceTypes/" + name);
    return type;
  }

  static List<ObjectNode> schemas(String base) {
    List<ObjectNode> schemas = new ArrayList<>();
    for (JsonNode definition : Schemas.document()) {
      ObjectNode schema = Schemas.JSON.createObjectNode();
      schema.putArray("schemas").add(SCHEMA);
      definition.forEachEntry(schema::set);
      schema
          .putObject("meta")
          .put("resourceType", "Schema")
          .put("location", base + "/Schemas/" + definition.path("id").asString());
      schemas.add(schema);
    }
    return schemas;
  }
}
