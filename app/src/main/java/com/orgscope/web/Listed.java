package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.orgscope.kernel.Sha256;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list of the API.
 *
 * @param next what to ask for as {@code cursor}; null after the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Listed<T>(List<T> items, @Nullable String next) {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final char BETWEEN = '/';

  Listed {
    items = List.copyOf(items);
  }

  /** Which part of a list is asked for. */
  record Part(
      @Parameter(
              description = "How many at most, 1 to 200; 50 if it is left out",
              example = "20",
              schema = @Schema(type = "integer", minimum = "1", maximum = "200"))
          @Nullable Integer limit,
      @Parameter(description = "The next of the answer before; the first part without it")
          @Nullable String cursor) {

    /**
     * @throws UnreadableRequest if it is none that is taken
     */
    int most() {
      if (limit == null) {
        return USUAL;
      }
      if (limit < 1 || limit > MOST) {
        throw new UnreadableRequest("limit is a number from 1 to " + MOST + ", not " + limit);
      }
      return limit;
    }

    /**
     * Where the part before ended.
     *
     * @param list which this must be a cursor of
     * @param size of a place in that list
     * @return null for the first part
     * @throws UnreadableRequest if it is no cursor of this list
     */
    @Nullable List<String> after(String list, int size) {
      if (cursor == null || cursor.isEmpty()) {
        return null;
      }
      try {
        String[] parts = read(cursor).split(String.valueOf(BETWEEN), -1);
        if (parts.length == size + 1 && parts[0].equals(list)) {
          return List.of(parts).subList(1, parts.length);
        }
      } catch (IllegalArgumentException e) {
        throw unreadable();
      }
      throw unreadable();
    }

    /** As {@link #after}, where a place is one number. */
    @Nullable Long afterNumber(String list) {
      List<String> place = after(list, 1);
      try {
        return place == null ? null : Long.valueOf(place.getFirst());
      } catch (NumberFormatException e) {
        throw unreadable();
      }
    }
  }

  static UnreadableRequest unreadable() {
    return new UnreadableRequest(
        "cursor is the next of an answer of this list; leave it out to begin anew");
  }

  /** What stands in a cursor. */
  static String read(String cursor) {
    return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
  }

  /** What tells a place in a list, and nothing of anybody to whoever reads addresses. */
  static String cursor(String list, List<String> place) {
    String text = list + BETWEEN + String.join(String.valueOf(BETWEEN), place);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The first of those that come after a place.
   *
   * @param rest all that come after it, in order
   * @param place of one, as it stands in a cursor
   */
  static <S, T> Listed<T> of(
      String list, List<S> rest, int most, Function<S, List<String>> place, Function<S, T> row) {
    List<S> shown = rest.subList(0, Math.min(most, rest.size()));
    return new Listed<>(
        shown.stream().map(row).toList(),
        shown.size() == rest.size() ? null : cursor(list, place.apply(shown.getLast())));
  }

  /** Stands for somebody in an order, and leads nobody back to them. */
  static String standIn(Object person) {
    return HexFormat.of().formatHex(Sha256.of(person.toString()));
  }
}
