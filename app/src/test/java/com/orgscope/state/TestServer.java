package com.orgscope.state;

import com.orgscope.kernel.Home;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.springframework.boot.SpringApplication;

/**
 * The server behind {@code TestDatabase}. It keeps its folder below {@code target}, so that only
 * the first run unpacks and initializes; clones of earlier runs are dropped.
 */
public final class TestServer {
  private static final Home HOME = new Home(Path.of("target", "test-home").toAbsolutePath());
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AtomicReference<EmbeddedServer> STARTED = new AtomicReference<>();
  private static final AtomicBoolean CLOSED_AFTER_CONTEXTS = new AtomicBoolean();

  private final EmbeddedServer server = new EmbeddedServer(HOME, PATIENCE);
  private final String template;

  private TestServer() {
    PreparedHome.in(HOME.path());
    template = "template_" + Migrations.onClasspath().digest().substring(0, 16);
    STARTED.set(server);
    Runtime.getRuntime().addShutdownHook(new Thread(TestServer::closeUnlessContextsDo));
    try {
      dropWhatEarlierRunsLeft();
      try (Connection owner = server.connectAsSuperuser("postgres");
          Statement statement = owner.createStatement()) {
        statement.execute("SELECT pg_advisory_lock(1)");
        try (Database migrated = new Database(new Borrowed(server), template, 2)) {
          migrated.dataSource();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Database fresh() {
    return One.SERVER.cloned();
  }

  /** A new database of which every statement of the application is put through {@code rewrite}. */
  public static Database rewritten(UnaryOperator<String> rewrite) {
    return watched(RewritingServer.statements(rewrite));
  }

  /** A new database of which every connection of the application is put through something. */
  static Database watched(UnaryOperator<Connection> through) {
    String name = One.SERVER.cloned().name();
    return new Database(new RewritingServer(new Borrowed(One.SERVER.server), through), name, 10);
  }

  public static Connection asOwner(Database database) {
    try {
      return One.SERVER.server.connectAsSuperuser(database.name());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another pool of connections to the same database, as another process has its own. */
  public static Database beside(Database database) {
    return new Database(new Borrowed(One.SERVER.server), database.name(), 6);
  }

  /** A database without anything in it. */
  static Database empty() throws SQLException {
    String name =
        "clone_"
            + ProcessHandle.current().pid()
            + "_"
            + UUID.randomUUID().toString().substring(0, 8);
    try (Connection superuser = One.SERVER.server.connectAsSuperuser("postgres")) {
      Roles.execute(superuser, "CREATE DATABASE " + name + " OWNER " + EmbeddedServer.OWNER);
    }
    return new Database(new Borrowed(One.SERVER.server), name, 2);
  }

  /** A connection outside the pool, so that what it leaves in its session ends with it. */
  static Connection asApplication(Database database) throws SQLException {
    return connect(Login.COMMAND_LINE, database);
  }

  /** As {@link #asApplication}, for any login. */
  static Connection connect(Login login, Database database) throws SQLException {
    return One.SERVER.server.connect(login, database.name());
  }

  /** Signs as a process of its own would. */
  static Claims claims(Database database) {
    return new Claims(() -> connect(Login.KEYS, database));
  }

  /** As whom migrations run. */
  static Connection asMigrations(Database database) throws SQLException {
    return One.SERVER.server.connectAsOwner(database.name());
  }

  /** What {@link #inAnotherProcess} finds the database by. */
  public static String nameOf(Database database) {
    return database.name();
  }

  /** The same database for a child process, through the door every process takes. */
  public static Database inAnotherProcess(String name) {
    return new Database(new EmbeddedServer(HOME, PATIENCE), name, 6);
  }

  /** Contexts still write as they end, and would wait for a server that went before them. */
  static void closeAfterContexts() {
    if (CLOSED_AFTER_CONTEXTS.compareAndSet(false, true)) {
      SpringApplication.getShutdownHandlers().add(TestServer::close);
    }
  }

  private static void closeUnlessContextsDo() {
    if (!CLOSED_AFTER_CONTEXTS.get()) {
      close();
    }
  }

  private static void close() {
    EmbeddedServer started = STARTED.getAndSet(null);
    if (started != null) {
      started.close();
    }
  }

  private Database cloned() {
    String name =
        "clone_"
            + ProcessHandle.current().pid()
            + "_"
            + UUID.randomUUID().toString().substring(0, 8);
    try (Connection owner = server.connectAsSuperuser("postgres");
        Statement statement = owner.createStatement()) {
      statement.execute(
          "CREATE DATABASE %s TEMPLATE %s STRATEGY FILE_COPY OWNER %s"
              .formatted(name, template, EmbeddedServer.OWNER));
      // What a database lets whom do is not copied with it.
      Roles.letInto(owner, name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Database(new Borrowed(server), name, 10);
  }

  /** The next run's: dropping a database writes everything down first, and nobody needs it now. */
  private void dropWhatEarlierRunsLeft() throws SQLException {
    drop(name ->
        name.startsWith("clone_")
            ? ProcessHandle.of(Long.parseLong(name.split("_")[1])).isEmpty()
            : name.startsWith("template_") && !name.equals(template));
  }

  private void drop(Predicate<String> names) throws SQLException {
    try (Connection owner = server.connectAsSuperuser("postgres");
        Statement statement = owner.createStatement()) {
      List<String> gone = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database")) {
        while (rows.next()) {
          if (names.test(rows.getString(1))) {
            gone.add(rows.getString(1));
          }
        }
      }
      for (String name : gone) {
        statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      }
    }
  }

  /** The one server, which a database that is closed leaves running. */
  private record Borrowed(Server server) implements Server {
    @Override
    public String address() {
      return server.address();
    }

    @Override
    public String database() {
      return server.database();
    }

    @Override
    public Connection connectAsOwner(String database) throws SQLException {
      return server.connectAsOwner(database);
    }

    @Override
    public Connection connect(Login login, String database) throws SQLException {
      return server.connect(login, database);
    }

    @Override
    public void prepare(String database, Roles.Changes migrations) throws SQLException {
      server.prepare(database, migrations);
    }

    @Override
    public void close() {
      // Others still work on it.
    }
  }

  /** Started when the first test asks, and not in a child process. */
  private static final class One {
    private static final TestServer SERVER = new TestServer();
  }
}
