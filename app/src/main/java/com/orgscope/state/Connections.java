package com.orgscope.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections, and knows which refusals only mean "not now". */
final class Connections {
  /** Shutting down, crashed, cannot connect now; too many connections. */
  private static final Set<String> NOT_NOW = Set.of("57P01", "57P02", "57P03", "53300");

  private static final String CONNECTION_TROUBLE = "08";
  private static final int CONNECT_SECONDS = 10;

  private Connections() {}

  static Connection open(String host, int port, String database, String user, String password)
      throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    return open(source, user, password);
  }

  static Connection open(PGSimpleDataSource source, String user, String password)
      throws SQLException {
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setTcpKeepAlive(true);
    source.setApplicationName("orgscope");
    return source.getConnection(user, password);
  }

  static boolean serverIsAway(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith(CONNECTION_TROUBLE) || NOT_NOW.contains(state));
  }
}
