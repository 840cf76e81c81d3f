package com.orgscope.category;

import com.orgscope.directory.Tenants;
import com.orgscope.directory.Vocabulary;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import java.util.List;
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
    return words(caller).taxonomy(industry(caller));
  }

  /**
   * As it was with a version of the company's words, 0 for before there were any; as it is now
   * where there is none such.
   */
  public Taxonomy of(Caller caller, int version) {
    if (version == 0) {
      String industry = industry(caller);
      return CompanyWords.of(industry, vocabulary.categories(caller)).taxonomy(industry);
    }
    return vocabulary.versions(caller).stream()
        .filter(one -> one.version() == version)
        .findFirst()
        .map(one -> CompanyWords.read(one.words()).taxonomy(industry(caller)))
        .orElseGet(() -> of(caller));
  }

  /** The company's own words as they hold. */
  public CompanyWords words(Caller caller) {
    return vocabulary.versions(caller).stream()
        .findFirst()
        .map(one -> CompanyWords.read(one.words()))
        .orElseGet(() -> CompanyWords.of(industry(caller), vocabulary.categories(caller)));
  }

  /** All that were released, the one that holds first. */
  public List<Vocabulary.Version> versions(Caller caller) {
    return vocabulary.versions(caller);
  }

  /** The version that holds; 0 where none was ever released. */
  public int version(Caller caller) {
    return versions(caller).stream().mapToInt(Vocabulary.Version::version).findFirst().orElse(0);
  }

  /**
   * What the company's list would be with these words, which then can be released.
   *
   * @throws Failure for the operator, with every line that means nothing here, or another thing, or
   *     speaks of a works council, a union or what else is nobody's business
   */
  public Taxonomy check(Caller caller, CompanyWords words) {
    words.requireNothingSensitive();
    return words.taxonomy(industry(caller));
  }

  /**
   * Makes words hold in place of all that held, on every page and in every file and prompt from now
   * on. What is published keeps its words, and a night that has begun ends with those it began
   * with.
   *
   * @return the version
   * @throws Failure for the operator, as {@link #check}, or if somebody released others meanwhile
   */
  public int release(Caller caller, CompanyWords words, String reason) {
    int last = version(caller);
    // As it will be read: what cannot be read would stop every page and night.
    CompanyWords kept = CompanyWords.read(words.text());
    check(caller, kept);
    return vocabulary.release(caller, last, kept.text(), reason);
  }

  /**
   * Makes an earlier version hold again, as a new one.
   *
   * @throws Failure for the operator, if there is no such version, or it holds
   */
  public int rollBack(Caller caller, int version, String reason) {
    List<Vocabulary.Version> all = vocabulary.versions(caller);
    String words =
        all.stream()
            .filter(one -> one.version() == version)
            .map(Vocabulary.Version::words)
            .findFirst()
            .orElseThrow(
                () -> Failure.operator("there is no version " + version + " of the words"));
    if (all.getFirst().words().equals(words)) {
      throw Failure.operator("these words hold already");
    }
    return release(caller, CompanyWords.read(words), reason);
  }

  /**
   * Calls a category by another name, as a new version of the words.
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
    release(caller, words(caller).renamed(taxonomy, canonical, name), "renamed " + canonical);
  }

  /**
   * Adds a category of the tenant's own, as a new version of the words. A person can be given it by
   * an override; no model says it.
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
    release(caller, words(caller).added(name), "added " + name);
  }

  private String industry(Caller caller) {
    return tenants.get(caller.tenant()).industry();
  }

  private static Failure means(String name, String other) {
    return Failure.operator(
        "'%s' already means %s here: take a name that means nothing else".formatted(name, other));
  }
}
