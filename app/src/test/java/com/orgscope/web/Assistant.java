package com.orgscope.web;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An assistant that asks by the SDK's own client, with a token. */
final class Assistant implements AutoCloseable {
  private final McpSyncClient client;

  Assistant(int port, String path, String token) {
    client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder("http://localhost:" + port)
                    .endpoint(path)
                    .openConnectionOnStartup(false)
                    .addHttpRequestCustomizer((request, method, uri, body, context) ->
                        request.setHeader("Authorization", "Bearer " + token))
                    .build())
            .build();
    var unused = client.initialize();
  }

  List<McpSchema.Tool> tools() {
    return client.listTools().tools();
  }

  McpSchema.CallToolResult call(Tool tool) {
    return client.callTool(
        McpSchema.CallToolRequest.builder(tool.word()).arguments(Map.of()).build());
  }

  /** What a tool told, in its structure; the text beside it says the same. */
  static JsonNode told(McpSchema.CallToolResult result) {
    JsonNode structure = JsonMapper.shared().valueToTree(result.structuredContent());
    JsonNode text = JsonMapper.shared().readTree(text(result));
    if (!structure.equals(text)) {
      throw new AssertionError(structure + " is told otherwise: " + text);
    }
    return structure;
  }

  static String text(McpSchema.CallToolResult result) {
    return ((McpSchema.TextContent) result.content().getFirst()).text();
  }

  @Override
  public void close() {
    client.close();
  }
}
