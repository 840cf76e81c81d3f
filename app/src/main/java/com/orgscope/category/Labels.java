package com.orgscope.category;

import com.orgscope.kernel.Failure;
import java.util.Optional;

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
