package com.orgscope.cli;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "mcp",
    description = {
      "Lets an assistant on this machine ask the server here, by standard input and output.",
      "What it is told is what the token may read; the token stands in ORGSCOPE_TOKEN or a file."
    })
final class McpCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port on which the server here listens (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--tenant",
      paramLabel = "T",
      description = "The company that the token must be of; any without it.")
  private @Nullable TenantId tenant;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The file with the token; without it, it is read from ORGSCOPE_TOKEN.")
  private @Nullable Path file;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "In which role to ask, of a token whose owner has several.")
  private @Nullable String role;

  McpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String token =
        file == null ? SecretInput.inEnvironment("ORGSCOPE_TOKEN") : SecretInput.inFile(file);
    URI server =
        URI.create("http://127.0.0.1:" + port + "/mcp" + (tenant == null ? "" : "/" + tenant));
    try (HttpClient http = HttpClient.newHttpClient()) {
      new McpBridge(http, server, token, role).carry(System.in, session.terminal().out());
    } catch (IOException e) {
      throw Failure.operator("what the assistant asks cannot be read", e);
    }
    return OrgscopeCommand.DONE;
  }
}
