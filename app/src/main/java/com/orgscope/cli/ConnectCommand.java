package com.orgscope.cli;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.sources.Provider.Setting;
import com.orgscope.sources.SourceTrial;
import com.orgscope.sources.SourceTrials;
import com.orgscope.sources.Sources;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "connect",
    description = {
      "Connects a live source, or gives it new settings. Secrets come from a file or the",
      "environment, never from the command line; they rest under the tenant's key.",
      "Okta: org, and api-token or client-id with private-key (and key-id); questions-per-minute",
      "if it is not the usual 60. Google: service-account and admin; push-address to be pushed to;",
      "customer to be asked for licences.",
      "Entra: directory-id, client-id and client-secret, or event-hubs with event-hubs-connection",
      "(and hubs), or both."
    })
final class ConnectCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(names = "--source", required = true, paramLabel = "okta|google|entra")
  @SuppressWarnings("NullAway.Init")
  private Source source;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting that is no secret.")
  private Map<String, String> plain = new HashMap<>();

  @Option(names = "--secret-file", paramLabel = "NAME=FILE", description = "A secret in a file.")
  private Map<String, Path> files = new HashMap<>();

  @Option(
      names = "--secret-env",
      paramLabel = "NAME=VARIABLE",
      description = "A secret in the environment.")
  private Map<String, String> variables = new HashMap<>();

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Nothing before is asked for (default: as far back as the source keeps).")
  private @Nullable LocalDate since;

  @Option(
      names = "--try",
      description = {
        "Connects nothing: asks the source for each right, and says what would become of its newest",
        "events. Ends with 1 where it could not be read."
      })
  private boolean trying;

  @Option(names = "--no-check", description = "Does not ask the source whether it is let in.")
  private boolean unchecked;

  ConnectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Caller caller = session.caller(tenant);
    Sources sources = session.bean(Sources.class);
    List<Setting> known = sources.settings(source);
    Map<String, String> settings = new HashMap<>();
    plain.forEach((name, value) -> {
      if (known.stream().anyMatch(one -> one.name().equals(name) && one.secret())) {
        throw Failure.operator(
            "'" + name + "' is a secret: give it by --secret-file or --secret-env");
      }
      settings.put(name, value);
    });
    files.forEach((name, file) -> settings.put(name, SecretInput.inFile(file)));
    variables.forEach((name, variable) -> settings.put(name, SecretInput.inEnvironment(variable)));
    Instant from = since == null ? null : since.atStartOfDay(ZoneOffset.UTC).toInstant();
    if (trying) {
      SourceTrial trial = session.bean(SourceTrials.class).of(caller, source, settings, from);
      SourceTrialAnswer answer = new SourceTrialAnswer(tenant, trial);
      session.answer().give(answer.document(), answer::print);
      return trial.opens() ? OrgscopeCommand.DONE : OrgscopeCommand.FAILED;
    }
    sources.connect(caller, source, settings, from, !unchecked);
    String word = source.name().toLowerCase(Locale.ROOT);
    session
        .answer()
        .give(
            new Connected(
                tenant.value(), word, List.copyOf(new TreeSet<>(settings.keySet())), !unchecked),
            out ->
                out.println(
                    "Source "
                        + word
                        + " of "
                        + tenant
                        + " is connected"
                        + (unchecked ? "." : ", and lets us in.")
                        + " 'orgscope serve' reads it from now on."));
    return OrgscopeCommand.DONE;
  }

  private record Connected(String tenant, String source, List<String> settings, boolean checked) {}
}
