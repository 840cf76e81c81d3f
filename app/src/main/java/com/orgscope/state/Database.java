package com.orgscope.state;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Role;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Every row Orgscope keeps outside the lake, seen through row-level security: a transaction is
 * opened for a caller, and PostgreSQL shows that caller's rows and no other.
 *
 * <p>The server is started, joined and brought up to date when the first transaction asks for it. A
 * server that is lost on the way shows as {@link Failure.Kind#RETRY}: nothing of that transaction
 * was kept, unless it was lost while committing, which no client can tell.
 */
@Component
public final class Database implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final String WRONG_PASSWORD = "28P01";
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(30);

  /** Whose login transactions of this thread take; unbound, the command line's. */
  private static final ScopedValue<Login> LOGIN = ScopedValue.newInstance();

  private final Server server;
  private final String name;
  private final int connections;
  private final Migrations migrations;
  private final Claims claims;
  private final Map<Login, HikariDataSource> pools = new EnumMap<>(Login.class);
  private boolean closed;

  @Autowired
  Database(Home home, StateSettings settings, Optional<EmbeddedServer> ahead) {
    this(server(home, settings, ahead), null, settings.maxConnections());
  }

  /**
   * @param name null for the server's usual database
   */
  Database(Server server, @Nullable String name, int connections) {
    this.server = server;
    this.name = name == null ? server.database() : name;
    this.connections = connections;
    this.migrations = Migrations.onClasspath();
    this.claims = new Claims(() -> server.connect(Login.KEYS, this.name));
  }

  /**
   * @param ahead the one inside, if {@link ServerAhead} has begun to start it
   */
  private static Server server(Home home, StateSettings settings, Optional<EmbeddedServer> ahead) {
    return settings.external()
        ? ExternalServer.at(settings.databaseUrl())
        : ahead.orElseGet(
            () -> new EmbeddedServer(home, settings.serverTimeout(), settings.postgres()));
  }

  /**
   * Runs {@code work} in one transaction that sees what {@code caller} may see, and commits it; an
   * exception rolls it back.
   */
  public <T> T inTransactionAs(Caller caller, Function<JdbcClient, T> work) {
    return inTransaction(Identity.of(caller), work);
  }

  /**
   * As {@link #runAs}, with something that the database is to believe besides in this transaction
   * alone, as it believes who is calling; nothing that it runs can say it.
   *
   * @param noted without control characters of the first separator's kind; the last of its claims
   */
  public void runAs(Caller caller, String noted, Consumer<JdbcClient> work) {
    var unused =
        inTransaction(
            Identity.of(caller, noted),
            jdbc -> {
              work.accept(jdbc);
              return true;
            });
  }

  /** As {@link #inTransactionAs}, without a result. */
  public void runAs(Caller caller, Consumer<JdbcClient> work) {
    inTransactionAs(
        caller,
        jdbc -> {
          work.accept(jdbc);
          return true;
        });
  }

  /**
   * Runs {@code work} for no tenant, in the role {@link Role#SYSTEM}: for rows that name the
   * tenants themselves, and for the product's own bookkeeping.
   *
   * @param room who works, for the principal ({@code "nightly"})
   */
  public <T> T inTransactionAsSystem(String room, Function<JdbcClient, T> work) {
    return inTransaction(Identity.system(room), work);
  }

  /**
   * Makes the product itself, of no tenant, the caller of a transaction that a library has begun on
   * a connection of {@link #dataSource}, until it ends.
   *
   * @param room who works, for the principal
   */
  public void becomeSystem(Connection connection, String room) throws SQLException {
    claims.take(connection, Identity.system(room));
  }

  /**
   * Signs what this process says: whoever reads it later asks {@code state.signed}. Within a
   * transaction it is by the key that the transaction was believed by.
   *
   * @param said of the database's time; begins with a word for what it is for
   */
  public ProcessSignature sign(Function<Instant, String> said) {
    try {
      return claims.sign(said);
    } catch (SQLException e) {
      throw Failure.retry("the database is away for a moment", e);
    }
  }

  /** Runs a part's work: its transactions, of this thread, sign in as that part's login. */
  public static <T, X extends Throwable> T as(Login login, ScopedValue.CallableOp<T, X> work)
      throws X {
    return ScopedValue.where(LOGIN, login).call(work);
  }

  /** As {@link #as}, for a thread that is yet to begin. */
  public static Runnable under(Login login, Runnable work) {
    return () -> ScopedValue.where(LOGIN, login).run(work);
  }

  /** As {@link #under}, under the login of the thread that calls now. */
  public static Runnable goingOn(Runnable work) {
    return under(LOGIN.orElse(Login.COMMAND_LINE), work);
  }

  /**
   * Connections of the login whose work this thread does, with no caller set, so that policies show
   * nothing: for libraries that keep their own tables.
   */
  public synchronized DataSource dataSource() {
    if (closed) {
      throw Failure.retry("this process is closing its database", null);
    }
    if (pools.isEmpty()) {
      bringUpToDate();
    }
    return pools.computeIfAbsent(LOGIN.orElse(Login.COMMAND_LINE), this::newPool);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      pools.values().forEach(HikariDataSource::close);
      server.close();
    }
  }

  /** As the application, outside the pool; the database is brought up to date first. */
  Connection asApplication() throws SQLException {
    var unused = dataSource();
    return server.connect(Login.COMMAND_LINE, name);
  }

  /** As whom migrations run. */
  Connection asOwner() throws SQLException {
    return server.connectAsOwner(name);
  }

  /**
   * Lets the server's own files forget what was deleted, where it is the one inside.
   *
   * @return whether it could be done
   */
  public boolean forgetLog() {
    // It brings the tables up to date.
    var unused = dataSource();
    try {
      return server.forgetLog(name);
    } catch (SQLException e) {
      throw Failure.retry("the database cannot begin its log anew now", e);
    }
  }

  /**
   * Lets no page of a table hold what was deleted, where the server is ours.
   *
   * @return how many tables were left alone, since somebody used them or they take long; empty
   *     where it cannot be done
   */
  public OptionalInt forgetBytes() {
    // It brings the tables up to date.
    var unused = dataSource();
    try {
      return server.forgetBytes(name);
    } catch (SQLException e) {
      throw Failure.retry("the database cannot rewrite its tables now", e);
    }
  }

  /**
   * Looks through every file of the server's data as its bytes lie, and into what it packed there:
   * what went lies in pages until they are written anew.
   *
   * @return what is held, by table; empty where the server is not ours
   */
  public Optional<Findings> filesHolding(ByteSearch search) {
    // It brings the tables up to date.
    var unused = dataSource();
    try {
      return server.filesHolding(name, search);
    } catch (SQLException e) {
      throw Failure.retry("the files of the database cannot be looked through now", e);
    }
  }

  /** Most at once, of each login. */
  public int connections() {
    return connections;
  }

  String name() {
    return name;
  }

  private <T> T inTransaction(Identity identity, Function<JdbcClient, T> work) {
    try (Connection connection = dataSource().getConnection()) {
      connection.setAutoCommit(false);
      JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      try {
        claims.take(connection, identity);
        T result = work.apply(jdbc);
        connection.commit();
        return result;
      } catch (Throwable e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw Connections.serverIsAway(e)
          ? Failure.retry("the database is away for a moment", e)
          : Failure.bug("the database refused a transaction", e);
    } catch (DataAccessResourceFailureException
        | RecoverableDataAccessException
        | TransientDataAccessException e) {
      throw Failure.retry("the database could not do it this time", e);
    }
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void bringUpToDate() {
    if (!isUpToDate()) {
      try {
        server.prepare(name, this::migrate);
        try (Connection application = server.connect(Login.COMMAND_LINE, name)) {
          ApplicationRole.requireHarmless(application);
        }
      } catch (SQLException e) {
        throw unusable(e);
      }
    }
  }

  private void migrate() throws SQLException {
    try (Connection application = server.connect(Login.COMMAND_LINE, name)) {
      Migrations.requireOneHistory(application, "the database at " + server.address());
    }
    try (Connection owner = server.connectAsOwner(name)) {
      migrations.run(owner);
    }
  }

  private Failure unusable(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String where = "the database at " + server.address();
    String said =
        switch (state) {
          case "08001", "08004", "08006" ->
              "nothing answers as " + where + ": start it, or correct the address";
          case "28P01", "28000" -> where + " refuses the user or the password: correct them";
          case "3D000" -> where + " has no database '" + name + "': make it, or correct the name";
          case "42501" ->
              where + " gives its user too few rights (" + e.getMessage() + "): make it the owner";
          default -> where + " cannot be used: " + e.getMessage();
        };
    return Failure.operator(said, e);
  }

  private HikariDataSource newPool(Login login) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(login.role());
    config.setDataSource(new Connecting(login));
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE.toMillis());
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    // The first connection is opened when it is asked for.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  /** The usual case, in one connection: the role is as it should be and no migration is new. */
  private boolean isUpToDate() {
    try (Connection application = server.connect(Login.COMMAND_LINE, name)) {
      return migrations.areDone(application) && ApplicationRole.harm(application).isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }

  /** New connections for the pool, wherever the server is by then. */
  private final class Connecting extends AbstractDataSource {
    private final Login login;
    private int loginSeconds;

    Connecting(Login login) {
      this.login = login;
    }

    @Override
    public Connection getConnection() throws SQLException {
      try {
        return server.connect(login, name);
      } catch (SQLException e) {
        if (!WRONG_PASSWORD.equals(e.getSQLState())) {
          throw e;
        }
        // A role may give itself another password: whoever slipped that in stops nobody for long.
        server.prepare(name);
        return server.connect(login, name);
      }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      throw new SQLFeatureNotSupportedException("a pool has one login");
    }

    /** The pool waits this long for itself when it closes. */
    @Override
    public int getLoginTimeout() {
      return loginSeconds;
    }

    @Override
    public void setLoginTimeout(int seconds) {
      loginSeconds = seconds;
    }
  }
}
