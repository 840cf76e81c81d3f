package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A naive build of a CEO's page: each request counts people anew, and from k people on their rows
 * are read one by one for it. Its numbers may be noised as well as one likes.
 */
final class LivePages implements AutoCloseable {
  private static final int SHOWN = 40;

  private final HttpServer server;
  private final Database database;
  private final int k;

  LivePages(Database database, int k) throws IOException {
    this.database = database;
    this.k = k;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/company/", this::company);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void company(HttpExchange exchange) throws IOException {
    TenantId tenant = new TenantId(exchange.getRequestURI().getPath().substring(9));
    byte[] page = page(tenant).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  private String page(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "test"),
        sql -> {
          long people =
              sql.sql("SELECT count(DISTINCT person) FROM category.assignment")
                  .query(Long.class)
                  .single();
          int shown = 0;
          for (int i = 0; people >= k && i < SHOWN; i++) {
            shown +=
                sql.sql("SELECT * FROM category.assignment ORDER BY person LIMIT 1 OFFSET ?")
                    .param(i)
                    .query()
                    .listOfRows()
                    .size();
          }
          return (shown == 0 ? "few" : "many") + " people";
        });
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
