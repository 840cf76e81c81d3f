package com.orgscope.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Says to the database who is calling, in claims that it verifies: a MAC over the identity, the
 * backend they are for and how long they are good. Whoever has the application's login and not this
 * process's key is nobody, and sees no row.
 *
 * <p>The key is drawn at random, one for each process and database, and put there by a login that
 * can do nothing else. The database forgets it when it crashes or its time is over; then a new one
 * is put, once, and the transaction goes on.
 */
final class Claims {
  private static final Duration KEY_IS_GOOD_FOR = Duration.ofHours(12);

  /** A key is renewed so long before its end that no transaction meets it. */
  private static final Duration RENEWED_BEFORE = Duration.ofHours(1);

  /** From when they are signed to when a transaction with them has begun. */
  private static final Duration CLAIMS_ARE_GOOD_FOR = Duration.ofMinutes(2);

  private static final String SEPARATOR = "\u001f";

  /** Opens a connection of the login for keys. */
  interface KeyLogin {
    Connection connect() throws SQLException;
  }

  private final KeyLogin login;
  private @Nullable Key key;

  Claims(KeyLogin login) {
    this.login = login;
  }

  /**
   * One process's key, and the database's clock as it was when the key was put.
   *
   * @param putAtNanos of this process's {@link System#nanoTime()}
   * @param putAtMillis of the database, since 1970
   */
  private record Key(String id, byte[] secret, long putAtNanos, long putAtMillis) {
    /** What the database's clock shows now, in milliseconds since 1970. */
    long millis() {
      return putAtMillis + (System.nanoTime() - putAtNanos) / 1_000_000;
    }

    boolean isGood() {
      return millis() - putAtMillis < KEY_IS_GOOD_FOR.minus(RENEWED_BEFORE).toMillis();
    }

    String mac(String text) {
      return HexFormat.of().formatHex(Hmac.of(secret, text.getBytes(UTF_8)));
    }
  }

  /**
   * Makes {@code who} the caller of the transaction that the connection is in, until it ends.
   *
   * @throws Failure for the operator, if the database does not believe it
   */
  void take(Connection connection, Identity who) throws SQLException {
    Key first = good();
    if (!taken(connection, signed(connection, who))) {
      forget(first);
      if (!taken(connection, signed(connection, who))) {
        throw refused(connection);
      }
    }
  }

  /** Claims of now, for the backend of that connection alone. */
  String signed(Connection connection, Identity who) throws SQLException {
    return signed(who, good(), backend(connection));
  }

  /**
   * Signs what this process says, as {@code state.signed} verifies it.
   *
   * @param said of the database's time; begins with what it is for, and with no key as claims do
   */
  ProcessSignature sign(Function<Instant, String> said) throws SQLException {
    Key signing = good();
    Instant at = Instant.ofEpochMilli(signing.millis());
    return new ProcessSignature(signing.id(), signing.mac(said.apply(at)), at);
  }

  private static boolean taken(Connection connection, String claims) throws SQLException {
    try (PreparedStatement take = connection.prepareStatement("SELECT state.take(?)")) {
      take.setString(1, claims);
      try (ResultSet good = take.executeQuery()) {
        return good.next() && good.getBoolean(1);
      }
    }
  }

  private static int backend(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  private static String signed(Identity who, Key key, int backend) {
    long until = key.millis() / 1_000 + CLAIMS_ARE_GOOD_FOR.toSeconds();
    String text =
        String.join(
            SEPARATOR,
            key.id(),
            Integer.toString(backend),
            Long.toString(until),
            plain(who.tenant()),
            plain(who.role()),
            plain(who.principal()),
            plain(who.person()),
            plain(who.noted()));
    return key.mac(text) + SEPARATOR + text;
  }

  private static String plain(String field) {
    if (field.contains(SEPARATOR)) {
      throw Failure.bug("a caller's names have no control characters", null);
    }
    return field;
  }

  private synchronized Key good() throws SQLException {
    Key known = key;
    return known != null && known.isGood() ? known : put();
  }

  /** The database does not know it any more; another thread may have put the next one. */
  private synchronized void forget(Key refused) {
    if (key == refused) {
      key = null;
    }
  }

  private Key put() throws SQLException {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    Key drawn = new Key(UUID.randomUUID().toString(), secret, 0, 0);
    try (Connection keys = login.connect();
        PreparedStatement put = keys.prepareStatement("SELECT state.put_claim_key(?, ?, ?, ?)")) {
      put.setString(1, drawn.id());
      put.setBytes(2, Hmac.innerPad(secret));
      put.setBytes(3, Hmac.outerPad(secret));
      put.setInt(4, (int) KEY_IS_GOOD_FOR.toSeconds());
      try (ResultSet time = put.executeQuery()) {
        time.next();
        Key known = new Key(drawn.id(), secret, System.nanoTime(), time.getLong(1));
        key = known;
        return known;
      }
    }
  }

  private static Failure refused(Connection connection) throws SQLException {
    String backend = Catalogue.rows(connection, "SELECT pg_backend_pid()::text").getFirst();
    return backend.equals(Integer.toString(backend(connection)))
        ? Failure.operator(
            "the database does not believe who is calling, though it has this process's key: its clock"
                + " may have been set back")
        : Failure.operator(
            "between Orgscope and its database stands a pooler (such as PgBouncer) that lends one"
                + " connection to many: let ORGSCOPE_DATABASE_URL name the server itself");
  }
}
