package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What kind of product an application is, from {@code product-kinds.tsv}. Functions alone do not
 * tell a duplicate from a complement: a job board and an applicant tracker both serve recruiting.
 */
public final class ProductKinds {
  private static final Map<String, List<Kind>> BY_PRODUCT = read();

  private ProductKinds() {}

  /**
   * A kind of product of which one is usually enough.
   *
   * @param name in a few words, as it stands in a sentence
   * @param function id of the function that it serves
   */
  public record Kind(String name, String function) {}

  /** The kind that both are, the first of the table; empty if they are none together. */
  public static Optional<Kind> shared(AppId one, AppId other) {
    List<Kind> others = of(other);
    return of(one).stream().filter(others::contains).findFirst();
  }

  /** Whether the table knows both and says that they are for different things. */
  public static boolean complements(AppId one, AppId other) {
    return !of(one).isEmpty() && !of(other).isEmpty() && shared(one, other).isEmpty();
  }

  private static List<Kind> of(AppId app) {
    return BY_PRODUCT.getOrDefault(app.value(), List.of());
  }

  /** Every product that the table names. */
  static List<String> products() {
    return List.copyOf(BY_PRODUCT.keySet());
  }

  private static Map<String, List<Kind>> read() {
    Map<String, List<Kind>> byProduct = new HashMap<>();
    for (List<String> row : Table.read(ProductKinds.class, "product-kinds.tsv").rows()) {
      Kind kind = new Kind(row.get(0), row.get(1));
      for (String product : row.get(2).split(";")) {
        byProduct.computeIfAbsent(product, p -> new ArrayList<>()).add(kind);
      }
    }
    return Map.copyOf(byProduct);
  }
}
