package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.Orgscope;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.cli.OrgscopeCommand.Terminal;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.PreparedHome;
import com.orgscope.testing.OktaVisit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What each command leaves in the audit log: every command that can be typed stands in one of two
 * lists, typed as it leaves its entry, or with the reason why it leaves none.
 */
@Tag("slow")
class AuditedCommandsTest {
  private static final TenantId ACME = new TenantId("acme");

  /** In this order on one home: the line, and an action of the entries that it must leave. */
  private static final String AUDITED =
      """
      tenant create acme --name Acme => make a company
      people import --tenant acme HOME/people.csv => change the directory
      ingest --tenant acme --source okta HOME/events.ndjson => run work
      nightly --tenant acme => run work
      people unlisted --tenant acme => read people
      people units --tenant acme => read people
      ingest dead-letters --tenant acme => read dead letters
      sources --tenant acme => read operations
      coverage --tenant acme => read operations
      connect --tenant acme --source okta --no-check => run work
      usage --tenant acme --login ann@acme.example => open a person's record
      drift --tenant acme --login ann@acme.example => open a person's record
      category --tenant acme --login ann@acme.example => open a person's record
      override --tenant acme --login ann@acme.example --category Legal --reason r => override a category
      review list --tenant acme --purpose correction --reference HR-7 => decide on a contest
      review queue --tenant acme --purpose correction --reference HR-7 => override a category
      policies import --tenant acme HOME/policies.csv => change the directory
      policies replay --tenant acme --session-hours 2 => read people
      vocabulary --tenant acme --category Sales --name Selling => change the directory
      vocabulary preview --tenant acme HOME/words.txt => read operations
      vocabulary release --tenant acme --reason r HOME/words.txt => change the directory
      vocabulary rollback --tenant acme --to 1 --reason r => change the directory
      applications describe --tenant acme HOME/apps.txt => change the directory
      applications waiting --tenant acme => read operations
      applications export --tenant acme HOME/exported.tsv => read operations
      applications import --tenant acme --as it HOME/exported.tsv => change the directory
      applications release --tenant acme Tracker => change the directory
      applications refuse --tenant acme Tracker => change the directory
      applications withhold --tenant acme Tracker => change the directory
      applications admit --tenant acme Tracker => change the directory
      applications withheld --tenant acme => read operations
      applications asking --tenant acme => read operations
      contracts import --tenant acme HOME/contracts.csv => change the directory
      contracts seats --tenant acme HOME/seats.csv => change the directory
      contracts mark --tenant acme Tracker native-client => change the directory
      contracts rate --tenant acme EUR 0.9 --source bank => change the directory
      contracts show --tenant acme => read people
      contracts idle --tenant acme Tracker --purpose licence-question --reference L-1 => open a person's record
      evaluate --tenant acme --titles => read people
      rollback --tenant acme --run x --reason r => run work
      trial start --tenant acme --prompt v2 --reason r => run work
      trial status --tenant acme => read operations
      trial promote --tenant acme --number 1 --reason r => run work
      trial withdraw --tenant acme --number 1 --reason r => run work
      assumptions set --tenant acme hourly-cost --low 1 --typical 2 --high 3 --source s => sets an assumption
      release --tenant acme --publish --yes => publish a release
      recommendations --tenant acme => read published numbers
      automation --tenant acme => read people
      claims register --tenant acme --owner IT --title t --cause failures --application Tracker --low 1 --typical 2 --high 3 => decide on a recommendation
      claims change --tenant acme --id claim-1 --group everybody --since 2026-01-01 => decide on a recommendation
      claims people --tenant acme --id claim-1 --group everybody --purpose correction --reference HR-7 => open a person's record
      claims show --tenant acme => read people
      claims check --tenant acme => read people
      budget --tenant acme --limit 5 => sets the models' budget to 5 USD
      kill --tenant acme => pulls the models' kill switch
      audit --tenant acme => read the audit log
      egress --tenant acme => read what left the house
      verify --tenant acme => finds the audit log whole
      keys create ann --out OTHER/ann.key => nothing
      keys create bo --out OTHER/bo.key => nothing
      keys create cy --out OTHER/cy.key => nothing
      keys begin OTHER/ann.key.pub OTHER/bo.key.pub => accept operators' keys
      keys propose --add OTHER/cy.key.pub --reason r --out HOME/keys.json => nothing
      keys sign HOME/keys.json --key OTHER/ann.key --yes => nothing
      keys sign HOME/keys.json --key OTHER/bo.key --yes => nothing
      keys apply HOME/keys.json => apply a signed document
      keys rotate --tenant acme --yes => change the directory
      applications propose --tenant acme --reason r --out HOME/application.json Tracker => change the directory
      privacy propose --k 20 --reason r --out HOME/privacy.json => nothing
      keys sign HOME/privacy.json --key OTHER/ann.key --yes => nothing
      keys sign HOME/privacy.json --key OTHER/bo.key --yes => nothing
      privacy apply HOME/privacy.json => apply a signed document
      privacy search --tenant acme => change the directory
      privacy receipt --tenant acme --erasure 01234567-89ab-4cde-8f01-23456789abcd => change the directory
      policy effect --tenant acme HOME/policy.json => read people
      policy propose --tenant acme HOME/policy.json --reason r --out HOME/council.json => read people
      keys sign HOME/council.json --key OTHER/ann.key --yes => nothing
      keys sign HOME/council.json --key OTHER/bo.key --yes => nothing
      policy apply --tenant acme HOME/council.json => apply a signed document
      policy show --tenant acme => read operations
      identity set --tenant acme --issuer https://idp.example --client-id x --client-secret-file HOME/secret.txt => set the identity provider
      identity map --tenant acme --role ceo bosses => let a group give the role CEO
      identity unmap --tenant acme --role ceo bosses => let a group give the role CEO no more
      identity show --tenant acme => read operations
      identity check --tenant acme => read operations
      sign-in --tenant acme --port 1 => refused: make a sign-in link
      emergency-access propose --tenant acme --hours 1 --reason r --out HOME/emergency.json => propose emergency access
      keys sign HOME/emergency.json --key OTHER/ann.key --yes => nothing
      keys sign HOME/emergency.json --key OTHER/bo.key --yes => nothing
      emergency-access open --tenant acme HOME/emergency.json => apply a signed document
      identity remove --tenant acme => remove the identity provider
      sign-in --tenant acme --port 1 => make a sign-in link
      service-accounts create --tenant acme --role ceo --scope orgscope.release.read board => make a service account with the role CEO
      service-accounts list --tenant acme => read operations
      service-accounts revoke --tenant acme board => revoke a service account
      access looks --tenant acme --login ann@acme.example => read the audit log
      access units --tenant acme => grant units
      access grant-units --tenant acme --login bo@acme.example --department Platform --until 2099-12-31 => grant units
      access revoke-units --tenant acme --login bo@acme.example --department Platform => grant units
      access bigquery --tenant acme --project project-1 --dataset d --grant it-security=group:a@b.example --engine serviceAccount:x@y.example --out HOME/bq.sql => read operations
      access grants --tenant acme --out HOME/grants.jsonl => read names
      lake keep-house --tenant acme => run work
      lake retention --tenant acme --hot-days 30 --yes => change the directory
      scim token --tenant acme => make a secret
      webhook secret --tenant acme --source okta => make a secret
      erase --tenant acme --login bo@acme.example --yes => change the directory
      tenant propose-deletion --tenant acme --reason r --out HOME/deletion.json => nothing
      keys sign HOME/deletion.json --key OTHER/ann.key --yes => nothing
      keys sign HOME/deletion.json --key OTHER/bo.key --yes => nothing
      """;

  /** Typed the same way and leaving nothing, since they show no person and change nothing. */
  private static final String UNAUDITED =
      """
      tenant list
      policies show --tenant acme
      vocabulary show --tenant acme
      vocabulary check --tenant acme HOME/words.txt
      vocabulary history --tenant acme
      applications show --tenant acme
      assumptions --tenant acme
      evaluate --tenant acme --history
      budget --tenant acme
      keys show
      privacy show
      privacy price
      policy check HOME/policy.json
      policy history --tenant acme
      emergency-access show --tenant acme
      access show
      lake retention --tenant acme
      experiment plan --people 100
      doctor
      """;

  /** Not run here, and why no entry of their own is wanted. */
  private static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry("completion", "about commands"),
          Map.entry("demo", "makes a company that is made up"),
          Map.entry("experiment assign", "reads and writes files alone"),
          Map.entry("experiment read", "reads a file alone"),
          Map.entry(
              "ingest live",
              "reads the log of events for every company, and ends when it is stopped"),
          Map.entry("man", "about commands"),
          Map.entry("mcp", "asks a server with a token, which leaves the entries"),
          Map.entry("recommendations approve", "needs a recommendation: RecommendationsTest"),
          Map.entry("recommendations decline", "as approve"),
          Map.entry("recommendations implemented", "as approve"),
          Map.entry("review decide", "needs a contest: ContestsTest"),
          Map.entry("serve", "serves pages, which leave entries of their own"),
          Map.entry("simulate", "writes files of a company that is made up"),
          Map.entry(
              "tenant delete", "what two persons sign deletes the company: TenantDeletionTest"));

  @TempDir private Path home = Path.of("");

  /** A person's key is not kept in the home. */
  @TempDir private Path other = Path.of("");

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long last;

  @Test
  void every_command_that_can_be_typed_says_what_it_leaves_in_the_audit_log() {
    Set<String> typed = new TreeSet<>();
    collect(OrgscopeCommand.specification(Commands.whole(Orgscope.APPLICATION.beside())), typed);
    Set<String> decided = new TreeSet<>(NOT_RUN.keySet());
    Map<String, List<String>> lines = new TreeMap<>();
    for (String line : (AUDITED + UNAUDITED).lines().toList()) {
      String command =
          typed.stream()
              .filter(one -> (line + " ").startsWith(one + " "))
              .max(String::compareTo)
              .orElse(line);
      lines.computeIfAbsent(command, one -> new ArrayList<>()).add(line);
    }
    decided.addAll(lines.keySet());
    assertThat(decided).isEqualTo(typed);
  }

  @Test
  void each_of_them_leaves_it() throws IOException {
    files();
    Terminal terminal = terminal();
    OrgscopeCommand root = new OrgscopeCommand();
    root.home = home;
    List<String> wrong = new ArrayList<>();
    try (Session session = new Session(Orgscope.APPLICATION, root, terminal, new Stop(terminal))) {
      session.mayMakeHome();
      for (String line : AUDITED.lines().toList()) {
        String[] parts = line.split(" => ");
        List<String> left = left(root, session, parts[0]);
        if (parts[1].equals("nothing") ? !left.isEmpty() : !left.contains(parts[1])) {
          wrong.add(parts[0] + " leaves " + left + " and not " + parts[1] + "; it says " + err);
        }
      }
      for (String line : UNAUDITED.lines().toList()) {
        List<String> left = left(root, session, line);
        if (!left.isEmpty()) {
          wrong.add(line + " leaves " + left + ": it belongs to the others");
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Actions of new entries of whoever sits at the terminal. */
  private List<String> left(OrgscopeCommand root, Session session, String line) {
    err.reset();
    String[] words =
        (line.replace("HOME/", home + "/").replace("OTHER/", other + "/") + " --home " + home)
            .split(" ");
    int exit = OrgscopeCommand.run(root, session, Orgscope.APPLICATION, words);
    assertThat(exit).as("%s: %s", line, err).isNotEqualTo(OrgscopeCommand.WRONG_USAGE);
    List<String> actions = new ArrayList<>();
    for (AuditEntry entry :
        session.bean(Audit.class).entries(Caller.system(ACME, "test"), 200).reversed()) {
      if (entry.number() > last) {
        last = entry.number();
        if (entry.role().equals(Role.IT_SECURITY.name())
            && entry.principal().startsWith("os:")
            && entry.from().equals("command line")) {
          actions.add(entry.action());
        }
      }
    }
    return actions;
  }

  private Terminal terminal() {
    return new Terminal(
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private void files() throws IOException {
    PreparedHome.in(home);
    write(
        "people.csv",
        "employee_id,login,display_name,department\n1,ann@acme.example,Ann,Platform\n"
            + "2,bo@acme.example,Bo,Platform\n");
    write(
        "events.ndjson",
        OktaVisit.of("e-1", Instant.now().minus(Duration.ofDays(1)), 1, "Tracker")
                .by("00u1", "ann@acme.example")
                .json()
            + "\n");
    write("apps.txt", "Tracker: what engineers track their work with\n");
    write("contracts.csv", "application,seats,seat_price_per_year,currency\nTracker,10,100,USD\n");
    write("seats.csv", "login,application\nann@acme.example,Tracker\n");
    write("words.txt", "name Sales = Revenue\n");
    write("policies.csv", "policy,value,valid_from\nsession_length,2h,2026-11-01\n");
    write("secret.txt", "hush\n");
    write(
        "policy.json",
        """
        {"notice": {"version": "n.1", "text": "What Orgscope does."},
         "everywhere": {"consent": "opt-out", "managers": "categories"}}
        """);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text);
  }

  private static void collect(CommandSpec command, Set<String> typed) {
    if (command.usageMessage().hidden() || command.name().equals("help")) {
      return;
    }
    // On a home of their own, which is gone then.
    if (command.name().equals("bench")) {
      return;
    }
    // What only stands above others cannot be typed alone.
    if (command.userObject() instanceof Runnable
        || command.userObject() instanceof java.util.concurrent.Callable<?>
        || command.userObject() instanceof java.lang.reflect.Method) {
      typed.add(command.qualifiedName(" ").replaceFirst("^orgscope ", ""));
    }
    for (CommandLine below : command.subcommands().values()) {
      collect(below.getCommandSpec(), typed);
    }
  }
}
