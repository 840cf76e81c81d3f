package com.orgscope.cli;

import com.orgscope.access.SignedDocument;
import com.orgscope.category.Taxonomies;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.Vocabulary;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.usage.AnswerSheet;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.ApplicationAnswers;
import com.orgscope.usage.AskingChoice;
import com.orgscope.usage.AskingPolicy;
import com.orgscope.usage.SensitiveMark;
import com.orgscope.usage.SensitiveMarks;
import com.orgscope.usage.UnknownApplication;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "applications",
    description = "What applications are for: the company's own words, and models' answers.",
    synopsisSubcommandLabel = "COMMAND")
final class ApplicationsCommand {
  private final Session session;

  ApplicationsCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "describe",
      description = {
        "Reads one application a line, as 'name: what it is for'.",
        "The words decide what an application counts as; a model sees them only if enough people use",
        "it and they name nobody."
      })
  int describe(@Mixin OfTenant tenant, @Parameters(paramLabel = "applications.txt") Path file) {
    Caller caller = session.caller(tenant.id());
    int described =
        session
            .bean(Vocabulary.class)
            .describeApplications(caller, new StringReader(InputText.of(file)));
    session
        .answer()
        .give(
            Map.of("described", described),
            out ->
                out.println(
                    described == 1
                        ? "One application is described."
                        : described + " applications are described."));
    return OrgscopeCommand.DONE;
  }

  @Command(name = "show", description = "What was said of which application.")
  int show(@Mixin OfTenant tenant) {
    Caller caller = session.caller(tenant.id());
    Map<String, String> said = new TreeMap<>(session.bean(Vocabulary.class).applications(caller));
    session.answer().give(Map.of("applications", said), out -> print(said, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(Map<String, String> said, PrintStream out) {
    if (said.isEmpty()) {
      out.println("Nobody described any: orgscope applications describe --tenant T FILE");
    }
    said.forEach((name, words) -> out.println(name + ": " + words));
  }

  @Command(
      name = "waiting",
      description = {
        "Applications whose meaning nobody is sure of, with the people who would gain by a word about",
        "them, and why each is so: a model may be asked, or it waits for you."
      })
  int waiting(
      @Mixin OfTenant tenant,
      @Option(
              names = "--as-of",
              paramLabel = "DATE",
              description = "The last day of the 90 whose people count (default: today).")
          @Nullable LocalDate asOf) {
    LocalDate day = asOf != null ? asOf : session.today();
    session.answersAsOf(day);
    Caller caller = session.caller(tenant.id());
    ApplicationAnswers answers = session.bean(ApplicationAnswers.class);
    List<UnknownApplication> unknown = unknown(caller, day);
    AskingPolicy policy = answers.policy(caller);
    session
        .answer()
        .give(
            new Waiting(
                policy.wireName(),
                unknown.stream()
                    .map(each ->
                        new Unknown(
                            each.label(), each.people(), each.state().wireName(), each.because()))
                    .toList()),
            out -> print(policy, unknown, out));
    return OrgscopeCommand.DONE;
  }

  private List<UnknownApplication> unknown(Caller caller, LocalDate day) {
    return session
        .bean(ApplicationAnswers.class)
        .unknown(caller, day, session.bean(LeastGroup.class).of(caller.tenant()));
  }

  private record Waiting(String asking, List<Unknown> applications) {}

  private record Unknown(String label, long people, String state, String because) {}

  private static void print(
      AskingPolicy policy, List<UnknownApplication> unknown, PrintStream out) {
    if (unknown.isEmpty()) {
      out.println("What every application in use is for is known.");
      return;
    }
    out.println("Models may be asked about: " + policy.wireName());
    unknown.forEach(each ->
        out.printf(
            Locale.ROOT,
            "%,8d people  %s: %s%n",
            each.people(),
            each.label(),
            each.state() == UnknownApplication.State.MAY_BE_ASKED
                ? "may be asked, " + each.because()
                : each.because()));
    out.println(
        "Next: orgscope applications describe, release or refuse; or export, fill in and import");
  }

  @Command(
      name = "export",
      description = {
        "Writes what was said of applications, and those that wait, as a file to review and import:",
        "label, industry, function, sure, kinds, note."
      })
  int export(
      @Mixin OfTenant tenant,
      @Parameters(
              paramLabel = "FILE.tsv",
              arity = "0..1",
              description = "A new file; standard output if missing.")
          @Nullable Path file) {
    Caller caller = session.caller(tenant.id());
    String industry = session.bean(Tenants.class).get(tenant.id()).industry();
    List<String> lines = new ArrayList<>();
    lines.add(String.join("\t", AnswerSheet.COLUMNS));
    session.bean(ApplicationAnswers.class).holding(caller).stream()
        .map(AnswerSheet::line)
        .forEach(lines::add);
    unknown(caller, session.today()).stream()
        .map(each -> AnswerSheet.blank(each.label(), industry))
        .filter(line -> !lines.contains(line))
        .forEach(lines::add);
    if (file == null) {
      session.fileAnswer().give(Map.of("lines", lines), out -> lines.forEach(out::println));
    } else {
      write(file, lines);
      session
          .answer()
          .give(
              Map.of("applications", lines.size() - 1, "file", file.toString()),
              out -> out.printf("%,d applications are in %s.%n", lines.size() - 1, file));
    }
    return OrgscopeCommand.DONE;
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw Failure.operator(file + " is there already: choose a new name", e);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be written", e);
    }
  }

  @Command(
      name = "import",
      description = {
        "Reads what applications are for, by the columns that export writes. --as it: your own word,",
        "which holds. --as model: a model's answers, which are evidence and may be wrong."
      })
  int importAnswers(
      @Mixin OfTenant tenant,
      @Option(
              names = "--as",
              paramLabel = "it|model",
              description = "Whose word it is (default: ${DEFAULT-VALUE}).",
              defaultValue = "it")
          Whose whose,
      @Parameters(paramLabel = "FILE.tsv") Path file) {
    Caller caller = session.caller(tenant.id());
    Set<String> categories = new TreeSet<>(session.bean(Taxonomies.class).of(caller).categories());
    ApplicationAnswers.AnswerImport done =
        session
            .bean(ApplicationAnswers.class)
            .keep(
                caller,
                new StringReader(InputText.of(file)),
                whose == Whose.it ? ApplicationAnswer.By.IT : ApplicationAnswer.By.MODEL,
                categories);
    session.answer().give(done, out -> print(done, out));
    return done.kept() == 0 && !done.refused().isEmpty()
        ? OrgscopeCommand.FAILED
        : OrgscopeCommand.DONE;
  }

  /** As it is typed. */
  enum Whose {
    it,
    model
  }

  private static void print(ApplicationAnswers.AnswerImport done, PrintStream out) {
    out.printf(
        "%,d answers are kept, %,d are of other industries, %,d lines could not be used%n",
        done.kept(), done.ofOtherIndustries(), done.refused().size());
    done.refused().forEach(line -> out.println("  line " + line.line() + ": " + line.reason()));
    out.println("They count from the next night on.");
  }

  @Command(
      name = "release",
      description = "Lets a model be asked what an application is for, by its name alone.")
  int release(
      @Mixin OfTenant tenant,
      @Parameters(paramLabel = "LABEL", arity = "1..*") List<String> labels) {
    return decide(tenant, labels, ApplicationAnswers.Decision.RELEASED);
  }

  @Command(name = "refuse", description = "Keeps an application's name in the house for good.")
  int refuse(
      @Mixin OfTenant tenant,
      @Parameters(paramLabel = "LABEL", arity = "1..*") List<String> labels) {
    return decide(tenant, labels, ApplicationAnswers.Decision.REFUSED);
  }

  @Command(
      name = "withhold",
      description = {
        "Marks applications as sensitive, as works councils, unions, counselling, occupational",
        "health and whistleblowing are: no use of them is counted or shown, from now on and for the",
        "days before. Each mark is in the audit log."
      })
  int withhold(
      @Mixin OfTenant tenant,
      @Parameters(paramLabel = "LABEL", arity = "1..*") List<String> labels) {
    return mark(tenant, labels);
  }

  @Command(
      name = "admit",
      description = {
        "Says that applications are not sensitive, though you marked them or their name reads so.",
        "What came in while they were withheld stays so: their name was not kept. Where the policy",
        "names a council, a signed document of just these applications is needed."
      })
  int admit(
      @Mixin OfTenant tenant,
      @Mixin Signed signed,
      @Parameters(paramLabel = "LABEL", arity = "1..*") List<String> labels) {
    session
        .bean(SensitiveMarks.class)
        .admit(
            session.caller(tenant.id()),
            labels,
            signed.document(),
            session.progress("Counting days anew", "days"));
    return marked(labels, false);
  }

  /** What was signed where something is let in or asked. */
  static final class Signed {
    @Option(
        names = "--signed",
        paramLabel = "DOCUMENT",
        description = "What two persons signed for this, one of them of the council.")
    private @Nullable Path file;

    @Nullable SignedDocument document() {
      return file == null ? null : SignedDocument.read(file);
    }
  }

  @Command(
      name = "propose",
      description = {
        "Writes a document that admits sensitive applications, or lets models be asked more: name",
        "LABELs or --asking. Two persons sign it with orgscope keys sign, one of them of the council",
        "where the policy names one; then admit or asking names it with --signed."
      })
  int propose(
      @Mixin OfTenant tenant,
      @Option(
              names = "--asking",
              paramLabel = "plain|approved",
              description = "What models may be asked about then.")
          @Nullable Asking asking,
      @Mixin KeysCommand.Proposal proposal,
      @Parameters(
              paramLabel = "LABEL",
              arity = "0..*",
              description = "Applications that are counted then.")
          @Nullable List<String> labels) {
    Caller caller = session.caller(tenant.id());
    if ((asking == null) == (labels == null)) {
      throw new WrongLine("applications propose needs either LABELs or --asking");
    }
    return proposal.write(
        session,
        asking != null
            ? session.bean(AskingChoice.class).propose(caller, asking.policy(), proposal.reason())
            : session
                .bean(SensitiveMarks.class)
                .propose(caller, Objects.requireNonNull(labels), proposal.reason()));
  }

  private int mark(OfTenant tenant, List<String> labels) {
    Caller caller = session.caller(tenant.id());
    labels.forEach(label ->
        session
            .bean(SensitiveMarks.class)
            .mark(
                caller,
                new SensitiveMark(label, true),
                session.progress("Counting days anew", "days")));
    return marked(labels, true);
  }

  private int marked(List<String> labels, boolean withheld) {
    session
        .answer()
        .give(
            Map.of(withheld ? "withheld" : "admitted", labels),
            out ->
                labels.forEach(label ->
                    out.println(
                        label
                            + (withheld
                                ? " is withheld, for the days before too."
                                : " is counted from now on."))));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "withheld",
      description = {
        "Your marks of sensitive applications; with LABELs, whether each is withheld, and why. It",
        "tells of no use."
      })
  int withheld(
      @Mixin OfTenant tenant,
      @Parameters(
              paramLabel = "LABEL",
              arity = "0..*",
              description = "As your administrators call an application.")
          @Nullable List<String> labels) {
    Caller caller = session.caller(tenant.id());
    SensitiveMarks marks = session.bean(SensitiveMarks.class);
    if (labels == null) {
      List<SensitiveMark> all = marks.all(caller);
      session.answer().give(Map.of("marks", all), out -> print(all, out));
      return OrgscopeCommand.DONE;
    }
    List<Standing> standing =
        labels.stream()
            .map(label -> new Standing(label, marks.because(caller, label).orElse(null)))
            .toList();
    session
        .answer()
        .give(
            Map.of("applications", standing),
            out ->
                standing.forEach(each ->
                    out.println(
                        each.label()
                            + (each.because() == null
                                ? " is counted"
                                : " is withheld: " + each.because()))));
    return OrgscopeCommand.DONE;
  }

  /** Because is null for what is counted. */
  private record Standing(String label, @Nullable String because) {}

  private static void print(List<SensitiveMark> marks, PrintStream out) {
    if (marks.isEmpty()) {
      out.println(
          "You marked none; what the list of names knows is withheld by itself. Next: orgscope"
              + " applications withhold, or admit");
    }
    marks.forEach(
        mark -> out.println(mark.label() + (mark.withheld() ? " is withheld" : " is counted")));
  }

  private int decide(OfTenant tenant, List<String> labels, ApplicationAnswers.Decision decision) {
    Caller caller = session.caller(tenant.id());
    labels.forEach(label -> session.bean(ApplicationAnswers.class).decide(caller, label, decision));
    session
        .answer()
        .give(
            Map.of(decision.wireName(), labels),
            out -> {
              List<UnknownApplication> waiting = unknown(caller, session.today());
              labels.forEach(label ->
                  out.println(
                      label
                          + " is "
                          + decision.wireName()
                          + (waiting.stream().anyMatch(each -> isCalled(each, label))
                              ? ""
                              : ", but no application that waits is called so")));
            });
    return OrgscopeCommand.DONE;
  }

  private static boolean isCalled(UnknownApplication application, String label) {
    return application.label().equalsIgnoreCase(label.strip());
  }

  @Command(
      name = "asking",
      description = {
        "What models may be asked about: plain (names that read like a product's, and what you",
        "released), approved (what you released) or never. Where the policy names a council, asking",
        "more takes a signed document."
      })
  int asking(
      @Mixin OfTenant tenant,
      @Mixin Signed signed,
      @Parameters(paramLabel = "plain|approved|never", arity = "0..1") @Nullable Asking policy) {
    Caller caller = session.caller(tenant.id());
    ApplicationAnswers answers = session.bean(ApplicationAnswers.class);
    if (policy != null) {
      session.bean(AskingChoice.class).choose(caller, policy.policy(), signed.document());
    }
    String now = answers.policy(caller).wireName();
    session.answer().give(Map.of("asking", now), out -> out.println(now));
    return OrgscopeCommand.DONE;
  }

  /** As it is typed. */
  enum Asking {
    plain,
    approved,
    never;

    AskingPolicy policy() {
      return AskingPolicy.valueOf(name().toUpperCase(Locale.ROOT));
    }
  }
}
