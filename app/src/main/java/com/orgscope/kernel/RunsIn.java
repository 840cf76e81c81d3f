package com.orgscope.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Marks a driver (a controller, a poller, a schedule) with the parts of a deployment that start it.
 * Every other bean exists everywhere.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RunsIn {
  Part[] value();

  /** The parts one artifact can play. */
  enum Part {
    WEB,
    INGEST,
    WORKER;

    /**
     * The parts that a word stands for: one, or {@code all}.
     *
     * @throws Failure for the operator, if it is no such word
     */
    public static Set<Part> named(String word) {
      String name = word.strip().toUpperCase(Locale.ROOT);
      if (name.equals("ALL")) {
        return EnumSet.allOf(Part.class);
      }
      return Stream.of(values())
          .filter(part -> part.name().equals(name))
          .findFirst()
          .map(part -> Set.of(part))
          .orElseThrow(
              () -> Failure.operator("'" + word + "' is no role: use web, ingest, worker or all"));
    }
  }
}
