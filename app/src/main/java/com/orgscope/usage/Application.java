package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An application and what it is for.
 *
 * @param id its canonical name, as people read it
 * @param functions the functional categories (ids of {@code functions.tsv}), likeliest first, with
 *     probabilities that sum to 1; empty when {@code basis} is {@link Basis#NONE}
 * @param basis why these functions
 * @param description the list's words where {@code basis} is {@link Basis#CURATED}, else the
 *     tenant's own; empty if there are none
 * @param answer what IT or a model said of it, where that is its basis; null otherwise
 * @param wordGuess what the words of its name would have it for, if its basis were not a model's
 *     answer; empty if that says nothing or does not matter
 */
public record Application(
    AppId id,
    Map<String, Double> functions,
    Basis basis,
    String description,
    @Nullable ApplicationAnswer answer,
    Map<String, Double> wordGuess) {

  public Application {
    functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
    wordGuess = Collections.unmodifiableMap(new LinkedHashMap<>(wordGuess));
    if (functions.isEmpty() != (basis == Basis.NONE)) {
      throw new IllegalArgumentException(id + " has a function exactly when it has a basis");
    }
  }

  public Application(AppId id, Map<String, Double> functions, Basis basis, String description) {
    this(id, functions, basis, description, null, Map.of());
  }

  /** The likeliest function's id. */
  public Optional<String> function() {
    return functions.keySet().stream().findFirst();
  }

  /** Whether the application is on the list of known ones or described by the tenant. */
  public boolean known() {
    return basis == Basis.CURATED || basis == Basis.TENANT;
  }
}
