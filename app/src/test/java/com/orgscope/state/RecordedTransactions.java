package com.orgscope.state;

import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a test's pages asked of their database, transaction by transaction, to be asked again on one
 * connection in several ways: what a verification costs is the difference.
 */
public final class RecordedTransactions {
  private static final String TAKES = "SELECT state.take(?)";
  private static final int TENANT = 4;

  /** How the database knows who calls. */
  public enum Way {
    VERIFIED,
    /** By the same policies, without a look at the MAC. */
    BELIEVED,
    /** Past every policy. */
    WITHOUT_POLICIES
  }

  /** A setter of a statement, and what it was given. */
  private record Given(Method setter, Object[] values) {}

  private record Asked(String sql, List<Given> given) {}

  /** One transaction of whoever it was taken for. */
  public record Transaction(Identity who, List<Asked> asked) {}

  private final Database database;
  private final List<Transaction> recorded = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean recording;

  public RecordedTransactions() {
    database = TestServer.watched(this::watched);
  }

  public Database database() {
    return database;
  }

  /** All that is asked until it ends. */
  public List<Transaction> record(Runnable asking) {
    recorded.clear();
    recording = true;
    asking.run();
    recording = false;
    return List.copyOf(recorded);
  }

  private Connection watched(Connection plain) {
    Map<String, Transaction> open = new ConcurrentHashMap<>();
    return proxy(
        Connection.class,
        (method, values) -> {
          Object result = method.invoke(plain, values);
          return method.getName().equals("prepareStatement") && recording
              ? watched(
                  (PreparedStatement) result,
                  String.valueOf(Objects.requireNonNull(values)[0]),
                  open)
              : result;
        });
  }

  private PreparedStatement watched(
      PreparedStatement plain, String sql, Map<String, Transaction> open) {
    List<Given> given = new ArrayList<>();
    return proxy(
        PreparedStatement.class,
        (method, values) -> {
          if (method.getName().startsWith("set") && values != null && values.length > 1) {
            given.add(new Given(method, values));
          } else if (method.getName().startsWith("execute") && values == null) {
            if (sql.equals(TAKES)) {
              String[] said = String.valueOf(given.getFirst().values[1]).split("\u001f", -1);
              Identity who =
                  new Identity(said[TENANT], said[TENANT + 1], said[TENANT + 2], said[TENANT + 3]);
              open.put("", new Transaction(who, Collections.synchronizedList(new ArrayList<>())));
              recorded.add(Objects.requireNonNull(open.get("")));
            } else if (open.containsKey("")) {
              Objects.requireNonNull(open.get("")).asked.add(new Asked(sql, List.copyOf(given)));
            }
          }
          return method.invoke(plain, values);
        });
  }

  private interface Call {
    @Nullable Object of(Method method, Object @Nullable [] values)
        throws ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, values) -> {
              try {
                return call.of(method, values);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** Asks again in one way, on a connection of its own. */
  public final class Replay implements AutoCloseable {
    private final Connection connection;
    private final Claims claims = TestServer.claims(database);
    private final Path schedule;
    private final String takes;

    public Replay(Way way) throws SQLException {
      connection =
          way == Way.WITHOUT_POLICIES
              ? TestDatabase.asOwner(database)
              : TestServer.connect(Login.PAGES, database);
      takes = way == Way.VERIFIED ? TAKES : "SELECT set_config('app.claims', ?, true)";
      if (way != Way.VERIFIED) {
        Roles.execute(connection, "SET test.believe = 'on'");
      }
      connection.setAutoCommit(false);
      schedule =
          Path.of(
              "/proc",
              Catalogue.rows(connection, "SELECT pg_backend_pid()::text").getFirst(),
              "schedstat");
      connection.commit();
    }

    /** Those that can be asked again, each tried once; what is written once is not among them. */
    public List<Transaction> again(List<Transaction> all) throws SQLException {
      List<Transaction> good = new ArrayList<>();
      for (Transaction one : all) {
        try {
          ask(one);
          good.add(one);
        } catch (SQLException e) {
          connection.rollback();
        }
      }
      return good;
    }

    /**
     * @return what the connection's process worked for them, in nanoseconds of a processor
     */
    public long worked(List<Transaction> all) throws SQLException, IOException {
      long before = worked();
      for (Transaction one : all) {
        ask(one);
      }
      return worked() - before;
    }

    private long worked() throws IOException {
      String text = Files.readString(schedule);
      return Long.parseLong(text.substring(0, text.indexOf(' ')));
    }

    private void ask(Transaction one) throws SQLException {
      try (PreparedStatement take = connection.prepareStatement(takes)) {
        take.setString(1, claims.signed(connection, one.who));
        read(take);
      }
      for (Asked asked : one.asked) {
        try (PreparedStatement statement = connection.prepareStatement(asked.sql)) {
          for (Given given : asked.given) {
            given.setter.invoke(statement, given.values);
          }
          read(statement);
        } catch (ReflectiveOperationException e) {
          throw new SQLException(e);
        }
      }
      connection.commit();
    }

    private static void read(PreparedStatement statement) throws SQLException {
      if (statement.execute()) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            rows.getObject(1);
          }
        }
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  /** Lets those who say so be believed: the function of before, with another beside it. */
  public void letBelieve() throws SQLException {
    try (Connection superuser = TestDatabase.asOwner(database)) {
      String verifies =
          Catalogue.rows(
                  superuser, "SELECT pg_get_functiondef('state.claims_as(text[])'::regprocedure)")
              .getFirst();
      Roles.execute(
          superuser,
          verifies.replace(
              "  IF said IS NULL",
              """
              IF current_setting('test.believe', true) = 'on' THEN
                claims := string_to_array(said, E'\\x1f');
                RETURN CASE WHEN roles IS NULL OR claims[6] = ANY (roles) THEN claims END;
              END IF;
              IF said IS NULL\
              """));
    }
  }
}
