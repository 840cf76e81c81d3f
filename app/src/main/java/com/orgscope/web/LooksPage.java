package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.orgscope.access.RecordLook;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who looked at whoever reads this, the newest first. */
public record LooksPage(List<Row> rows) {
  public LooksPage {
    rows = List.copyOf(rows);
  }

  /** One look. */
  public record Row(String at, String role, String purpose, String reference) {}

  /** The same for programs. */
  public record Document(List<Said> looks) {}

  /**
   * Those after a place: a moment, and how many of that moment were shown. Later looks come before
   * it and move nothing.
   *
   * @param all the newest first
   * @param after null to begin
   * @throws UnreadableRequest if it is no such place
   */
  static Listed<Said> listed(List<RecordLook> all, @Nullable List<String> after, int most) {
    List<Placed> placed = new ArrayList<>();
    int same = 0;
    for (RecordLook look : all) {
      same = !placed.isEmpty() && placed.getLast().look().at().equals(look.at()) ? same + 1 : 1;
      placed.add(new Placed(look, same));
    }
    return Listed.of(
        "looks",
        after == null ? placed : placed.stream().filter(after(after)).toList(),
        most,
        one -> List.of(one.look().at().toString(), String.valueOf(one.ofMoment())),
        one -> PersonController.said(one.look()));
  }

  private record Placed(RecordLook look, int ofMoment) {}

  private static Predicate<Placed> after(List<String> place) {
    try {
      Instant at = Instant.parse(place.getFirst());
      int shown = Integer.parseInt(place.getLast());
      return one ->
          one.look().at().isBefore(at) || (one.look().at().equals(at) && one.ofMoment() > shown);
    } catch (DateTimeParseException | NumberFormatException e) {
      throw Listed.unreadable();
    }
  }

  /**
   * One look.
   *
   * @param reference null where none was given
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Said(String at, String role, String purpose, @Nullable String reference) {}
}
