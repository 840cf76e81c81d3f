package com.orgscope.scim;

import com.orgscope.access.RateLimit;
import com.orgscope.access.Secrets;
import com.orgscope.access.Secrets.Purpose;
import com.orgscope.access.TestSecrets;
import com.orgscope.audit.Audit;
import com.orgscope.directory.Person;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.sources.ServletServer;
import com.orgscope.sources.TestClock;
import com.orgscope.state.Database;
import com.orgscope.testing.Company;
import com.orgscope.testing.DefaultSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A company whose identity provider writes over HTTP into a real directory. */
final class ScimWorld implements AutoCloseable {
  static final TenantId ACME = new TenantId("acme");
  static final TenantId OTHER = new TenantId("other");
  static final Caller IT = Caller.commandLine(ACME, "tess");
  static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  final Path home = Files.createTempDirectory("scim");
  final Database database;
  final Audit audit;
  final TestDirectory directory;
  final Secrets secrets;
  final String token;
  Instant now = Instant.parse("2026-11-02T09:00:00Z");
  private final ServletServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  ScimWorld() throws IOException {
    this(DefaultSettings.of(ScimSettings.class), 1_000_000);
  }

  ScimWorld(ScimSettings settings, int burst) throws IOException {
    Company company = Company.open(home, () -> now);
    company.beside(OTHER.value());
    database = company.database();
    audit = company.audit();
    directory = company.directory();
    secrets = TestSecrets.on(database, audit, directory, () -> now);
    token = secrets.make(IT, Purpose.SCIM, false).secret();
    Users users =
        new Users(
            new ScimStore(database, () -> now),
            TestDirectory.seals(database, home),
            directory.tenants(),
            directory.people(),
            settings,
            () -> now);
    Groups groups =
        new Groups(
            new GroupStore(database),
            TestDirectory.seals(database, home),
            audit,
            settings,
            () -> now);
    server =
        new ServletServer(
            new ScimServlet(
                secrets,
                users,
                new GroupRequests(groups, settings),
                settings,
                new RateLimit(settings.requestsPerSecond(), burst, () -> TestClock.nanos(now))),
            "/scim/v2/*");
  }

  /** An answer. */
  record Answer(int status, JsonNode body, HttpResponse<String> http) {
    String id() {
      return body.path("id").asString();
    }

    String text(String pointer) {
      return body.at(pointer).asString("");
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path) {
    return send("GET", path, "", token);
  }

  Answer filter(String filter) {
    return get("/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
  }

  Answer post(String body) {
    return send("POST", "/Users", body, token);
  }

  Answer put(String id, String body) {
    return send("PUT", "/Users/" + id, body, token);
  }

  Answer delete(String id) {
    return send("DELETE", "/Users/" + id, "", token);
  }

  /** Operations as they stand in a PatchOp. */
  Answer patch(String id, String operations) {
    String body =
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[%s]}
        """
            .formatted(operations);
    return send("PATCH", "/Users/" + id, body, token);
  }

  Answer send(String method, String path, String body, String bearer, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.origin() + "/scim/v2/acme" + path))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/scim+json; charset=utf-8")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      String text = response.body();
      JsonMapper json = JsonMapper.shared();
      return new Answer(
          response.statusCode(),
          text.isEmpty() ? json.createObjectNode() : json.readTree(text),
          response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Somebody as Okta and Entra send them, with an id of its own. */
  static String user(String login, String given, String family, String more) {
    return """
    {"schemas":["%s","%s"],"externalId":"%s","userName":"%s",
     "name":{"givenName":"%s","familyName":"%s"},"displayName":"%s %s",
     "emails":[{"primary":true,"value":"%s","type":"work"}],"active":true%s}
    """
        .formatted(
            USER,
            ENTERPRISE,
            UUID.nameUUIDFromBytes(login.getBytes(StandardCharsets.UTF_8)),
            login,
            given,
            family,
            given,
            family,
            login,
            more.isEmpty() ? "" : "," + more);
  }

  static String enterprise(String fields) {
    return "\"" + ENTERPRISE + "\":{" + fields + "}";
  }

  Person person(String login) {
    return directory.people().byLogin(IT, login).orElseThrow();
  }

  String origin() {
    return server.origin();
  }

  @Override
  public void close() {
    client.close();
    server.close();
    database.close();
  }
}
