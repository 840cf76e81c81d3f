package com.orgscope.signin;

import com.orgscope.testing.RunFolder;
import com.orgscope.testing.TargetLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Keycloak, once a test run. It is unpacked and built below {@code target} by whoever needs
 * it first, and keeps everything in memory.
 */
public final class KeycloakProcess {
  private static final String VERSION = "26.7.3";
  private static final int PATIENCE_SECONDS = 300;
  private static final String ADMIN = "admin-of-the-test";
  private static final Path FOLDER =
      Path.of("target").toAbsolutePath().resolve("keycloak-" + VERSION);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final ProcessHandle process;

  private KeycloakProcess(int port, ProcessHandle process) {
    this.port = port;
    this.process = process;
  }

  private static KeycloakProcess start(int port, Path log) throws IOException {
    Process process =
        script(
            log,
            "start",
            "--optimized",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--http-management-port=" + free(),
            "--http-management-host=127.0.0.1",
            "--hostname-strict=false",
            "--cache=local",
            "--log-level=warn");
    KeycloakProcess started = new KeycloakProcess(port, process.toHandle());
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!started.answers() && process.isAlive() && System.nanoTime() < until) {
      LockSupport.parkNanos(100_000_000);
    }
    if (!started.answers()) {
      started.end();
      throw new IOException("Keycloak does not start: " + Files.readString(log));
    }
    return started;
  }

  /** The one of all test processes of a build; the last of them that used it stops it. */
  public static KeycloakProcess shared() {
    return One.KEYCLOAK;
  }

  public String issuer(String realm) {
    return "http://127.0.0.1:" + port + "/realms/" + realm;
  }

  /** As its administrator. */
  public JsonNode admin(String method, String path, Object body) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/admin" + path))
                .header("Authorization", "Bearer " + administrator())
                .header("Content-Type", "application/json")
                .method(
                    method,
                    HttpRequest.BodyPublishers.ofString(
                        body instanceof String text ? text : JSON.writeValueAsString(body))));
    if (answer.statusCode() >= 300) {
      throw new AssertionError(
          method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
  }

  /** What a build that was killed left there. */
  private void forget(String realm) {
    var unused =
        send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/admin/realms/" + realm))
                .header("Authorization", "Bearer " + administrator())
                .DELETE());
  }

  private String administrator() {
    return token(
            "master",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMIN,
                "password",
                ADMIN))
        .path("access_token")
        .asString();
  }

  /** What the realm answers to a question for tokens. */
  public JsonNode token(String realm, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(one ->
                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return JSON.readTree(send(request).body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The script starts the server beside itself, so it alone is not enough. */
  private void end() {
    List<ProcessHandle> all =
        java.util.stream.Stream.concat(process.descendants(), java.util.stream.Stream.of(process))
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  private boolean answers() {
    try {
      return send(HttpRequest.newBuilder(URI.create(issuer("master"))).GET()).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static Process script(Path log, String... words) throws IOException {
    ProcessBuilder building =
        new ProcessBuilder(
                java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("bash", FOLDER.resolve("bin/kc.sh").toString()),
                        java.util.Arrays.stream(words))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    building
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS",
                "-Xms64m -Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
                    + " --add-opens=java.base/java.util=ALL-UNNAMED"
                    + " -Djava.net.preferIPv4Stack=true",
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                ADMIN));
    return building.start();
  }

  private static int free() throws IOException {
    try (ServerSocket one = new ServerSocket(0)) {
      return one.getLocalPort();
    }
  }

  /** What its start would find out each time is found out once. */
  private static Path prepared() throws IOException {
    Path done = FOLDER.resolve("prepared");
    if (!Files.exists(done)) {
      unpack();
      Path log = FOLDER.resolve("build.log");
      Process build = script(log, "build", "--db=dev-mem", "--cache=local");
      try {
        if (build.waitFor() != 0) {
          throw new IOException("Keycloak cannot be built: " + Files.readString(log));
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      Files.createFile(done);
    }
    return done;
  }

  private static void unpack() throws IOException {
    Path zip =
        Path.of(
                System.getProperty(
                    "orgscope.test.repository",
                    System.getProperty("user.home") + "/.m2/repository"))
            .resolve("org/keycloak/keycloak-quarkus-dist/" + VERSION)
            .resolve("keycloak-quarkus-dist-" + VERSION + ".zip");
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path to = FOLDER.resolveSibling(entry.getName()).normalize();
        if (!to.startsWith(FOLDER)) {
          throw new IOException("an odd entry: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(java.util.Objects.requireNonNull(to.getParent()));
          Files.copy(entries, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** Who uses the one server holds a lock that others may hold too, as long as it lives. */
  private static final class One {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path ADDRESS = TARGET.resolve("keycloak.address");
    private static final FileChannel USERS = users();
    private static final KeycloakProcess KEYCLOAK =
        TargetLock.holding("keycloak", One::foundOrMade);

    private static FileChannel users() {
      try {
        return FileChannel.open(
            TARGET.resolve("keycloak.users"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static KeycloakProcess foundOrMade() throws IOException {
      KeycloakProcess found = found();
      KeycloakProcess server = found != null ? found : made();
      var unused = USERS.lock(0, Long.MAX_VALUE, true);
      RunFolder.beforeItIsRemoved(() -> TargetLock.holding("keycloak", () -> left(server)));
      return server;
    }

    private static @Nullable KeycloakProcess found() throws IOException {
      if (!Files.exists(ADDRESS)) {
        return null;
      }
      String[] portAndProcess = Files.readString(ADDRESS).split(" ");
      KeycloakProcess server =
          ProcessHandle.of(Long.parseLong(portAndProcess[1]))
              .map(process -> new KeycloakProcess(Integer.parseInt(portAndProcess[0]), process))
              .orElse(null);
      return server != null && server.answers() ? server : null;
    }

    private static KeycloakProcess made() throws IOException {
      var unused = prepared();
      // Not in this process's own folder, which goes before the server does.
      KeycloakProcess made = start(free(), TARGET.resolve("keycloak.log"));
      Files.writeString(ADDRESS, made.port + " " + made.process.pid());
      return made;
    }

    private static boolean left(KeycloakProcess server) throws IOException {
      USERS.close();
      try (FileChannel again = users();
          FileLock alone = again.tryLock()) {
        if (alone != null) {
          server.end();
          Files.deleteIfExists(ADDRESS);
        }
        return alone != null;
      }
    }
  }

  /** A realm of a company with its groups and people, and Orgscope as its client. */
  public void realm(String realm, List<String> groups, Map<String, List<String>> people) {
    List<Map<String, Object>> users =
        people.entrySet().stream()
            .map(one ->
                Map.<String, Object>of(
                    "username",
                    one.getKey(),
                    "email",
                    one.getKey(),
                    "emailVerified",
                    true,
                    "firstName",
                    "Person",
                    "lastName",
                    "Example",
                    "enabled",
                    true,
                    "credentials",
                    List.of(Map.of("type", "password", "value", "password", "temporary", false)),
                    "groups",
                    one.getValue()))
            .toList();
    forget(realm);
    admin(
        "POST",
        "/realms",
        Map.of(
            "realm",
            realm,
            "enabled",
            true,
            "groups",
            groups.stream().map(name -> Map.of("name", name)).toList(),
            "users",
            users));
  }

  /** A client of a realm, whose tokens tell groups by name. */
  public void client(String realm, String id, Map<String, Object> more) {
    Map<String, Object> client =
        new java.util.HashMap<>(
            Map.of(
                "clientId",
                id,
                "secret",
                "secret-of-" + id,
                "publicClient",
                false,
                "protocolMappers",
                List.of(
                    mapper(
                        "groups",
                        "oidc-group-membership-mapper",
                        Map.of(
                            "full.path",
                            "false",
                            "id.token.claim",
                            "true",
                            "access.token.claim",
                            "true",
                            "claim.name",
                            "groups")))));
    client.putAll(more);
    admin("POST", "/realms/" + realm + "/clients", client);
  }

  /** Puts somebody into a group, or takes them out of it. */
  public void member(String realm, String login, String group, boolean in) {
    String of = "/realms/" + realm;
    String user =
        admin("GET", of + "/users?exact=true&username=" + encoded(login), "")
            .path(0)
            .path("id")
            .asString();
    String id =
        admin("GET", of + "/groups?exact=true&search=" + encoded(group), "")
            .path(0)
            .path("id")
            .asString();
    admin(in ? "PUT" : "DELETE", of + "/users/" + user + "/groups/" + id, "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Something that a client's tokens tell. */
  public static Map<String, Object> mapper(String name, String kind, Map<String, String> config) {
    return Map.of(
        "name", name, "protocol", "openid-connect", "protocolMapper", kind, "config", config);
  }
}
