package com.orgscope.web;

import com.orgscope.assurance.Assurance;
import com.orgscope.assurance.Control;
import com.orgscope.assurance.LiveFact;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Figure;
import com.orgscope.insight.Release;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.web.CeoPage.State;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Puts evidence of controls into words. */
@Component
@ConditionalOnWebApplication
final class AssurancePages {
  private final Assurance assurance;
  private final Releases releases;
  private final PrivacyLedger ledger;
  private final PrivacySettings settings;
  private final Tenants tenants;

  AssurancePages(
      Assurance assurance,
      Releases releases,
      PrivacyLedger ledger,
      PrivacySettings settings,
      Tenants tenants) {
    this.assurance = assurance;
    this.releases = releases;
    this.ledger = ledger;
    this.settings = settings;
    this.tenants = tenants;
  }

  AssurancePage page(Caller caller) {
    Assurance.Looked looked = assurance.look(caller);
    ZoneId zone = tenants.get(caller.tenant()).zone();
    List<PrivacyLedger.Charge> charges = charges(caller);
    return new AssurancePage(
        lead(looked),
        Formats.moment(looked.at(), zone),
        looked.controls().stream()
            .sorted(Comparator.comparing(looked::state))
            .map(control -> held(control, looked))
            .toList(),
        releases
            .latest(Caller.system(caller.tenant(), "web"))
            .map(release -> statistics(release, zone))
            .orElse(List.of()),
        new AssurancePage.Ledger(
            "ε %s of %s spent this year".formatted(spent(charges), settings.yearly()),
            charges.stream()
                .map(charge ->
                    new CouncilPage.Charge(
                        Formats.moment(charge.at(), zone),
                        charge.subject(),
                        "ε " + charge.epsilon()))
                .toList()),
        papers());
  }

  private static String lead(Assurance.Looked looked) {
    int all = looked.controls().size();
    long watch = count(looked, LiveFact.State.WATCH);
    long unknown = count(looked, LiveFact.State.UNKNOWN);
    long told = count(looked, LiveFact.State.TOLD);
    if (watch + unknown + told == 0) {
      return "All %d controls hold, as far as the running system can tell.".formatted(all);
    }
    String yet = unknown == 0 ? "" : ", %d cannot be told yet".formatted(unknown);
    String needs = watch == 1 ? " needs a look" : " need a look";
    String only = told == 0 ? "" : ", of %d it is only told what is in force".formatted(told);
    return "Of %d controls %d hold%s%s%s."
        .formatted(
            all, all - watch - unknown - told, only, yet, watch == 0 ? "" : ", " + watch + needs);
  }

  private static long count(Assurance.Looked looked, LiveFact.State state) {
    return looked.controls().stream().filter(one -> looked.state(one) == state).count();
  }

  private static AssurancePage.Held held(Control control, Assurance.Looked looked) {
    LiveFact.State state = looked.state(control);
    return new AssurancePage.Held(
        control.id(),
        control.title(),
        lamp(state),
        word(state),
        control.statement(),
        control.facts().stream()
            .map(key -> Objects.requireNonNull(looked.facts().get(key)))
            .map(fact ->
                new AssurancePage.Shown(
                    lamp(fact.state()), fact.title(), CouncilWords.capital(fact.value())))
            .toList(),
        List.of(
            new AssurancePage.Standard("ISO 27001", control.iso27001()),
            new AssurancePage.Standard("SOC 2", control.soc2()),
            new AssurancePage.Standard("GDPR", control.gdpr()),
            new AssurancePage.Standard("EU AI Act", control.aiAct())));
  }

  private static State lamp(LiveFact.State state) {
    return switch (state) {
      case WATCH -> State.WATCH;
      case UNKNOWN -> State.UNKNOWN;
      case TOLD -> State.TOLD;
      case HOLDS -> State.GOOD;
    };
  }

  private static String word(LiveFact.State state) {
    return switch (state) {
      case WATCH -> "needs a look";
      case UNKNOWN -> "cannot be told yet";
      case TOLD -> "told";
      case HOLDS -> "holds";
    };
  }

  private static List<CeoPage.Number> statistics(Release release, ZoneId zone) {
    Figure total = release.total();
    return List.of(
        new CeoPage.Number(
            "People counted",
            Formats.people(total.people()) + " people",
            Formats.people(total.peopleInterval()),
            "with noise"),
        new CeoPage.Number(
            "Sign-in time",
            Formats.hours(total.hoursPerWeek()) + " a week",
            Formats.hours(total.hoursInterval()),
            "with noise"),
        new CeoPage.Number(
            "Release",
            release.id(),
            "",
            "published " + Formats.moment(release.publishedAt(), zone)));
  }

  private List<PrivacyLedger.Charge> charges(Caller caller) {
    return ledger.charges(Caller.system(caller.tenant(), "web"));
  }

  private static Epsilon spent(List<PrivacyLedger.Charge> charges) {
    return charges.stream().map(PrivacyLedger.Charge::epsilon).reduce(Epsilon.ZERO, Epsilon::plus);
  }

  private static List<AssurancePage.PaperLink> papers() {
    return Assurance.papers().stream()
        .map(paper -> new AssurancePage.PaperLink(paper.name(), paper.title(), paper.law()))
        .toList();
  }

  AssurancePage.Document document(Caller caller) {
    Assurance.Looked looked = assurance.look(caller);
    List<PrivacyLedger.Charge> charges = charges(caller);
    return new AssurancePage.Document(
        looked.at().toString(),
        looked.controls().stream().map(control -> control(control, looked)).toList(),
        releases
            .latest(Caller.system(caller.tenant(), "web"))
            .map(AssurancePages::published)
            .orElse(null),
        new CouncilPage.Spent(
            spent(charges).toString(),
            settings.yearly().toString(),
            charges.stream()
                .map(charge ->
                    new CouncilPage.Paid(
                        charge.subject(), charge.epsilon().toString(), charge.at().toString()))
                .toList()),
        papers());
  }

  private static AssurancePage.Published published(Release release) {
    Figure total = release.total();
    return new AssurancePage.Published(
        release.id(),
        release.publishedAt().toString(),
        total.people(),
        List.of((long) total.peopleInterval().low(), (long) total.peopleInterval().high()));
  }

  private static AssurancePage.Control control(Control control, Assurance.Looked looked) {
    return new AssurancePage.Control(
        control.id(),
        control.title(),
        control.statement(),
        looked.state(control).word(),
        control.iso27001(),
        control.soc2(),
        control.gdpr(),
        control.aiAct(),
        control.facts().stream()
            .map(key -> Objects.requireNonNull(looked.facts().get(key)))
            .map(fact ->
                new AssurancePage.Fact(fact.key(), fact.title(), fact.state().word(), fact.value()))
            .toList());
  }
}
