package com.orgscope.cli;

import com.orgscope.Orgscope;
import com.orgscope.cli.OrgscopeCommand.Terminal;
import com.orgscope.state.PreparedHome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One command as somebody typed it: what it answered, what it said, how it ended. */
public record CommandLineRun(int exit, String out, String err) {

  /** On a home that is prepared where a tenant is made, which saves making a database. */
  public static CommandLineRun of(Path home, String... args) {
    if (args.length > 1 && args[0].equals("tenant") && args[1].equals("create")) {
      PreparedHome.in(home);
    }
    return asTyped(home, args);
  }

  /** With nothing prepared. */
  static CommandLineRun asTyped(Path home, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    String[] all = new String[args.length + 2];
    all[0] = "--home";
    all[1] = home.toString();
    System.arraycopy(args, 0, all, 2, args.length);
    int exit =
        OrgscopeCommand.run(
            new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)),
            Orgscope.APPLICATION,
            all);
    return new CommandLineRun(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The answer in JSON, of a command that must succeed. */
  public static JsonNode json(Path home, String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--format";
    all[args.length + 1] = "json";
    CommandLineRun run = of(home, all);
    if (run.exit != OrgscopeCommand.DONE) {
      throw new AssertionError(String.join(" ", args) + " ended with " + run.exit + ": " + run.err);
    }
    return JsonMapper.shared().readTree(run.out);
  }
}
