package com.orgscope.cli;

import com.orgscope.access.Looks;
import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Applications;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "usage", description = "What one person used. The look is audited.")
final class UsageCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(names = "--login", required = true, paramLabel = "L")
  private String login = "";

  @Option(names = "--days", paramLabel = "N", defaultValue = "90", description = "(default: 90)")
  private int days;

  @Mixin private final AsOf asOf = new AsOf();

  @Mixin private final Why why = new Why();

  UsageCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Caller caller = session.caller(tenant);
    LocalDate lastDay = asOf.in(session);
    PersonKey person = session.bean(People.class).lookup(caller).byLogin(login).orElse(null);
    if (person == null) {
      person = session.bean(People.class).byLogin(caller, login).map(Person::key).orElse(null);
    }
    boolean known = person != null;
    if (person == null) {
      person =
          session.bean(IdentityResolution.class).pseudonyms(tenant).resolve("cli", null, login, 0);
    }
    if (person != null) {
      session.bean(Looks.class).openByCommand(caller, List.of(person), why.about(login));
    }
    PersonUsage usage =
        person == null
            ? null
            : session.bean(Usage.class).of(caller, person, TimeWindow.ending(lastDay, days));
    if (usage == null || (!known && usage.apps().isEmpty())) {
      throw Failure.operator(
          "nobody in the directory of %s has the login '%s', and nothing came in about it in the %d days to %s: import people first, or check the spelling"
              .formatted(tenant, login, days, lastDay));
    }
    Document document = document(usage, lastDay);
    session.answer().give(document, out -> print(document, out));
    return OrgscopeCommand.DONE;
  }

  private Document document(PersonUsage usage, LocalDate lastDay) {
    return new Document(
        login,
        days,
        lastDay.toString(),
        usage.accesses(),
        usage.apps().stream().map(this::app).toList());
  }

  private App app(AppUse use) {
    Applications applications = session.bean(Applications.class);
    return new App(
        use.app().id().value(),
        use.app().function().map(applications::functionName).orElse(null),
        use.app().known(),
        use.accesses(),
        use.share(),
        use.activeSlots(),
        use.lastAt());
  }

  private static void print(Document document, PrintStream out) {
    out.printf(
        "%s: %,d accesses in the %d days to %s%n",
        document.login, document.accesses, document.days, document.asOf);
    if (document.apps.isEmpty()) {
      out.println("Nothing came in about this login in these days.");
      return;
    }
    out.printf("%-36s %-32s %9s %8s%n", "application", "what it is for", "accesses", "share");
    for (App app : document.apps) {
      out.printf(
          Locale.ROOT,
          "%-36s %-32s %,9d %7.1f%%%n",
          app.app,
          whatFor(app),
          app.accesses,
          100 * app.share);
    }
    out.println("Share is the share of active 15-minute slots; sign-in logs hold no durations.");
  }

  private static String whatFor(App app) {
    if (app.category == null) {
      return "not known";
    }
    return app.known ? app.category : app.category + " (by its text)";
  }

  private record Document(String login, int days, String asOf, long accesses, List<App> apps) {}

  private record App(
      String app,
      @Nullable String category,
      boolean known,
      long accesses,
      double share,
      double activeSlots,
      Instant last) {}
}
