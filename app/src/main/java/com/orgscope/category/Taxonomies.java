package com.orgscope.category;

import com.orgscope.directory.Tenants;
import com.orgscope.directory.Vocabulary;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import org.springframework.stereotype.Component;

/** Each tenant's allow-list: its industry's categories under the tenant's own names. */
@Component
public class Taxonomies {
  private final Tenants tenants;
  private final Vocabulary vocabulary;

  Taxonomies(Tenants tenants, Vocabulary vocabulary) {
    this.tenants = tenants;
    this.vocabulary = vocabulary;
  }

  public Taxonomy of(Caller caller) {
    return Taxonomy.of(tenants.get(caller.tenant()).industry(), vocabulary.categories(caller));
  }

  /**
   * Calls a category by another name, on every page and in every file from now on. What is
   * published keeps its words.
   *
   * @param category in the tenant's words, or the usual ones
   * @throws Failure for the operator, if there is no such category, or the name means another one
   */
  public void rename(Caller caller, String category, String name) {
    Taxonomy taxonomy = of(caller);
    String canonical =
        taxonomy
            .canonical(category)
            .orElseThrow(() ->
                Failure.operator(
                    "there is no category '%s' here: use one of %s, or --add one"
                        .formatted(category, String.join(", ", taxonomy.ownNames()))));
    taxonomy
        .canonical(name)
        .filter(other -> !other.equals(canonical))
        .ifPresent(other -> {
          throw means(name, taxonomy.ownName(other));
        });
    vocabulary.renameCategory(caller, canonical, name);
  }

  /**
   * Adds a category of the tenant's own. A person can be given it by an override; no model says it.
   *
   * @throws Failure for the operator, if the name means a category that is there
   */
  public void add(Caller caller, String name) {
    Taxonomy taxonomy = of(caller);
    taxonomy
        .canonical(name)
        .ifPresent(other -> {
          throw means(name, taxonomy.ownName(other));
        });
    vocabulary.renameCategory(caller, name, name);
  }

  private static Failure means(String name, String other) {
    return Failure.operator(
        "'%s' already means %s here: take a name that means nothing else".formatted(name, other));
  }
}
