package com.orgscope.cli;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.Looks;
import com.orgscope.category.Assignment;
import com.orgscope.category.AssignmentVersion;
import com.orgscope.category.Assignments;
import com.orgscope.category.ModelConversations;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.LogCovers;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "category",
    description = "What kind of work people do, with the evidence. The look is audited.")
final class CategoryCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(names = "--login", paramLabel = "L", description = "Only this person.")
  private @Nullable String login;

  @Option(
      names = "--asked",
      description = "Also what models were asked about the person's habits, and what they said.")
  private boolean asked;

  @Option(
      names = "--history",
      description = "Also the last three answers of runs about the person, and what said each.")
  private boolean history;

  @Mixin private final Why why = new Why();

  CategoryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (asked && login == null) {
      throw new ParameterException(spec.commandLine(), "--asked is about one person: add --login");
    }
    if (history && login == null) {
      throw new ParameterException(
          spec.commandLine(), "--history is about one person: add --login");
    }
    Caller caller = session.caller(tenant);
    Taxonomy taxonomy = session.bean(Taxonomies.class).of(caller);
    List<Assignment> assigned = login == null ? everybody(caller) : one(caller, login);
    Map<PersonKey, String> logins = logins(caller, assigned);
    Map<String, Integer> words = session.bean(Assignments.class).words(caller);
    Optional<LocalDate> newest =
        assigned.stream().map(Assignment::asOf).max(Comparator.naturalOrder());
    List<Said> people =
        assigned.stream()
            .map(a ->
                said(
                    a,
                    logins.getOrDefault(a.person(), a.person().toString()),
                    taxonomy,
                    words,
                    talk(caller, a),
                    versions(caller, a, taxonomy)))
            .sorted(Comparator.comparing(Said::login))
            .toList();
    newest.ifPresent(session::answersAsOf);
    LogDocument log = LogDocument.of(session.bean(LogCovers.class).newest(caller, session.today()));
    session
        .answer()
        .give(
            new Document(people, log),
            out -> {
              print(people, out);
              log.print(out);
            });
    return OrgscopeCommand.DONE;
  }

  private List<Assignment> everybody(Caller caller) {
    session.bean(Access.class).require(caller, Action.PERSON_DATA, "everybody's categories");
    List<Assignment> all = session.bean(Assignments.class).current(caller);
    session
        .bean(Looks.class)
        .openByCommand(caller, all.stream().map(Assignment::person).toList(), why.about(""));
    return all;
  }

  private Map<PersonKey, String> logins(Caller caller, List<Assignment> assigned) {
    People people = session.bean(People.class);
    if (login == null) {
      return people.logins(caller);
    }
    PersonKey person = assigned.getFirst().person();
    return people.login(caller, person).map(found -> Map.of(person, found)).orElse(Map.of());
  }

  private List<Assignment> one(Caller caller, String of) {
    PersonKey person = session.person(caller, of);
    session.bean(Looks.class).openByCommand(caller, List.of(person), why.about(of));
    session.bean(Access.class).require(caller, Action.PERSON_DATA, person);
    return session
        .bean(Assignments.class)
        .current(caller, person)
        .map(List::of)
        .orElseThrow(() ->
            Failure.operator(
                "nobody has categorized " + of + " yet: run orgscope nightly --tenant " + tenant));
  }

  private @Nullable List<ModelConversations.Exchange> talk(Caller caller, Assignment a) {
    return asked ? session.bean(ModelConversations.class).about(caller, a.person()) : null;
  }

  private @Nullable List<Version> versions(Caller caller, Assignment a, Taxonomy taxonomy) {
    return history
        ? session.bean(Assignments.class).versions(caller, a.person()).stream()
            .map(version -> Version.of(version, taxonomy))
            .toList()
        : null;
  }

  private static Said said(
      Assignment a,
      String login,
      Taxonomy taxonomy,
      Map<String, Integer> words,
      @Nullable List<ModelConversations.Exchange> asked,
      @Nullable List<Version> history) {
    String category = a.category();
    return new Said(
        login,
        a.status().word(),
        category == null ? null : taxonomy.ownName(category),
        a.subCategory(),
        a.confidence(),
        a.roles().stream()
            .map(r -> new Role(taxonomy.ownName(r.category()), r.confidence(), r.share()))
            .toList(),
        a.reasoning(),
        a.judgment().evidence(),
        new Origin(
            a.model(),
            a.judgment().origin().prompt(),
            words.getOrDefault(a.run(), 0),
            a.run(),
            a.judgment().origin().fallbackBecause()),
        asked,
        history);
  }

  private static void print(List<Said> people, PrintStream out) {
    if (people.isEmpty()) {
      out.println("Nobody is categorized yet: run orgscope nightly --tenant T");
    }
    for (Said person : people) {
      out.printf(
          Locale.ROOT,
          "%-36s %-14s %-28s %3.0f%%%n",
          person.login,
          person.status,
          person.category == null ? "" : person.category,
          100 * person.confidence);
      if (people.size() == 1) {
        person.roles.forEach(role ->
            out.printf(
                Locale.ROOT,
                "  %-28s %3.0f%% of active use, %3.0f%% sure%n",
                role.category,
                100 * role.share,
                100 * role.confidence));
        out.println("  " + person.reasoning);
        person.evidence.forEach(text -> out.println("  - " + text));
        out.println("  said by " + person.origin.model + ", run " + person.origin.run);
      }
      if (person.history != null) {
        person.history.forEach(version -> out.println("  " + version.line()));
      }
      if (person.asked != null) {
        printTalk(person.asked, out);
      }
    }
  }

  private static void printTalk(List<ModelConversations.Exchange> asked, PrintStream out) {
    out.println();
    out.println(
        asked.isEmpty()
            ? "No model outside was asked about these habits."
            : "Asked about everybody with these habits, never about one person:");
    String system = null;
    for (ModelConversations.Exchange call : asked) {
      if (call.system() != null && !call.system().equals(system)) {
        system = call.system();
        out.printf("%n--- what every question began with (%s)%n", call.prompt());
        system.lines().forEach(out::println);
      }
      out.printf(
          "%n--- %s asked %s at %s, %s%n",
          call.at().truncatedTo(ChronoUnit.SECONDS),
          call.model(),
          call.provider(),
          call.state().toLowerCase(Locale.ROOT));
      call.user().strip().lines().forEach(out::println);
      out.println("--- it said");
      // Indented, so that nothing a model writes looks like a line of ours.
      String said = call.answer() == null ? call.detail() : call.answer();
      String.valueOf(said).lines().forEach(line -> out.println("  " + line));
    }
  }

  private record Document(List<Said> people, LogDocument log) {}

  /**
   * @param asked what models were asked about the person's habits; null if that was not wanted, as
   *     {@code history} is, the newest answer first
   */
  private record Said(
      String login,
      String status,
      @Nullable String category,
      @Nullable String subCategory,
      double confidence,
      List<Role> roles,
      String reasoning,
      List<String> evidence,
      Origin origin,
      @Nullable List<ModelConversations.Exchange> asked,
      @Nullable List<Version> history) {}

  /**
   * @param standing holds, replaced, rolled_back or contested
   */
  private record Version(
      String run,
      String asOf,
      String publishedAt,
      String model,
      @Nullable String prompt,
      String status,
      @Nullable String category,
      double confidence,
      String standing) {
    static Version of(AssignmentVersion version, Taxonomy taxonomy) {
      String category = version.category();
      return new Version(
          version.run(),
          version.asOf().toString(),
          version.publishedAt().toString(),
          version.model(),
          version.prompt(),
          version.status().word(),
          category == null ? null : taxonomy.ownName(category),
          version.confidence(),
          version.standing().word());
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "run %s (%s): %s%s, %.0f%% sure, by %s%s",
          run,
          standing.replace('_', ' '),
          status,
          category == null ? "" : " " + category,
          100 * confidence,
          model,
          prompt == null ? "" : " with prompt " + prompt);
    }
  }

  private record Role(String category, double confidence, double share) {}

  private record Origin(
      String model,
      @Nullable String prompt,
      int words,
      String run,
      @Nullable String fallbackBecause) {}
}
