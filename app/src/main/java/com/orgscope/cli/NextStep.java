package com.orgscope.cli;

import com.orgscope.kernel.TenantId;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What somebody usually does after a command, told below its answer. */
final class NextStep {
  private static final String USUAL = "orgscope help lists every command";

  /** In braces the options of the command that ran, or their placeholders. */
  private static final Map<String, String> STEPS =
      Map.ofEntries(
          Map.entry("tenant create", "orgscope people import --tenant {tenant} people.csv"),
          Map.entry(
              "tenant propose-deletion", "orgscope keys sign {out} --key FILE, by two persons"),
          Map.entry("tenant list", "orgscope sources --tenant T shows where a company stands"),
          Map.entry(
              "people import",
              "orgscope ingest --tenant {tenant} --source okta LOGS, or orgscope connect --help"),
          Map.entry("people units", "orgscope release --tenant {tenant} --candidate"),
          Map.entry("people unlisted", "orgscope people import --tenant {tenant} people.csv"),
          Map.entry("coverage", "orgscope nightly --tenant {tenant} counts what came in since"),
          Map.entry("ingest", "orgscope nightly --tenant {tenant}"),
          Map.entry("ingest dead-letters", "orgscope nightly --tenant {tenant}"),
          Map.entry("connect", "orgscope serve reads it; orgscope sources --tenant {tenant}"),
          Map.entry("connect --try", "orgscope connect --tenant {tenant} without --try"),
          Map.entry("sources", "orgscope nightly --tenant {tenant}"),
          Map.entry("usage", "orgscope category --tenant {tenant} --login {login}"),
          Map.entry("category", "orgscope recommendations --tenant {tenant}"),
          Map.entry("override", "orgscope category --tenant {tenant} --login {login}"),
          Map.entry("review list", "orgscope review decide --tenant {tenant} --contest N --help"),
          Map.entry("review decide", "orgscope review list --tenant {tenant} --help"),
          Map.entry("erase", "orgscope lake keep-house --tenant {tenant}"),
          Map.entry("policies import", "orgscope policies show --tenant {tenant}"),
          Map.entry("policies show", "orgscope recommendations --tenant {tenant}"),
          Map.entry("policies replay", "orgscope assumptions --tenant {tenant}"),
          Map.entry("automation", "orgscope recommendations --tenant {tenant}"),
          Map.entry("applications describe", "orgscope nightly --tenant {tenant} --everybody"),
          Map.entry("applications show", "orgscope applications describe --tenant {tenant} FILE"),
          Map.entry("nightly", "orgscope release --tenant {tenant} --publish"),
          Map.entry("nightly --quote", "orgscope nightly --tenant {tenant}"),
          Map.entry("rollback", "orgscope category --tenant {tenant}"),
          Map.entry("evaluate", "orgscope category --tenant {tenant}"),
          Map.entry("release", "orgscope serve shows it, under /company"),
          Map.entry("release --candidate", "orgscope release --tenant {tenant} --publish"),
          Map.entry(
              "release --propose-redraw", "orgscope keys sign {out} --key FILE, by two persons"),
          Map.entry("release --withdraw", "orgscope release --tenant {tenant} says what is shown"),
          Map.entry(
              "recommendations",
              "orgscope recommendations approve --tenant {tenant} --id ID --reason R"),
          Map.entry(
              "recommendations approve",
              "orgscope claims register --tenant {tenant} --recommendation {id} --owner ROLE"),
          Map.entry("recommendations decline", "orgscope recommendations --tenant {tenant}"),
          Map.entry("recommendations implemented", "orgscope recommendations --tenant {tenant}"),
          Map.entry(
              "claims register",
              "orgscope claims change --tenant {tenant} --id ID --group share:50 --since DATE"),
          Map.entry("claims change", "orgscope claims check --tenant {tenant} --id {id}"),
          Map.entry("claims check", "orgscope claims show --tenant {tenant}"),
          Map.entry("claims show", "orgscope claims check --tenant {tenant}"),
          Map.entry("claims people", "orgscope claims change --tenant {tenant} --id {id} --help"),
          Map.entry("keys create", "orgscope keys begin ONE.pub OTHER.pub takes the first two"),
          Map.entry("keys begin", "orgscope privacy propose --help"),
          Map.entry("privacy apply", "orgscope privacy show"),
          Map.entry("keys propose", "orgscope keys sign {out} --key FILE, by two persons"),
          Map.entry("keys sign", "with two signatures it is applied where it was proposed"),
          Map.entry("privacy propose", "orgscope keys sign {out} --key FILE, by two persons"),
          Map.entry("policy propose", "orgscope keys sign {out} --key FILE, by two persons"),
          Map.entry("policy apply", "orgscope policy show --tenant {tenant}"),
          Map.entry("applications propose", "orgscope keys sign {out} --key FILE, by two persons"),
          Map.entry("applications admit", "orgscope applications withheld --tenant {tenant}"),
          Map.entry("budget", "orgscope nightly --tenant {tenant} --quote"),
          Map.entry("kill", "orgscope budget --tenant {tenant} shows whether models are stopped"),
          Map.entry("demo", "orgscope demo{company} shows the pages"),
          Map.entry("simulate", "orgscope people import --tenant T {out}/people.csv"),
          Map.entry("lake keep-house", "orgscope lake retention --tenant {tenant}"),
          Map.entry("lake retention", "orgscope lake keep-house --tenant {tenant}"),
          Map.entry("scim token", "orgscope serve listens where the identity provider calls"),
          Map.entry("webhook secret", "orgscope serve listens where the provider calls"));

  /** Their own last words say it, or nobody reads it. */
  private static final Set<String> SILENT =
      Set.of("serve", "sign-in", "ingest live", "help", "rehearse", "completion", "man");

  private static final Set<String> MAKE_A_COMPANY =
      Set.of("--employees", "--days", "--recorded-model");

  private static final Pattern OPTION = Pattern.compile("\\{([a-z-]+)}");

  private NextStep() {}

  /** None where only help was shown. */
  static Optional<String> after(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandSpec command = last.commandSpec();
    String name = command.qualifiedName(" ").replaceFirst("^orgscope ?", "");
    if (last.isUsageHelpRequested()
        || last.isVersionHelpRequested()
        || SILENT.contains(name)
        || name.isEmpty()) {
      return Optional.empty();
    }
    String does =
        Stream.of("--withdraw", "--candidate", "--propose-redraw", "--quote", "--try")
            .filter(last::hasMatchedOption)
            .map(option -> name + " " + option)
            .findFirst()
            .orElse(name);
    String company = name.equals("demo") ? company(last) : "";
    Matcher option = OPTION.matcher(STEPS.getOrDefault(does, USUAL).replace("{company}", company));
    String step =
        option.replaceAll(found ->
            Matcher.quoteReplacement(value(command, found.group(1), placeholder(found.group(1)))));
    return Optional.of("Next: " + step);
  }

  /** What the demo's company was made by: another line would make another company. */
  private static String company(ParseResult demo) {
    return demo.matchedOptions().stream()
        .filter(given -> MAKE_A_COMPANY.contains(given.longestName()))
        .map(given ->
            " " + given.longestName() + (given.arity().max() == 0 ? "" : " " + given.getValue()))
        .sorted()
        .collect(Collectors.joining());
  }

  private static String placeholder(String option) {
    return switch (option) {
      case "tenant" -> "T";
      case "login" -> "L";
      case "out" -> "DIR";
      default -> option.toUpperCase(Locale.ROOT);
    };
  }

  private static String value(CommandSpec command, String option, String otherwise) {
    OptionSpec spec = command.findOption("--" + option);
    Object given = spec == null ? null : spec.getValue();
    if (given == null && option.equals("tenant")) {
      given = tenantParameter(command);
    }
    return given == null ? otherwise : quoted(given.toString());
  }

  private static @Nullable Object tenantParameter(CommandSpec command) {
    return command.positionalParameters().stream()
        .filter(p -> p.type() == TenantId.class)
        .<Object>map(p -> p.getValue())
        .findFirst()
        .orElse(null);
  }

  private static String quoted(String value) {
    return value.matches("[\\w@%+=:,./-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }

  /**
   * Command lines in a text as whoever reads them would have to type them to mean this home. The
   * one place that does it: every sentence for people passes here.
   */
  static String on(Path home, String text) {
    return home.equals(Path.of(".orgscope"))
        ? text
        : Commands.IN_TEXT
            .matcher(text)
            .replaceAll("$0 --home " + Matcher.quoteReplacement(quoted(home.toString())));
  }
}
