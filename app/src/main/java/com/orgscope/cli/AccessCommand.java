package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.access.Access;
import com.orgscope.access.BigQueryAccess;
import com.orgscope.access.BigQueryTarget;
import com.orgscope.access.Looks;
import com.orgscope.access.Purpose;
import com.orgscope.access.RecordLook;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home.OwnersOnly;
import com.orgscope.kernel.Role;
import com.orgscope.privacy.PrivacySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "access",
    description = {
      "Who looked at whom, whose rows each role has, and the same as statements for BigQuery, for",
      "whoever asks the lake's tables there (docs/row-policies.md)."
    },
    synopsisSubcommandLabel = "COMMAND")
final class AccessCommand {
  private final Session session;

  AccessCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "looks",
      description = {
        "Who opened a person's record: when, in which role, for which purpose and reference, as the",
        "person reads it at the page. Reading it is audited."
      })
  int looks(
      @Mixin OfTenant tenant,
      @Option(names = "--login", required = true, paramLabel = "L") String login) {
    Caller caller = session.caller(tenant.id());
    List<Looked> looks =
        session.bean(Looks.class).at(caller, session.person(caller, login)).stream()
            .map(AccessCommand::looked)
            .toList();
    session
        .answer()
        .give(
            new LookedAt(login, looks),
            out -> {
              if (looks.isEmpty()) {
                out.println("Nobody opened this record.");
              }
              looks.forEach(look ->
                  out.printf(
                      "%s  %s, %s, reference %s%n",
                      look.at(),
                      look.role(),
                      look.purpose(),
                      look.reference() == null ? "none" : look.reference()));
            });
    return OrgscopeCommand.DONE;
  }

  private static Looked looked(RecordLook look) {
    Purpose purpose = look.purpose();
    return new Looked(
        look.at(),
        look.role(),
        purpose == null ? "as their manager" : purpose.words(),
        look.reference());
  }

  @Command(name = "show", description = "Role, rows and why, as every enforcer has them.")
  int show() {
    List<Access.RowsOfRole> roles = session.bean(Access.class).rowsOfRoles();
    session
        .answer()
        .give(
            Map.of("roles", roles),
            out ->
                roles.forEach(
                    one -> out.printf("%-12s %-17s %s%n", one.role(), one.rows(), one.reason())));
    return OrgscopeCommand.DONE;
  }

  /** Where BigQuery has the lake's tables, and who asks there. */
  static final class Place {
    @Option(
        names = "--project",
        required = true,
        paramLabel = "P",
        description = "The project of Google Cloud.")
    @SuppressWarnings("NullAway.Init")
    private String project;

    @Option(
        names = "--dataset",
        required = true,
        paramLabel = "D",
        description = "The data set that has the lake's tables. Views come into D_views.")
    @SuppressWarnings("NullAway.Init")
    private String dataset;

    @Option(
        names = "--grant",
        required = true,
        paramLabel = "ROLE=WHO",
        description = {
          "Who has a role: it-security, manager or employee = group:ADDRESS or domain:NAME. To be",
          "repeated."
        })
    private List<String> grants = List.of();

    @Option(
        names = "--engine",
        required = true,
        paramLabel = "WHO",
        description = "The product's own account there: serviceAccount:ADDRESS.")
    @SuppressWarnings("NullAway.Init")
    private String engine;

    Map<Role, List<String>> grantees() {
      Map<Role, List<String>> grantees = new EnumMap<>(Role.class);
      for (String grant : grants) {
        int at = grant.indexOf('=');
        if (at < 0) {
          throw new WrongLine("--grant takes ROLE=WHO, such as manager=group:leads@example.com");
        }
        grantees
            .computeIfAbsent(IdentityCommand.role(grant.substring(0, at)), r -> new ArrayList<>())
            .add(grant.substring(at + 1));
      }
      return grantees;
    }
  }

  @Command(
      name = "bigquery",
      description = {
        "Writes the statements that give BigQuery's viewers the rows of their roles: row access",
        "policies, the table of grants they look into, views. The file has a key in it: it is for",
        "whoever administers BigQuery, to be read before it is run."
      })
  int bigQuery(
      @Mixin OfTenant tenant,
      @Mixin Place place,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE.sql",
              description = "A new file.")
          Path file) {
    Map<Role, List<String>> grantees = place.grantees();
    BigQueryTarget target =
        new BigQueryTarget(
            place.project,
            place.dataset,
            grantees,
            place.engine,
            session.bean(PrivacySettings.class).k());
    List<String> statements =
        session.bean(BigQueryAccess.class).statements(session.caller(tenant.id()), target);
    List<String> lines = new ArrayList<>();
    lines.add("-- Row policies of " + tenant.id() + ". Read them, then run them in this order.");
    lines.add(
        "-- They hold a key by which viewers are recognized: keep this file as you keep keys.");
    lines.add(
        "-- Before the first time, take the right to read these tables from everybody but the");
    lines.add("-- product's account; give it back when all of this has run. No table is without a");
    lines.add(
        "-- policy afterwards, as none is ever dropped. Load what `access grants` writes into");
    lines.add(
        "-- the table that is called incoming before the transaction, and authorize the data");
    lines.add("-- set of the views on the one of the tables, which no statement can do.");
    statements.forEach(statement -> lines.add("\n" + statement + ";"));
    write(file, lines);
    session
        .answer()
        .give(
            Map.of("statements", statements.size(), "file", file.toString()),
            out -> out.printf("%d statements are in %s.%n", statements.size(), file));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "grants",
      description = {
        "Writes who has whose rows from today on, one JSON object a line, for the table of grants in",
        "BigQuery. Viewers are digests under a key, people their keys in the lake. To be done again",
        "when people come, move or leave; moves that are known begin and end by themselves."
      })
  int grants(
      @Mixin OfTenant tenant,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE.jsonl",
              description = "A new file.")
          Path file) {
    BigQueryAccess.Grants grants =
        session.bean(BigQueryAccess.class).grants(session.caller(tenant.id()));
    write(file, grants.lines());
    session
        .answer()
        .give(
            Map.of(
                "grants",
                grants.lines().size(),
                "left_out",
                grants.leftOut(),
                "file",
                file.toString()),
            out -> {
              out.printf("%,d grants are in %s.%n", grants.lines().size(), file);
              if (grants.leftOut() > 0) {
                out.printf(
                    "%,d people see no row there: no address of plain letters is theirs alone.%n",
                    grants.leftOut());
              }
            });
    return OrgscopeCommand.DONE;
  }

  private static void write(Path file, List<String> lines) {
    if (Files.exists(file)) {
      throw Failure.operator(file + " is there already: choose a new name");
    }
    try {
      Files.write(OwnersOnly.file(file), lines, UTF_8);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be written", e);
    }
  }

  private record LookedAt(String login, List<Looked> looks) {}

  private record Looked(Instant at, Role role, String purpose, @Nullable String reference) {}
}
