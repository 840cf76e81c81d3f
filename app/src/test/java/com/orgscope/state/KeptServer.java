package com.orgscope.state;

import com.orgscope.kernel.Home;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A home's PostgreSQL that stays up between the commands of a test, which would each start and stop
 * it. A test of what starts, stops or lies still in between does without.
 */
public final class KeptServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedServer server;

  private KeptServer(EmbeddedServer server) {
    this.server = server;
  }

  /** Gives {@code home} a database unless it has one, and starts it. */
  public static KeptServer on(Path home) {
    EmbeddedServer server = new EmbeddedServer(new Home(PreparedHome.in(home)), PATIENCE);
    var unused = server.port();
    return new KeptServer(server);
  }

  /** To what is stored, past every policy. */
  public Connection asSuperuser() throws SQLException {
    return server.connectAsSuperuser(server.database());
  }

  @Override
  public void close() {
    server.close();
  }
}
