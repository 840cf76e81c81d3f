package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL inside: started by the first Orgscope process on a home, shared by all, and stopped
 * when the last one is gone.
 *
 * <p>Each process holds the home's FIFO open, which is all that keeps the server up; see {@code
 * watchdog.sh}. Starting and joining happen under the home's start lock. A server that dies under a
 * living process is started again, by whoever notices first, on the port it had.
 */
final class EmbeddedServer implements Server {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

  /** Made by initdb; only what starts the server and prepares a database signs in as it. */
  static final String SUPERUSER = "orgscope_owner";

  /** Owns the databases, the rooms' schemas and tables; migrations run as it. */
  static final String OWNER = "orgscope_migrations";

  /** Whoever wants a table that is to be rewritten waits behind that for so long at most. */
  private static final Duration REWRITING_WAITS = Duration.ofMillis(200);

  /** Rewriting more than so many bytes would hold others up for minutes. */
  private static final long LARGEST_REWRITTEN = 2L << 30;

  /** And one that takes longer is given up: whoever wants the table waits so long at most. */
  private static final Duration REWRITING_TAKES = Duration.ofSeconds(20);

  private static final String LOCKED = "55P03";

  private static final int CONNECTION_LOOK_SECONDS = 5;

  private static final String DATABASE = "orgscope";

  /** Duplicate database; and the same when two make it at the very same moment. */
  private static final Set<String> EXISTS_ALREADY = Set.of("42P04", "23505");

  private final ServerFolder folder;
  private final String postgres;
  private final Duration patience;
  private final Duration rewriting;
  private @Nullable RandomAccessFile alive;
  private @Nullable Presence presence;
  private @Nullable Running running;

  /** Held while the server is joined, started or left. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Who does that now. */
  private volatile @Nullable Thread starting;

  private volatile boolean closed;

  EmbeddedServer(Home home, Duration patience) {
    this(home, patience, "embedded");
  }

  /**
   * @param postgres whose programs: {@code embedded}, {@code system} or a folder
   */
  EmbeddedServer(Home home, Duration patience, String postgres) {
    this(home, patience, postgres, REWRITING_TAKES);
  }

  /**
   * @param rewriting how long the rewriting of a table may take
   */
  EmbeddedServer(Home home, Duration patience, String postgres, Duration rewriting) {
    this.rewriting = rewriting;
    this.folder = new ServerFolder(home.resolve("postgres"));
    this.postgres = postgres;
    this.patience = patience;
  }

  /** A server this process has joined. */
  record Running(int port, Secret secret, ProcessHandle watchdog) {
    Connection connect(String database, String user, String password) throws SQLException {
      return Connections.open("127.0.0.1", port, database, user, password);
    }
  }

  @Override
  public String database() {
    return DATABASE;
  }

  @Override
  public String address() {
    return folder.path() + " (inside this home)";
  }

  @Override
  public Connection connectAsOwner(String database) throws SQLException {
    return connect(r -> r.connect(database, OWNER, r.secret().of(OWNER)));
  }

  @Override
  public Connection connect(Login login, String database) throws SQLException {
    return connect(r -> r.connect(database, login.role(), r.secret().of(login.role())));
  }

  Connection connectAsSuperuser(String database) throws SQLException {
    return connect(r -> r.connect(database, SUPERUSER, r.secret().superusers()));
  }

  @Override
  public boolean forgetLog(String database) throws SQLException {
    try (Connection superuser = connectAsSuperuser(database)) {
      // Nobody is waited for: who holds a table may hold it for long.
      Roles.execute(superuser, "VACUUM (SKIP_LOCKED)");
      Roles.execute(superuser, "SELECT pg_switch_wal()");
      Roles.execute(superuser, "CHECKPOINT");
    }
    return true;
  }

  @Override
  public OptionalInt forgetBytes(String database) throws SQLException {
    int left = 0;
    try (Connection superuser = connectAsSuperuser(database)) {
      Roles.execute(superuser, "SET lock_timeout = " + REWRITING_WAITS.toMillis());
      List<String> tables = toRewrite(superuser);
      Roles.execute(superuser, "SET statement_timeout = " + rewriting.toMillis());
      for (String table : tables) {
        left += rewritten(superuser, table) ? 0 : 1;
      }
    }
    forgetLog(database);
    return OptionalInt.of(left);
  }

  @Override
  public Optional<Findings> filesHolding(String database, ByteSearch search) throws SQLException {
    Map<String, ServerFiles.Table> tables;
    try (Connection superuser = connectAsSuperuser(database)) {
      // What the server has in memory is on the disk then.
      Roles.execute(superuser, "CHECKPOINT");
      tables = tablesByFile(superuser);
    }
    try {
      return Optional.of(new ServerFiles(folder.data(), tables, search).holding());
    } catch (IOException | UncheckedIOException e) {
      throw Failure.retry("the files of the database cannot be read: " + e.getMessage(), e);
    }
  }

  /** Indexes and pieces of values are their table's. */
  private static Map<String, ServerFiles.Table> tablesByFile(Connection superuser)
      throws SQLException {
    Map<String, ServerFiles.Table> tables = new HashMap<>();
    try (Statement statement = superuser.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT pg_relation_filepath(c.oid), n.nspname || '.' || t.relname,
                  c.relkind = 't' AS pieces
                FROM pg_class c
                LEFT JOIN pg_index i ON i.indexrelid = c.oid
                JOIN pg_class h ON h.oid = coalesce(i.indrelid, c.oid)
                LEFT JOIN pg_class o ON o.reltoastrelid = h.oid
                JOIN pg_class t ON t.oid = coalesce(o.oid, h.oid)
                JOIN pg_namespace n ON n.oid = t.relnamespace
                WHERE c.relkind IN ('r', 't', 'i', 'm') AND pg_relation_filepath(c.oid) IS NOT NULL
                """)) {
      while (rows.next()) {
        tables.put(rows.getString(1), new ServerFiles.Table(rows.getString(2), rows.getBoolean(3)));
      }
      return tables;
    }
  }

  /** Last what the server noted of the others' values, and made anew with each of them. */
  private static List<String> toRewrite(Connection superuser) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = superuser.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND (n.nspname !~ '^(pg_|information_schema$)'
                  OR c.oid = 'pg_catalog.pg_statistic'::regclass)
                ORDER BY n.nspname = 'pg_catalog', 1
                """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static boolean rewritten(Connection superuser, String table) throws SQLException {
    try (PreparedStatement size = superuser.prepareStatement("SELECT pg_table_size(?::regclass)")) {
      size.setString(1, table);
      try (ResultSet row = size.executeQuery()) {
        long bytes = row.next() ? row.getLong(1) : 0;
        if (bytes > 0 && bytes <= LARGEST_REWRITTEN) {
          Roles.execute(superuser, "VACUUM (FULL, ANALYZE) " + table);
        }
        return bytes <= LARGEST_REWRITTEN;
      }
    } catch (SQLException e) {
      if (!LOCKED.equals(e.getSQLState())) {
        if (!superuser.isValid(CONNECTION_LOOK_SECONDS)) {
          throw e;
        }
        // A disk that is full, say: the other tables can do with less.
        LOG.warn("The table {} is not written anew (SQL state {})", table, e.getSQLState());
      }
      return false;
    }
  }

  @Override
  public void prepare(String database, Roles.Changes migrations) throws SQLException {
    Secret secret = running().secret();
    try (Connection superuser = connectAsSuperuser("postgres")) {
      // A lock there is one of the whole server, as roles are.
      Roles.alone(
          superuser,
          () -> {
            prepare(superuser, secret, database);
            try (Connection there = connectAsSuperuser(database)) {
              Roles.letInto(there, database);
            }
            Roles.withVerifier(superuser, OWNER, migrations);
          });
    }
  }

  private static void prepare(Connection superuser, Secret secret, String database)
      throws SQLException {
    Roles.make(superuser, secret::of);
    Roles.put(
        superuser,
        OWNER,
        "LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD '" + secret.of(OWNER) + "'");
    Roles.execute(superuser, "GRANT " + Roles.DEFINER + " TO " + OWNER);
    for (String others : List.of("postgres", "template1")) {
      Roles.execute(superuser, "REVOKE ALL ON DATABASE " + others + " FROM PUBLIC");
    }
    create(superuser, database);
    Roles.execute(superuser, "REVOKE CONNECT ON DATABASE \"" + database + "\" FROM PUBLIC");
  }

  private static void create(Connection superuser, String database) throws SQLException {
    try {
      Roles.execute(superuser, "CREATE DATABASE \"" + database + "\" OWNER " + OWNER);
    } catch (SQLException e) {
      if (!EXISTS_ALREADY.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
    }
  }

  int port() {
    return running().port();
  }

  private interface Opening {
    Connection open(Running running) throws SQLException;
  }

  /** Connects, and starts the server again where that fails because it has gone. */
  private Connection connect(Opening opening) throws SQLException {
    Deadline deadline = Deadline.in(patience);
    while (true) {
      Running server = running();
      try {
        return opening.open(server);
      } catch (SQLException e) {
        if (!Connections.serverIsAway(e) || !deadline.goesOn()) {
          throw e;
        }
        forget(server);
      }
    }
  }

  private void forget(Running gone) {
    lock.lock();
    try {
      if (running == gone && !gone.watchdog().isAlive()) {
        running = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Running running() {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    starting = Thread.currentThread();
    try {
      return joined();
    } finally {
      starting = null;
      lock.unlock();
    }
  }

  private static Failure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return Failure.retry("interrupted while the database started", e);
  }

  private Running joined() {
    if (closed) {
      throw Failure.retry("this process is closing its database", null);
    }
    Running known = running;
    if (known != null && known.watchdog().isAlive()) {
      return known;
    }
    try {
      Running found = join(known == null ? 0 : known.port());
      running = found;
      var unused = found.watchdog().onExit().thenRunAsync(() -> startAgain(found));
      return found;
    } catch (IOException e) {
      throw Failure.operator(
          "the database of this home does not start: " + e.getMessage() + " (" + log() + ")", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** So that a process that asks nothing of the database still keeps it up for others. */
  private void startAgain(Running gone) {
    lock.lock();
    try {
      if (!closed && running == gone) {
        running();
      }
    } finally {
      lock.unlock();
    }
  }

  private Running join(int lastPort) throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(patience);
    folder.make();
    try (StartLock _ = StartLock.take(folder.lock(), deadline)) {
      folder.watchdog().prepare();
      if (alive == null) {
        // For reading too, because opening a FIFO only to write waits for a reader.
        alive = new RandomAccessFile(folder.watchdog().fifo().toFile(), "rw");
        presence = Presence.in(folder.present());
      }
      return new Starter(folder, postgres, lastPort, deadline).joinOrStart();
    }
  }

  /**
   * Leaves, and if nobody else is left, sees the server stopped, so that the folder is at rest. A
   * start that is under way is given up: nobody needs it any more.
   */
  @Override
  public void close() {
    closed = true;
    Thread busy = starting;
    if (busy != null) {
      busy.interrupt();
    }
    lock.lock();
    try {
      leave();
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    RandomAccessFile held = alive;
    Presence presence = this.presence;
    if (held == null || presence == null) {
      return;
    }
    alive = null;
    Deadline deadline = Deadline.in(patience);
    try (StartLock _ = StartLock.take(folder.lock(), deadline)) {
      held.close();
      if (presence.leaveAndSeeNobody()) {
        while (folder.watchdog().running().isPresent() && deadline.goesOn()) {
          Thread.onSpinWait();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the database of this home does not stop", e);
    }
  }

  Path log() {
    return folder.watchdog().log();
  }
}
