package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.category.Assignment;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.review.Feedback;
import com.orgscope.review.Team;
import com.orgscope.review.Team.Report;
import com.orgscope.review.Team.Standing;
import com.orgscope.web.TeamPage.Acts;
import com.orgscope.web.TeamPage.Member;
import com.orgscope.web.TeamPage.Sure;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Puts a manager's reports into words. */
@Component
@ConditionalOnWebApplication
final class TeamPages {
  private static final String LIST = "team";

  private final PageAccess access;
  private final Team team;
  private final TeamGains gains;
  private final Taxonomies taxonomies;
  private final Tenants tenants;
  private final InstantSource clock;

  TeamPages(
      PageAccess access,
      Team team,
      TeamGains gains,
      Taxonomies taxonomies,
      Tenants tenants,
      InstantSource clock) {
    this.access = access;
    this.team = team;
    this.gains = gains;
    this.taxonomies = taxonomies;
    this.tenants = tenants;
    this.clock = clock;
  }

  private Team.Page read(Caller caller, int page) {
    return access.admitted(caller, Action.TEAM, () -> team.page(caller, today(caller), page));
  }

  private LocalDate today(Caller caller) {
    return LocalDate.ofInstant(clock.instant(), tenants.get(caller.tenant()).zone());
  }

  /** What wants a word first; of those that stand alike the order names nobody. */
  TeamPage.Reports listed(Caller caller, Listed.Part part) {
    int most = part.most();
    List<String> after = part.after(LIST, 2);
    Comparator<Report> order =
        Comparator.comparing(Report::standing)
            .thenComparing(report -> Listed.standIn(report.person()));
    Predicate<Report> rest = after == null ? report -> true : comesAfter(after);
    Team.Some some =
        access.admitted(
            caller, Action.TEAM, () -> team.some(caller, today(caller), order, rest, most));
    Taxonomy taxonomy = taxonomies.of(caller);
    ZoneId zone = tenants.get(caller.tenant()).zone();
    List<Report> shown = some.reports();
    return new TeamPage.Reports(
        some.named() ? some.all() : 0,
        shown.stream().map(one -> row(caller, one, taxonomy, zone)).toList(),
        some.more() ? Listed.cursor(LIST, place(shown.getLast())) : null,
        words(some.effect()));
  }

  private static List<String> place(Report report) {
    return List.of(report.standing().word(), Listed.standIn(report.person()));
  }

  private static Predicate<Report> comesAfter(List<String> place) {
    try {
      Standing standing = Standing.valueOf(place.getFirst().toUpperCase(Locale.ROOT));
      return report -> {
        int order = report.standing().compareTo(standing);
        return order > 0
            || (order == 0 && Listed.standIn(report.person()).compareTo(place.getLast()) > 0);
      };
    } catch (IllegalArgumentException e) {
      throw Listed.unreadable();
    }
  }

  TeamPage page(Caller caller, int number) {
    Team.Page page = read(caller, number);
    Taxonomy taxonomy = taxonomies.of(caller);
    ZoneId zone = tenants.get(caller.tenant()).zone();
    return new TeamPage(
        lead(page),
        policy(page),
        page.reports().stream().map(one -> member(caller, one, taxonomy, zone)).toList(),
        new TeamPage.Pager(
            page.page(),
            page.pages(),
            page.page() - 1,
            page.page() < page.pages() ? page.page() + 1 : 0),
        taxonomy.ownNames(),
        effect(page.effect()),
        page.named() && page.all() > 0 ? gains.of(caller, taxonomy) : List.of(),
        gains.none(),
        gains.unit(caller, taxonomy, zone).orElse(null));
  }

  private static String lead(Team.Page page) {
    if (page.all() == 0) {
      return "Nobody reports to you by the directory. Is that wrong? IT keeps it.";
    }
    if (!page.named()) {
      return "Your works council's policy shows no one by name.";
    }
    List<String> stands = new ArrayList<>();
    page.of().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> stands.add(stands(entry.getKey(), entry.getValue())));
    return "%s: %s."
        .formatted(
            page.all() == 1 ? "One direct report" : page.all() + " direct reports",
            String.join(", ", stands));
  }

  private static String stands(Standing standing, long count) {
    return switch (standing) {
      case UNSURE -> count + (count == 1 ? " waits for your word" : " wait for your word");
      case UNDER_REVIEW -> count + " under review";
      case SAID -> count + " with a kind of work";
      case NOTHING -> count + " of whom nothing is shown";
    };
  }

  private static String policy(Team.Page page) {
    if (page.all() == 0) {
      return "";
    }
    if (!page.named()) {
      return "So there is nothing here about anybody. Published numbers are of groups, and what is"
          + " said of your own work is yours to read.";
    }
    String nothing =
        "Where nothing is shown, somebody takes no part, is new, is of a place whose policy shows"
            + " nothing, or too little is known: you are not told which.";
    boolean reasoned = page.reports().stream().anyMatch(Report::reasoned);
    return (reasoned
            ? "You see what kind of work and why, as your works council's policy says; never when,"
                + " where or in which order. "
            : "You see what kind of work and not why, as your works council's policy says. ")
        + nothing
        + " Each of them reads that you looked.";
  }

  private static Member member(Caller caller, Report report, Taxonomy taxonomy, ZoneId zone) {
    Assignment said = report.said();
    String title = report.title() == null ? "" : String.valueOf(report.title());
    if (said == null || said.category() == null) {
      return new Member(
          report.person().toString(),
          report.name(),
          title,
          report.standing() == Standing.UNDER_REVIEW ? "Under review" : "Nothing to show",
          null,
          "",
          "",
          null,
          null,
          "",
          new Acts(false, false, false));
    }
    String category = taxonomy.ownName(String.valueOf(said.category()));
    boolean unsure = report.standing() == Standing.UNSURE;
    return new Member(
        report.person().toString(),
        report.name(),
        title,
        unsure ? "Perhaps " + category : category,
        sure(report, said),
        since(report, said, zone),
        category,
        report.reasoned() ? why(said, taxonomy) : null,
        asked(report.answered()),
        by(caller, report, said, zone),
        new Acts(said.override() == null, true, Team.isOf(caller, said)));
  }

  private static TeamPage.Asked asked(Feedback.@Nullable Answer answer) {
    if (answer == null) {
      return new TeamPage.Asked("", 0);
    }
    return new TeamPage.Asked(answer.matches() ? "yes" : "no", answer.stars());
  }

  private static @Nullable Sure sure(Report report, Assignment said) {
    if (!report.reasoned() || said.override() != null) {
      return null;
    }
    int percent = Formats.wholePercent(said.confidence());
    return new Sure(percent, percent + " %");
  }

  private static String since(Report report, Assignment said, ZoneId zone) {
    if (!report.dated()) {
      return "";
    }
    Assignment.Override override = said.override();
    LocalDate day = override == null ? report.since() : LocalDate.ofInstant(override.at(), zone);
    return day == null ? "" : Formats.day(day);
  }

  private static TeamPage.Why why(Assignment said, Taxonomy taxonomy) {
    List<TeamPage.Share> apps = WorkBars.applications(said.judgment());
    return new TeamPage.Why(
        said.judgment().reasoning(),
        WorkBars.roles(said, taxonomy),
        apps,
        // What is drawn is not said again.
        WorkBars.evidence(said.judgment()).stream()
            .filter(line -> apps.stream().noneMatch(app -> line.startsWith(app.label() + " (")))
            .toList());
  }

  private static String by(Caller caller, Report report, Assignment said, ZoneId zone) {
    Assignment.Override override = said.override();
    if (override == null) {
      return "";
    }
    boolean mine = Team.isOf(caller, said);
    String day =
        mine || report.dated()
            ? " on " + Formats.day(LocalDate.ofInstant(override.at(), zone))
            : "";
    String who = mine ? "You set this" : "Somebody else set this";
    String model = model(said);
    String reason = override.reason();
    return reason == null || reason.isBlank()
        ? "%s%s.%s".formatted(who, day, model)
        : "%s%s: “%s”.%s".formatted(who, day, reason, model);
  }

  private static String model(Assignment said) {
    String category = said.judgment().category();
    if (category == null) {
      return "";
    }
    return category.equals(said.category())
        ? " The model says the same."
        : " The model says otherwise.";
  }

  private static @Nullable String setBy(Caller caller, Assignment said) {
    if (said.override() == null) {
      return null;
    }
    return Team.isOf(caller, said) ? "you" : "somebody else";
  }

  private static List<String> effect(Team.Effect effect) {
    if (effect.hold() == 0) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        (effect.hold() == 1 ? "One word of yours holds." : effect.hold() + " words of yours hold.")
            + " Each counts at once in what is published next.");
    add(sentences, "No night has judged %s since.", effect.unanswered());
    add(sentences, "The last night says the same of %s.", effect.agreed());
    add(sentences, "The last night says otherwise of %s, and your word holds.", effect.differ());
    return sentences;
  }

  private static void add(List<String> sentences, String what, int people) {
    if (people > 0) {
      sentences.add(what.formatted(people == 1 ? "one person" : people + " people"));
    }
  }

  TeamPage.Document document(Caller caller, int number) {
    Team.Page page = read(caller, number);
    Taxonomy taxonomy = taxonomies.of(caller);
    ZoneId zone = tenants.get(caller.tenant()).zone();
    Team.Effect effect = page.effect();
    return new TeamPage.Document(
        page.named() ? page.all() : 0,
        page.page(),
        page.pages(),
        page.reports().stream().map(one -> row(caller, one, taxonomy, zone)).toList(),
        words(effect));
  }

  private static TeamPage.Words words(Team.Effect effect) {
    return new TeamPage.Words(effect.hold(), effect.unanswered(), effect.agreed(), effect.differ());
  }

  private static TeamPage.Row row(Caller caller, Report report, Taxonomy taxonomy, ZoneId zone) {
    Assignment said = report.said();
    String category = said == null ? null : said.category();
    if (said == null || category == null) {
      return new TeamPage.Row(
          report.person().toString(),
          report.name(),
          report.standing().word(),
          null,
          null,
          null,
          null,
          null,
          List.of(),
          List.of());
    }
    boolean reasoned = report.reasoned();
    return new TeamPage.Row(
        report.person().toString(),
        report.name(),
        report.standing().word(),
        taxonomy.ownName(category),
        reasoned && said.override() == null
            ? Formats.wholePercent(said.confidence()) / 100.0
            : null,
        day(report, said, zone),
        setBy(caller, said),
        reasoned ? said.judgment().reasoning() : null,
        reasoned
            ? said.roles().stream()
                .map(role -> new TeamPage.Part(taxonomy.ownName(role.category()), role.share()))
                .toList()
            : List.of(),
        reasoned ? WorkBars.evidence(said.judgment()) : List.of());
  }

  private static @Nullable String day(Report report, Assignment said, ZoneId zone) {
    if (!report.dated()) {
      return null;
    }
    Assignment.Override override = said.override();
    if (override != null) {
      return LocalDate.ofInstant(override.at(), zone).toString();
    }
    LocalDate since = report.since();
    return since == null ? null : since.toString();
  }
}
