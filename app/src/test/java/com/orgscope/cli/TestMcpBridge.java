package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/** What {@code orgscope mcp} writes for what it reads, in this process. */
public final class TestMcpBridge {
  private TestMcpBridge() {}

  /** The lines that come back. */
  public static List<String> carried(int port, String path, String token, String... lines)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HttpClient http = HttpClient.newHttpClient()) {
      new McpBridge(http, URI.create("http://127.0.0.1:" + port + path), token, null)
          .carry(
              new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8)),
              new PrintStream(out, true, UTF_8));
    }
    return out.toString(UTF_8).lines().toList();
  }
}
