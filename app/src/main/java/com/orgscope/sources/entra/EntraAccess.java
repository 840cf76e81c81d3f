package com.orgscope.sources.entra;

import com.orgscope.kernel.Failure;
import com.orgscope.sources.AccessTokens;
import com.orgscope.sources.Connection;
import com.orgscope.sources.Link;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Proves to Microsoft who is asking: an application with a secret of its own. */
record EntraAccess(Connection connection) implements AccessTokens.Grant {
  static final String DIRECTORY_ID = "directory-id";
  static final String CLIENT_ID = "client-id";
  static final String CLIENT_SECRET = "client-secret";

  /** Where Graph and the sign-in are, if in another cloud of Microsoft's. */
  static final String GRAPH = "graph";

  static final String LOGIN = "login";

  String clientId() {
    return connection.require(CLIENT_ID);
  }

  URI graph() {
    URI graph = connection.address(GRAPH);
    return graph == null ? URI.create("https://graph.microsoft.com") : graph;
  }

  /** Whether a link leads to Graph itself: only there the token may go. */
  boolean isOwn(URI link) {
    return Link.isOf(graph(), link);
  }

  @Override
  public URI endpoint() {
    URI login = connection.address(LOGIN);
    String directory = connection.require(DIRECTORY_ID);
    if (!directory.matches("[A-Za-z0-9.-]+")) {
      throw Failure.operator("'" + DIRECTORY_ID + "' of source entra is an id or a domain");
    }
    return (login == null ? URI.create("https://login.microsoftonline.com") : login)
        .resolve("/" + directory + "/oauth2/v2.0/token");
  }

  /** Microsoft grants all that an administrator consented to. */
  @Override
  public String scope() {
    return graph() + "/.default";
  }

  @Override
  public Map<String, String> form(Instant now) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", clientId());
    form.put("client_secret", connection.require(CLIENT_SECRET));
    form.put("scope", scope());
    return form;
  }
}
