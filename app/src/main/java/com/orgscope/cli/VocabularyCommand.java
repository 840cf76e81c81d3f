package com.orgscope.cli;

import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "vocabulary",
    description = {
      "What a company calls its kinds of work. --category C --name N renames one; with --add, one",
      "that no list has is added: overrides may give it, models never do."
    })
final class VocabularyCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--tenant", required = true, paramLabel = "T")
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
    List<Word> words =
        taxonomy.categories().stream().map(c -> new Word(c, taxonomy.ownName(c))).toList();
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

  private record Document(String tenant, List<Word> categories) {}

  /**
   * @param category canonical
   * @param name as the company calls it
   */
  private record Word(String category, String name) {}
}
