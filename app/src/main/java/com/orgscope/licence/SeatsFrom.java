package com.orgscope.licence;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which provider tells who has a seat, and what it calls the application.
 *
 * @param application an id, or the name in the provider's console
 */
public record SeatsFrom(Source source, String application) {
  /**
   * Reads it as it is written: {@code okta:Jira}.
   *
   * @throws Failure for the operator, if it says no provider or no application
   */
  static SeatsFrom of(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon).strip();
    String application = colon < 0 ? "" : text.substring(colon + 1).strip();
    return Arrays.stream(Source.values())
        .filter(source -> source.name().equalsIgnoreCase(name) && !application.isEmpty())
        .findFirst()
        .map(source -> new SeatsFrom(source, application))
        .orElseThrow(() ->
            Failure.operator(
                "'%s' is no application of a provider: write it as okta:Jira, entra:Jira or google:Google-Apps"
                    .formatted(text)));
  }

  /** Whether somebody who has the one has the other too, as far as the names tell. */
  boolean meets(SeatsFrom other) {
    return source == other.source && (holds(other) || other.holds(this));
  }

  /** Of Google a product holds each of its SKUs. */
  private boolean holds(SeatsFrom other) {
    String one = application.toLowerCase(Locale.ROOT);
    String two = other.application.toLowerCase(Locale.ROOT);
    return two.equals(one) || (source == Source.GOOGLE && two.startsWith(one + "/"));
  }

  /** As it is written. */
  @Override
  public String toString() {
    return source.name().toLowerCase(Locale.ROOT) + ":" + application;
  }
}
