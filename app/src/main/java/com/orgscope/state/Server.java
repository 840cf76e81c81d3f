package com.orgscope.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/** A PostgreSQL server with the users Orgscope has on it; see {@link Roles}. */
interface Server extends AutoCloseable {
  /** The database Orgscope keeps its rows in. */
  String database();

  /** Where it is and who said so, without a password. */
  String address();

  /** As the owner of every table; for migrations. */
  Connection connectAsOwner(String database) throws SQLException;

  /** As one of those whom row-level security binds. */
  Connection connect(Login login, String database) throws SQLException;

  /**
   * Makes the roles, and the database where Orgscope may decide that there is one, and takes from
   * the application what it must not have.
   */
  default void prepare(String database) throws SQLException {
    prepare(database, () -> {});
  }

  /**
   * As {@link #prepare(String)}; while {@code migrations} run, and nobody else's on this server,
   * the owner may also give the verifier of claims what is made for it.
   */
  void prepare(String database, Roles.Changes migrations) throws SQLException;

  /**
   * Lets the server's own files forget what was deleted, as far as it lets us: its log of changes
   * begins anew, and what was before is no file any more.
   *
   * @return whether it could be done; a server of somebody else's is left alone
   */
  default boolean forgetLog(String database) throws SQLException {
    return false;
  }

  /**
   * Lets no page of a table hold what was deleted: each is written anew, which takes it for itself
   * for that long. One that somebody is using is left alone, and one that takes long.
   *
   * @return how many were left alone; empty where it cannot be done, on a server of somebody else's
   */
  default OptionalInt forgetBytes(String database) throws SQLException {
    return OptionalInt.empty();
  }

  /**
   * Looks through every file of the server's data, decoded and as its bytes lie.
   *
   * @return empty where it cannot be done, on a server of somebody else's
   */
  default Optional<Findings> filesHolding(String database, ByteSearch search) throws SQLException {
    return Optional.empty();
  }

  @Override
  void close();
}
