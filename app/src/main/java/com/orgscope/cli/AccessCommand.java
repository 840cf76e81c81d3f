package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.access.Access;
import com.orgscope.access.BigQueryAccess;
import com.orgscope.access.BigQueryTarget;
import com.orgscope.access.Looks;
import com.orgscope.access.Purpose;
import com.orgscope.access.RecordLook;
import com.orgscope.access.UnitGrant;
import com.orgscope.access.UnitGrant.Holder;
import com.orgscope.access.UnitGrant.Kind;
import com.orgscope.access.UnitGrants;
import com.orgscope.insight.ReleasedUnits;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home.OwnersOnly;
import com.orgscope.kernel.Role;
import com.orgscope.privacy.LeastGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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

  /** Whose grant it is about. */
  static final class HolderOptions {
    @Option(names = "--login", paramLabel = "L", description = "Of somebody of the directory.")
    private @Nullable String login;

    @Option(
        names = "--service-account",
        paramLabel = "NAME",
        description = "Of a program with a secret of its own.")
    private @Nullable String serviceAccount;

    private Holder of(Session session, Caller caller) {
      if (login != null && serviceAccount == null) {
        return new Holder.OfPerson(session.person(caller, login));
      }
      if (serviceAccount != null && login == null) {
        return new Holder.OfServiceAccount(serviceAccount);
      }
      throw new WrongLine("say whose it is: --login or --service-account");
    }
  }

  /** Which units it is about. */
  static final class UnitOptions {
    @Option(
        names = "--department",
        paramLabel = "D",
        description = "A unit as releases have it (people units lists them); may be repeated.")
    private List<String> departments = List.of();

    @Option(
        names = "--category",
        paramLabel = "C",
        description = "A kind of work, over all departments; may be repeated.")
    private List<String> categories = List.of();

    private List<Unit> all() {
      List<Unit> all = new ArrayList<>();
      departments.forEach(name -> all.add(new Unit(Kind.DEPARTMENT, name)));
      categories.forEach(name -> all.add(new Unit(Kind.CATEGORY, name)));
      if (all.isEmpty()) {
        throw new WrongLine("say which units: --department or --category");
      }
      return all;
    }
  }

  private record Unit(Kind kind, String name) {}

  @Command(
      name = "grant-units",
      description = {
        "Lets an executive see the published cells of units, beside the company's: of departments or",
        "of kinds of work, from a day to a day (UTC)."
      })
  int grantUnits(
      @Mixin OfTenant tenant,
      @Mixin HolderOptions holder,
      @Mixin UnitOptions units,
      @Option(names = "--from", paramLabel = "DATE", description = "First day (default: today).")
          @Nullable LocalDate from,
      @Option(
              names = "--until",
              paramLabel = "DATE",
              description = "Last day (default: until it is revoked).")
          @Nullable LocalDate until) {
    Caller caller = session.caller(tenant.id());
    Holder whose = holder.of(session, caller);
    ReleasedUnits released = session.bean(ReleasedUnits.class);
    units
        .all()
        .forEach(unit -> released.require(caller, unit.kind(), unit.name(), session.today()));
    UnitGrants grants = session.bean(UnitGrants.class);
    LocalDate first = from == null ? session.today() : from;
    units
        .all()
        .forEach(unit ->
            grants.grant(
                caller, new UnitGrant(whose, unit.kind(), unit.name(), first, until, null)));
    session
        .answer()
        .give(
            new Changed(tenant.id().value(), names(units)),
            out ->
                out.printf(
                    "Granted from %s %s: %s%n",
                    first,
                    until == null ? "on, until it is revoked" : "to " + until,
                    String.join(", ", names(units))));
    return OrgscopeCommand.DONE;
  }

  @Command(name = "revoke-units", description = "Takes units back, at once.")
  int revokeUnits(@Mixin OfTenant tenant, @Mixin HolderOptions holder, @Mixin UnitOptions units) {
    Caller caller = session.caller(tenant.id());
    Holder whose = holder.of(session, caller);
    UnitGrants grants = session.bean(UnitGrants.class);
    units.all().forEach(unit -> grants.revoke(caller, whose, unit.kind(), unit.name()));
    session
        .answer()
        .give(
            new Changed(tenant.id().value(), names(units)),
            out -> out.println("Taken back: " + String.join(", ", names(units))));
    return OrgscopeCommand.DONE;
  }

  private static List<String> names(UnitOptions units) {
    return units.all().stream().map(Unit::name).toList();
  }

  private record Changed(String tenant, List<String> units) {}

  @Command(
      name = "units",
      description =
          "Every grant of units that was given, with its days and when it was taken back.")
  int units(@Mixin OfTenant tenant) {
    Caller caller = session.caller(tenant.id());
    List<Granted> all =
        session.bean(UnitGrants.class).all(caller).stream().map(AccessCommand::granted).toList();
    session
        .answer()
        .give(
            new Grants(all),
            out -> {
              if (all.isEmpty()) {
                out.println("No unit is granted: executives see the company as a whole.");
              }
              all.forEach(one ->
                  out.printf(
                      "%s  %s %s, from %s%s%s%n",
                      one.holder(),
                      one.kind(),
                      one.unit(),
                      one.from(),
                      one.until() == null ? "" : " to " + one.until(),
                      one.revokedAt() == null ? "" : ", taken back " + one.revokedAt()));
            });
    return OrgscopeCommand.DONE;
  }

  private static Granted granted(UnitGrant grant) {
    return new Granted(
        grant.holder().words(),
        grant.kind().name().toLowerCase(Locale.ROOT),
        grant.unit(),
        grant.from(),
        grant.until(),
        grant.revokedAt());
  }

  private record Grants(List<Granted> grants) {}

  private record Granted(
      String holder,
      String kind,
      String unit,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable Instant revokedAt) {}

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
            session.bean(LeastGroup.class).of(tenant.id()));
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
