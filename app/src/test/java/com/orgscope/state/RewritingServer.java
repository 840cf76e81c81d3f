package com.orgscope.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/** A server that is asked other statements than the product wrote. */
record RewritingServer(Server server, UnaryOperator<Connection> through) implements Server {
  @Override
  public String database() {
    return server.database();
  }

  @Override
  public String address() {
    return server.address();
  }

  @Override
  public Connection connectAsOwner(String database) throws SQLException {
    return server.connectAsOwner(database);
  }

  @Override
  public Connection connect(Login login, String database) throws SQLException {
    return through.apply(server.connect(login, database));
  }

  /** With every statement that is prepared put through something. */
  static UnaryOperator<Connection> statements(UnaryOperator<String> rewrite) {
    return plain ->
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("prepareStatement")) {
                    arguments[0] = rewrite.apply((String) arguments[0]);
                  }
                  try {
                    return method.invoke(plain, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  @Override
  public void prepare(String database, Roles.Changes migrations) throws SQLException {
    server.prepare(database, migrations);
  }

  @Override
  public void close() {
    server.close();
  }
}
