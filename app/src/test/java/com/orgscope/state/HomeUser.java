package com.orgscope.state;

import com.orgscope.kernel.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A process on a home, to be killed: it opens the server, says {@code ready}, and answers one line
 * with one line.
 */
final class HomeUser {
  private HomeUser() {}

  public static void main(String[] args) throws IOException {
    var server = new EmbeddedServer(new Home(Path.of(args[0])), Duration.ofSeconds(60));
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(answer(server, "SELECT 'ready'"));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(answer(server, line));
      }
    } finally {
      server.close();
      System.out.println("closed");
    }
  }

  private static String answer(EmbeddedServer server, String sql) {
    try (Connection connection = server.connectAsSuperuser("postgres");
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "done";
      }
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException | RuntimeException e) {
      return "failed: " + e;
    }
  }
}
