package com.orgscope.scim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is answered; a null body is an empty one. */
record ScimAnswer(int status, @Nullable ObjectNode body, @Nullable String etag) {
  private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
  private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

  static ScimAnswer of(int status, ObjectNode body) {
    return new ScimAnswer(status, body, null);
  }

  static ScimAnswer nothing() {
    return new ScimAnswer(204, null, null);
  }

  static ScimAnswer list(List<ObjectNode> resources, long total, long startIndex) {
    ObjectNode list = Schemas.JSON.createObjectNode();
    list.putArray("schemas").add(LIST);
    list.put("totalResults", total);
    list.put("startIndex", startIndex);
    list.put("itemsPerPage", resources.size());
    list.putArray("Resources").addAll(resources);
    return of(200, list);
  }

  /**
   * @param word RFC 7644's for what is wrong, if it has one
   */
  static ScimAnswer error(int status, @Nullable String word, String detail) {
    ObjectNode error = Schemas.JSON.createObjectNode();
    error.putArray("schemas").add(ERROR);
    error.put("status", Integer.toString(status));
    if (word != null) {
      error.put("scimType", word);
    }
    error.put("detail", detail);
    return of(status, error);
  }
}
