package com.orgscope.insight;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a release says above its groups. The figures are sums of the groups that are printed; their
 * ranges are narrower than the groups' together, since each level was noised on its own as well.
 *
 * @param total everybody
 * @param categories each that is shown, {@link Release#OTHER} too
 * @param switching hours of switching between applications, which are in no other figure: the
 *     quarter's, null where that was withdrawn
 */
public record Levels(
    Figure total, List<Category> categories, Release.@Nullable CauseCell switching) {
  public Levels {
    categories = List.copyOf(categories);
  }

  /** One category over all departments. */
  public record Category(String name, Figure figure) {}

  Levels with(Release.@Nullable CauseCell hours) {
    return new Levels(total, categories, hours);
  }

  Optional<Figure> of(String category) {
    return categories.stream()
        .filter(c -> c.name().equals(category))
        .map(Category::figure)
        .findFirst();
  }
}
