package com.orgscope.signin;

import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an identity provider says of itself (OpenID Connect Discovery 1.0).
 *
 * @param endSession where one signs out there; null if it does not say
 * @param groupsScope whether one asks for groups by a scope of that name
 * @param basic whether the client's secret may stand in a header
 * @param algorithms of signatures of ID tokens
 * @param ahead by how much its clock is before ours; null if it does not say
 */
record ProviderMetadata(
    String issuer,
    String authorization,
    String token,
    String keys,
    @Nullable String endSession,
    boolean groupsScope,
    boolean basic,
    List<String> algorithms,
    @Nullable Duration ahead) {

  static ProviderMetadata of(JsonNode document, @Nullable Duration ahead) {
    JsonNode methods = document.path("token_endpoint_auth_methods_supported");
    String end = document.path("end_session_endpoint").asString("");
    return new ProviderMetadata(
        text(document, "issuer"),
        text(document, "authorization_endpoint"),
        text(document, "token_endpoint"),
        text(document, "jwks_uri"),
        end.isEmpty() ? null : end,
        texts(document.path("scopes_supported")).contains("groups"),
        methods.isMissingNode() || texts(methods).contains("client_secret_basic"),
        texts(document.path("id_token_signing_alg_values_supported")),
        ahead);
  }

  private static String text(JsonNode document, String name) {
    String text = document.path(name).asString("");
    if (text.isEmpty()) {
      throw Failure.retry("the identity provider's own description has no " + name, null);
    }
    return text;
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(one -> one.asString("")).toList();
  }
}
