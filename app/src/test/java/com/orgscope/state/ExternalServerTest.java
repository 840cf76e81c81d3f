package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ExternalServerTest {
  private static final Path CLIENTS = Path.of("target", "clients-server");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void an_empty_database_of_an_owner_who_is_no_superuser_becomes_orgscopes() throws Exception {
    // Some server that is not ours to start: here it happens to be one of ours.
    try (var clients = new EmbeddedServer(new Home(CLIENTS), PATIENCE);
        Connection superuser = clients.connectAsSuperuser("postgres");
        Statement statement = superuser.createStatement()) {
      String name = "client_" + UUID.randomUUID().toString().substring(0, 8);
      String secret = "p@ss:w/rd ";
      for (Login login : Login.values()) {
        statement.execute("DROP ROLE IF EXISTS " + login.role());
      }
      statement.execute("DROP ROLE IF EXISTS " + Roles.DEFINER);
      statement.execute("DROP ROLE IF EXISTS " + Roles.VERIFIER);
      statement.execute("CREATE ROLE " + name + " LOGIN CREATEROLE PASSWORD '" + secret + "'");
      statement.execute("CREATE DATABASE " + name + " OWNER " + name);
      Path home = Path.of("target", "no-home-" + name);
      for (String url : urls(clients.port(), name, "p%40ss%3Aw%2Frd%20")) {
        try (var database =
            new Database(
                new Home(home),
                new StateSettings(url, "embedded", 2, PATIENCE),
                Optional.empty())) {
          assertThat(
                  database.<String>inTransactionAs(
                      Caller.system(new TenantId("acme"), "test"),
                      jdbc ->
                          jdbc.sql("SELECT current_user || ' ' || state.tenant()")
                              .query(String.class)
                              .single()))
              .isEqualTo("orgscope_app acme");
        }
      }
      assertThat(Files.exists(home)).as("nothing is started inside").isFalse();
      statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
    }
  }

  private static List<String> urls(int port, String name, String secret) {
    return List.of(
        "postgres://%s:%s@127.0.0.1:%s/%s".formatted(name, secret, port, name),
        "postgresql://%s:%s@127.0.0.1:%s/%s?sslmode=disable".formatted(name, secret, port, name),
        "jdbc:postgresql://127.0.0.1:%s/%s?user=%s&password=%s"
            .formatted(port, name, name, secret));
  }

  @Test
  void a_url_that_cannot_be_read_is_refused_without_showing_its_password() {
    for (String url :
        List.of(
            "postgres://127.0.0.1/db",
            "postgres://ann:hunter2@127.0.0.1",
            "mysql://ann:hunter2@127.0.0.1/db",
            "postgres://ann:hunter2 hunter2@127.0.0.1/db",
            "jdbc:postgresql://127.0.0.1/db?user=ann",
            "jdbc:oracle:thin:@hunter2")) {
      assertThatThrownBy(() -> ExternalServer.at(url))
          .as(url)
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.OPERATOR))
          .hasMessageContaining("postgres://user:password@host")
          .hasMessageNotContaining("hunter2");
    }
  }
}
