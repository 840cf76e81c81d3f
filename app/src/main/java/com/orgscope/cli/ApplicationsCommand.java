package com.orgscope.cli;

import com.orgscope.directory.Vocabulary;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "applications",
    description = "The company's own words for its applications.",
    synopsisSubcommandLabel = "COMMAND")
final class ApplicationsCommand {
  private final Session session;

  ApplicationsCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "describe",
      description = {
        "Reads one application a line, as 'name: what it is for'.",
        "The words decide what an application counts as; a model sees them only if enough people use",
        "it and they name nobody."
      })
  int describe(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Parameters(paramLabel = "applications.txt") Path file) {
    Caller caller = session.caller(tenant);
    int described =
        session.bean(Vocabulary.class).describeApplications(caller, new StringReader(text(file)));
    session
        .answer()
        .give(
            Map.of("described", described),
            out ->
                out.println(
                    described == 1
                        ? "One application is described."
                        : described + " applications are described."));
    return OrgscopeCommand.DONE;
  }

  private static String text(Path file) {
    if (!Files.exists(file)) {
      throw Failure.operator("there is no file " + file);
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be read as UTF-8 text", e);
    }
  }

  @Command(name = "show", description = "What was said of which application.")
  int show(@Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant) {
    Caller caller = session.caller(tenant);
    Map<String, String> said = new TreeMap<>(session.bean(Vocabulary.class).applications(caller));
    session.answer().give(Map.of("applications", said), out -> print(said, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(Map<String, String> said, PrintStream out) {
    if (said.isEmpty()) {
      out.println("Nobody described any: orgscope applications describe --tenant T FILE");
    }
    said.forEach((name, words) -> out.println(name + ": " + words));
  }
}
