package com.orgscope.state;

import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL server with the two users Orgscope has on it. */
interface Server extends AutoCloseable {
  /** The database Orgscope keeps its rows in. */
  String database();

  /** As the owner of every table; for migrations. */
  Connection connectAsOwner(String database) throws SQLException;

  /** As the application, which row-level security binds. */
  Connection connectAsApplication(String database) throws SQLException;

  /** Makes the database where Orgscope may decide that there is one. */
  void create(String database) throws SQLException;

  /** What the application's role signs in with: nobody needs to choose or store it. */
  String applicationPassword();

  @Override
  void close();
}
