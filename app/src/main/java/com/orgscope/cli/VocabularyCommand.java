package com.orgscope.cli;

import com.orgscope.category.CompanyWords;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.agent.WordsPreview;
import com.orgscope.category.agent.WordsPreview.Preview;
import com.orgscope.directory.Vocabulary;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
    name = "vocabulary",
    description = {
      "What a company calls its kinds of work. --category C --name N renames one; with --add, one",
      "that no list has is added: overrides may give it, models never do. The words are kept in",
      "versions, and a file of them is checked, previewed and released as a whole."
    })
final class VocabularyCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "T",
      scope = ScopeType.INHERIT,
      description = "The company.")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(names = "--category", paramLabel = "C", description = "As it is called now.")
  private @Nullable String category;

  @Option(names = "--name", paramLabel = "N", description = "As it shall be called.")
  private @Nullable String name;

  @Option(names = "--add", description = "Adds a kind of work of the company's own.")
  private boolean add;

  VocabularyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Caller caller = session.caller(tenant);
    Taxonomies taxonomies = session.bean(Taxonomies.class);
    String called = name;
    if (add) {
      if (called == null || category != null) {
        throw new ParameterException(spec.commandLine(), "--add needs --name N and no --category");
      }
      taxonomies.add(caller, called);
    } else if (category != null && called != null) {
      taxonomies.rename(caller, category, called);
    } else if (category != null || called != null) {
      throw new ParameterException(
          spec.commandLine(), "renaming needs both --category C and --name N");
    }
    Taxonomy taxonomy = taxonomies.of(caller);
    List<Word> words = words(taxonomy);
    session
        .answer()
        .give(
            new Document(tenant.value(), words),
            out ->
                words.forEach(word ->
                    out.println(
                        word.category.equals(word.name)
                            ? word.name
                            : word.name + " (" + word.category + ")")));
    return OrgscopeCommand.DONE;
  }

  @Command(name = "show", description = "The words that hold, in the lines of a file.")
  int show() {
    Caller caller = session.caller(tenant);
    Taxonomies taxonomies = session.bean(Taxonomies.class);
    int version = taxonomies.version(caller);
    List<String> lines = taxonomies.words(caller).text().lines().toList();
    session
        .answer()
        .give(
            new Shown(version, lines),
            out -> {
              out.println("# words of " + tenant + ", version " + version);
              lines.forEach(out::println);
            });
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "check",
      description = {
        "Reads a file of words and says what means nothing here, or means something else. Its lines:",
        "'pack INDUSTRY' adds an industry's kinds of work, 'add NAME' one of the company's own,",
        "'name CATEGORY = NAME' renames one, 'role WORD = CATEGORY' says what its people are called."
      })
  int check(@Parameters(paramLabel = "words.txt", description = "The file.") Path file) {
    Caller caller = session.caller(tenant);
    Taxonomy taxonomy =
        session.bean(Taxonomies.class).check(caller, CompanyWords.read(InputText.of(file)));
    session
        .answer()
        .give(
            new Document(tenant.value(), words(taxonomy)),
            out -> out.println("Every line means something, and no two the same word."));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "preview",
      description = {
        "What a file of words would change: the text of the question to models, and what is said of the",
        "20 largest groups, before and after. Nothing is kept."
      })
  int preview(
      @Parameters(paramLabel = "words.txt", description = "The file.") Path file,
      @Option(
              names = "--ask",
              description = "Also asks the model, twice about each group, which is charged.")
          boolean ask) {
    Caller caller = session.caller(tenant);
    Preview preview =
        session.bean(WordsPreview.class).of(caller, CompanyWords.read(InputText.of(file)), ask);
    session
        .answer()
        .give(
            preview,
            out -> {
              preview.removed().forEach(line -> out.println("- " + line));
              preview.added().forEach(line -> out.println("+ " + line));
              preview.groups().forEach(group -> print(group, out));
            });
    return OrgscopeCommand.DONE;
  }

  private static void print(WordsPreview.Group group, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s %d people with %s%n    %s%n",
        group.changes() ? "*" : " ",
        group.people(),
        group.habits(),
        change("local model", group.localBefore(), group.localAfter()));
    WordsPreview.Said before = group.modelBefore();
    WordsPreview.Said after = group.modelAfter();
    if (before != null && after != null) {
      out.println("    " + change("model", before, after));
    }
  }

  private static String change(String who, WordsPreview.Said before, WordsPreview.Said after) {
    return String.format(
        Locale.ROOT,
        "%s: %s %.0f%%, then %s %.0f%%",
        who,
        before.category(),
        100 * before.confidence(),
        after.category(),
        100 * after.confidence());
  }

  @Command(
      name = "release",
      description = "Makes a file of words hold in place of all that held, as a new version.")
  int release(
      @Parameters(paramLabel = "words.txt", description = "The file.") Path file,
      @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.")
          String reason) {
    Caller caller = session.caller(tenant);
    return released(
        session
            .bean(Taxonomies.class)
            .release(caller, CompanyWords.read(InputText.of(file)), reason));
  }

  @Command(
      name = "rollback",
      description = "Makes an earlier version of the words hold again, as a new one.")
  int rollback(
      @Option(
              names = "--to",
              required = true,
              paramLabel = "V",
              description = "The version, as history has it.")
          int version,
      @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.")
          String reason) {
    Caller caller = session.caller(tenant);
    return released(session.bean(Taxonomies.class).rollBack(caller, version, reason));
  }

  private int released(int version) {
    session
        .answer()
        .give(
            Map.of("version", version),
            out ->
                out.println(
                    "Version %d holds; a night that has begun ends with the words it began with."
                        .formatted(version)));
    return OrgscopeCommand.DONE;
  }

  @Command(name = "history", description = "Every version of the words, the one that holds first.")
  int history() {
    Caller caller = session.caller(tenant);
    List<Vocabulary.Version> versions = session.bean(Taxonomies.class).versions(caller);
    session
        .answer()
        .give(
            new History(versions),
            out -> {
              if (versions.isEmpty()) {
                out.println("Nothing was released: the usual words hold.");
              }
              versions.forEach(one ->
                  out.printf(
                      "%d  %s by %s: %s%n",
                      one.version(),
                      one.at().truncatedTo(ChronoUnit.SECONDS),
                      one.by(),
                      one.reason()));
            });
    return OrgscopeCommand.DONE;
  }

  private static List<Word> words(Taxonomy taxonomy) {
    return taxonomy.categories().stream().map(c -> new Word(c, taxonomy.ownName(c))).toList();
  }

  private record Shown(int version, List<String> words) {}

  private record History(List<Vocabulary.Version> versions) {}

  private record Document(String tenant, List<Word> categories) {}

  /**
   * @param category canonical
   * @param name as the company calls it
   */
  private record Word(String category, String name) {}
}
