package com.orgscope.state;

import com.orgscope.kernel.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The operator's own server. The URL names the owner of the database; both usual forms are read,
 * {@code postgres://user:password@host:port/database} and {@code jdbc:postgresql:…}.
 */
final class ExternalServer implements Server {
  private static final Pattern COMPLETE =
      Pattern.compile("jdbc:postgresql://[\\w.\\-:,\\[\\]]+/[^/?]+\\?\\S+");

  private static final Set<String> FORMS = Set.of("postgres", "postgresql");

  private final String url;
  private final String database;
  private final String owner;
  private final String ownerPassword;

  private ExternalServer(String url, String database, String owner, String ownerPassword) {
    this.url = url;
    this.database = database;
    this.owner = owner;
    this.ownerPassword = ownerPassword;
  }

  static ExternalServer at(String databaseUrl) {
    String jdbc = databaseUrl.startsWith("jdbc:") ? databaseUrl : jdbc(databaseUrl);
    // The driver logs what it cannot read, password and all, so it gets nothing of the kind.
    if (!COMPLETE.matcher(jdbc).matches()) {
      throw unreadable(null);
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbc);
    String user = source.getUser();
    String password = source.getPassword();
    String name = source.getDatabaseName();
    if (user == null || password == null || name == null) {
      throw unreadable(null);
    }
    return new ExternalServer(jdbc, name, user, password);
  }

  /** The driver wants user and password as parameters; both stay percent-encoded as they are. */
  private static String jdbc(String databaseUrl) {
    try {
      URI uri = new URI(databaseUrl);
      String login = uri.getRawUserInfo();
      if (!FORMS.contains(String.valueOf(uri.getScheme()))
          || login == null
          || !login.contains(":")
          || uri.getHost() == null) {
        throw unreadable(null);
      }
      int colon = login.indexOf(':');
      return "jdbc:postgresql://"
          + uri.getHost()
          + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
          + uri.getRawPath()
          + "?user="
          + login.substring(0, colon)
          + "&password="
          + login.substring(colon + 1)
          + (uri.getRawQuery() == null ? "" : "&" + uri.getRawQuery());
    } catch (URISyntaxException e) {
      throw unreadable(e);
    }
  }

  /** Never shows the URL: it holds a password. */
  private static Failure unreadable(@Nullable URISyntaxException cause) {
    return Failure.operator(
        "ORGSCOPE_DATABASE_URL must read postgres://user:password@host:port/database, with special"
            + " characters percent-encoded"
            + (cause == null ? "" : " (position " + cause.getIndex() + " is wrong)"));
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public String address() {
    String withoutWhat = url.substring("jdbc:postgresql://".length()).split("[/?]", 2)[0];
    return withoutWhat + " (ORGSCOPE_DATABASE_URL)";
  }

  @Override
  public Connection connectAsOwner(String database) throws SQLException {
    return connect(database, owner, ownerPassword);
  }

  @Override
  public Connection connect(Login login, String database) throws SQLException {
    return connect(database, login.role(), password(login.role()));
  }

  private String password(String role) {
    return Roles.password(ownerPassword, role);
  }

  /** The operator made the database, with the owner of their choice. */
  @Override
  public void prepare(String database, Roles.Changes migrations) throws SQLException {
    try (Connection owner = connectAsOwner(database)) {
      Roles.make(owner, this::password);
      Roles.letInto(owner, database);
      Roles.alone(owner, () -> Roles.withVerifier(owner, "CURRENT_USER", migrations));
    }
  }

  private Connection connect(String database, String user, String password) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setDatabaseName(database);
    return Connections.open(source, user, password);
  }

  @Override
  public void close() {
    // It is not ours to stop.
  }
}
