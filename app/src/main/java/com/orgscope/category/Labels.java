package com.orgscope.category;

import com.orgscope.kernel.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people wrote for a category: a label of a file, a word of an override. By the
 * company's vocabulary, then usual other names, then as a job title.
 */
public final class Labels {
  private final Taxonomy taxonomy;

  public Labels(Taxonomy taxonomy) {
    this.taxonomy = taxonomy;
  }

  /** The canonical category, or empty if nobody could tell; the caller must report those. */
  public Optional<String> category(String label) {
    return taxonomy
        .canonical(label)
        .or(() -> TitleCategories.of(label).map(TitleCategories.Titled::category))
        .flatMap(taxonomy::here);
  }

  /**
   * What a job title says of a kind of work.
   *
   * @param second the other kind of somebody who leads what the first is about; null for most
   */
  public record Titled(String category, @Nullable String second) {}

  /**
   * What a title says here: the company's own words for a role first, then the list of titles.
   *
   * @return empty for a title that says nothing
   */
  public Optional<Titled> title(String title) {
    Optional<String> own = taxonomy.canonical(title).flatMap(taxonomy::here);
    if (own.isPresent()) {
      return own.map(category -> new Titled(category, null));
    }
    return TitleCategories.of(title)
        .flatMap(found ->
            taxonomy
                .here(found.category())
                .map(category ->
                    new Titled(
                        category,
                        found.second() == null
                            ? null
                            : taxonomy.here(found.second()).orElse(null))));
  }

  /**
   * As {@link #category}, of somebody who can be asked again.
   *
   * @throws Failure for the operator, naming the categories there are
   */
  public String named(String label) {
    return category(label)
        .orElseThrow(() ->
            Failure.operator(
                "there is no category '%s' here: use one of %s"
                    .formatted(label, String.join(", ", taxonomy.ownNames()))));
  }
}
