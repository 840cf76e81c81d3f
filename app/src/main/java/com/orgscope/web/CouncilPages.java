package com.orgscope.web;

import com.orgscope.access.CouncilPolicies.Applied;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.access.Proposals;
import com.orgscope.assurance.Assurance;
import com.orgscope.category.ModelConversations.Kind;
import com.orgscope.directory.Tenants;
import com.orgscope.egress.Egress;
import com.orgscope.kernel.Caller;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Erasures;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacySettings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Gathers what people are promised, for the page and the API of those who speak for them. */
@Component
@ConditionalOnWebApplication
final class CouncilPages {
  private static final String COMMAND = "./orgscope keys sign DOCUMENT --key YOUR-KEY-FILE";

  private final CouncilReading reading;
  private final Tenants tenants;
  private final PrivacyLedger ledger;
  private final PrivacySettings settings;
  private final LeastGroup least;
  private final Erasures erasures;

  CouncilPages(
      CouncilReading reading,
      Tenants tenants,
      PrivacyLedger ledger,
      PrivacySettings settings,
      LeastGroup least,
      Erasures erasures) {
    this.reading = reading;
    this.tenants = tenants;
    this.ledger = ledger;
    this.settings = settings;
    this.least = least;
    this.erasures = erasures;
  }

  CouncilPage page(Caller caller) {
    ZoneId zone = tenants.get(caller.tenant()).zone();
    int k = least.of(caller.tenant());
    List<Proposals.Waiting> waiting = reading.waiting(caller);
    List<Kind> kinds = reading.questions(caller);
    CouncilPolicy policy = reading.policies().inForce(caller);
    return new CouncilPage(
        lead(waiting, policy),
        waiting.stream().map(one -> waiting(one, policy, zone)).toList(),
        COMMAND,
        policy(caller, policy, k, zone),
        history(caller, zone),
        asked(kinds),
        kinds.stream().map(one -> question(one, k, zone)).toList(),
        reading.sent(caller).stream().map(CouncilPages::sent).toList(),
        ledger(caller, k, zone),
        forgotten(caller),
        assessment());
  }

  private static String lead(List<Proposals.Waiting> waiting, CouncilPolicy policy) {
    long council = waiting.stream().filter(Proposals.Waiting::council).count();
    if (policy.council().isEmpty()) {
      return "No policy of this company names a council or a data protection officer, so nothing"
          + " waits for your signature: a policy that names your key changes that.";
    }
    if (council < 2) {
      return (council == 0 ? "Nothing waits" : "One document waits") + " for your signature.";
    }
    return (council == 2 ? "Two" : String.valueOf(council)) + " documents wait for your signature.";
  }

  private static CouncilPage.Waiting waiting(
      Proposals.Waiting one, CouncilPolicy policy, ZoneId zone) {
    return new CouncilPage.Waiting(
        CouncilWords.capital(one.what()),
        one.change().replace(" -> ", " → "),
        one.reason(),
        one.council()
            ? "Two persons, one of them "
                + CouncilWords.names(policy.council()).replace(" and ", " or ")
            : "Two persons; yours is not needed, since it widens nothing",
        CouncilWords.day(one.expires(), zone));
  }

  private CouncilPage.Policy policy(Caller caller, CouncilPolicy policy, int k, ZoneId zone) {
    List<Applied> history = reading.policies().history(caller);
    List<CouncilPage.Place> places = new ArrayList<>();
    CouncilWords.terms(policy)
        .forEach((where, terms) -> places.add(place(policy, where, terms, k)));
    return new CouncilPage.Policy(
        history.isEmpty()
            ? "Nobody signed a policy yet. Until two persons do, what ships holds."
            : signed(history.getLast(), zone),
        policy.council().isEmpty()
            ? "Nobody is named who has to sign what widens what is seen, asked or kept."
            : signsWhatWidens(policy.council()),
        asSigned(caller),
        places,
        policy.notice().version(),
        policy.notice().text(),
        shown(reading.noticesShown(caller, k), policy.notice().version(), k));
  }

  private static String signsWhatWidens(List<String> council) {
    return "What widens what is seen, asked or kept needs a signature of %s.%s"
        .formatted(
            CouncilWords.names(council).replace(" and ", " or "),
            council.size() > 1
                ? ""
                : " It is the only key: if it is lost, nothing can ever be widened, and nobody else"
                    + " can take its place. Have a second one named.");
  }

  private static String signed(Applied last, ZoneId zone) {
    return "Signed by %s, in force since %s: %s"
        .formatted(
            CouncilWords.names(last.signedBy()), CouncilWords.day(last.at(), zone), last.reason());
  }

  private CeoPage.Lamp asSigned(Caller caller) {
    boolean same = reading.asSigned(caller);
    return new CeoPage.Lamp(
        same ? CeoPage.State.GOOD : CeoPage.State.WATCH,
        "What the database goes by",
        same ? "what was signed" : "not what was signed",
        same
            ? "Compared a moment ago with the signed documents outside the database."
            : "Nothing is published or applied until somebody found out why. Ask IT/Security.");
  }

  private static CouncilPage.Place place(
      CouncilPolicy policy, String where, Terms terms, int least) {
    String rest = policy.countries().isEmpty() ? "Everywhere" : "Everywhere else";
    return new CouncilPage.Place(
        where.equals(CouncilWords.EVERYWHERE)
            ? rest
            : where + ": " + CouncilWords.places(terms.places()),
        CouncilWords.asked(terms.consent()),
        CouncilWords.managers(terms.managers()),
        "%d people at least".formatted(Math.max(least, terms.k())),
        CouncilWords.kept(terms.usageDays()));
  }

  private static List<String> shown(SortedMap<String, Integer> shown, String now, int k) {
    List<String> lines = new ArrayList<>();
    if (!shown.containsKey(now)) {
      lines.add(
          "Version %s: fewer than %d people, or nobody, were shown it yet.".formatted(now, k));
    }
    shown.forEach((version, people) ->
        lines.add(
            people == 0
                ? "Version %s: fewer than %d people were shown it.".formatted(version, k)
                : "Version %s: %s people or a few more were shown it."
                    .formatted(version, Formats.people(people))));
    return lines;
  }

  private List<CouncilPage.Change> history(Caller caller, ZoneId zone) {
    List<CouncilPage.Change> changes = new ArrayList<>();
    CouncilPolicy before = reading.policies().unsigned(caller.tenant());
    for (Applied one : reading.policies().history(caller)) {
      changes.addFirst(
          new CouncilPage.Change(
              one.number(),
              CouncilWords.day(one.at(), zone),
              CouncilWords.names(one.signedBy()),
              one.reason(),
              CouncilWords.changes(before, one.policy())));
      before = one.policy();
    }
    return changes;
  }

  private static String asked(List<Kind> kinds) {
    if (kinds.isEmpty()) {
      return "Nothing was ever asked of a model outside: the model in the house judges.";
    }
    long asked = kinds.stream().mapToLong(Kind::asked).sum();
    return "Each kind of question that ever left for a model, and how often: %s in all. A question is about habits that people share, or about an application; IT/Security reads every byte of it."
        .formatted(Formats.people(asked));
  }

  private static CouncilPage.Question question(Kind one, int k, ZoneId zone) {
    String first = CouncilWords.day(one.first(), zone);
    String last = CouncilWords.day(one.last(), zone);
    return new CouncilPage.Question(
        CouncilWords.question(one.purpose(), k),
        one.prompt(),
        one.model(),
        Formats.people(one.asked()),
        one.remembered() == 0
            ? ""
            : Formats.people(one.remembered()) + " more answered from memory",
        first.equals(last) ? first : first + " to " + last);
  }

  private static CouncilPage.Sent sent(Egress.Counted one) {
    return new CouncilPage.Sent(
        switch (one.channel()) {
          case MODEL -> "A language model";
          case AUDIT -> "A receiver of the audit log";
          case COLLECTOR -> "A collector of traces";
        },
        one.recipient(),
        Formats.people(one.sent()),
        Formats.bytes(one.bytes()));
  }

  private CouncilPage.Ledger ledger(Caller caller, int k, ZoneId zone) {
    List<PrivacyLedger.Charge> charges = ledger.charges(caller);
    Epsilon spent = spent(charges);
    Epsilon left = new Epsilon(Math.max(0, settings.yearly().thousandths() - spent.thousandths()));
    return new CouncilPage.Ledger(
        List.of(
            new CeoPage.Number(
                "Spent this year",
                "ε " + spent,
                "",
                charges.size() == 1 ? "one release" : charges.size() + " releases"),
            new CeoPage.Number("The year's cap", "ε " + settings.yearly(), "", "never exceeded"),
            new CeoPage.Number("Left", "ε " + left, "", "until the year ends")),
        "A shown group has at least %d people, but for a chance of %s over a whole release. A release costs ε %s at most."
            .formatted(k, Formats.plain(settings.delta()), settings.mostOfRelease()),
        charges.stream()
            .sorted(Comparator.comparing(PrivacyLedger.Charge::at).reversed())
            .map(one ->
                new CouncilPage.Charge(
                    CouncilWords.day(one.at(), zone), one.subject(), "ε " + one.epsilon()))
            .toList());
  }

  private static Epsilon spent(List<PrivacyLedger.Charge> charges) {
    return charges.stream().map(PrivacyLedger.Charge::epsilon).reduce(Epsilon.ZERO, Epsilon::plus);
  }

  private CouncilPage.Erasures forgotten(Caller caller) {
    Erasures.Kept kept = erasures.kept(caller);
    boolean good = kept.overdue() == 0;
    return new CouncilPage.Erasures(
        new CeoPage.Lamp(
            good ? CeoPage.State.GOOD : CeoPage.State.WATCH,
            "Erasures",
            good ? "none is overdue" : kept.overdue() + " overdue",
            "Whoever asks is forgotten within 30 days, and a signed receipt says so; IT/Security prints it."),
        List.of(
            new CeoPage.Number("Under way", Formats.people(kept.open()), "", "within their time"),
            new CeoPage.Number(
                "Done in time",
                Formats.people(kept.done()),
                "",
                "each with a receipt that names nobody"),
            new CeoPage.Number(
                "Late",
                Formats.people((long) kept.late() + kept.overdue()),
                "",
                kept.late() + " done, " + kept.overdue() + " still open")));
  }

  private static List<AssurancePage.PaperLink> assessment() {
    return Assurance.papers().stream()
        .filter(Assurance.PaperTitle::people)
        .map(paper -> new AssurancePage.PaperLink(paper.name(), paper.title(), paper.law()))
        .toList();
  }

  CouncilPage.Document document(Caller caller) {
    CouncilPolicy policy = reading.policies().inForce(caller);
    List<Applied> history = reading.policies().history(caller);
    Applied last = history.isEmpty() ? null : history.getLast();
    int k = least.of(caller.tenant());
    List<PrivacyLedger.Charge> charges = ledger.charges(caller);
    Erasures.Kept kept = erasures.kept(caller);
    return new CouncilPage.Document(
        last == null ? null : last.number(),
        reading.asSigned(caller),
        last == null ? List.of() : last.signedBy(),
        last == null ? null : last.at().toString(),
        last == null ? null : last.reason(),
        policy.council(),
        k,
        terms(policy),
        new CouncilPage.Notice(
            policy.notice().version(), policy.notice().text(), reading.noticesShown(caller, k)),
        applied(caller, history),
        reading.waiting(caller).stream().map(CouncilPages::waits).toList(),
        reading.questions(caller).stream().map(CouncilPages::asked).toList(),
        reading.sent(caller).stream()
            .map(one ->
                new CouncilPage.Left(
                    one.channel().word(), one.recipient(), one.sent(), one.bytes()))
            .toList(),
        new CouncilPage.Spent(
            spent(charges).toString(),
            settings.yearly().toString(),
            charges.stream()
                .map(one ->
                    new CouncilPage.Paid(
                        one.subject(), one.epsilon().toString(), one.at().toString()))
                .toList()),
        new CouncilPage.Forgotten(kept.open(), kept.overdue(), kept.done(), kept.late()));
  }

  private static List<CouncilPage.Terms> terms(CouncilPolicy policy) {
    List<CouncilPage.Terms> all = new ArrayList<>();
    CouncilWords.terms(policy)
        .forEach((where, terms) ->
            all.add(
                new CouncilPage.Terms(
                    where.equals(CouncilWords.EVERYWHERE) ? "*" : where,
                    terms.places(),
                    terms.consent().word(),
                    terms.managers().word(),
                    terms.k(),
                    terms.usageDays())));
    return all;
  }

  private List<CouncilPage.Applied> applied(Caller caller, List<Applied> history) {
    List<CouncilPage.Applied> all = new ArrayList<>();
    CouncilPolicy before = reading.policies().unsigned(caller.tenant());
    for (Applied one : history) {
      all.add(
          new CouncilPage.Applied(
              one.number(),
              one.at().toString(),
              one.signedBy(),
              one.reason(),
              CouncilWords.changes(before, one.policy())));
      before = one.policy();
    }
    return all;
  }

  private static CouncilPage.Waits waits(Proposals.Waiting one) {
    return new CouncilPage.Waits(
        one.what(),
        one.change(),
        one.reason(),
        one.council(),
        one.made().toString(),
        one.expires().toString());
  }

  private static CouncilPage.Asked asked(Kind one) {
    return new CouncilPage.Asked(
        one.purpose(),
        one.prompt(),
        one.model(),
        one.asked(),
        one.remembered(),
        one.first().toString(),
        one.last().toString());
  }
}
