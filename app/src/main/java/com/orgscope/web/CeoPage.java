package com.orgscope.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a CEO reads, all of it from one release. */
public record CeoPage(
    String sentence,
    List<Number> numbers,
    String hoursAre,
    @Nullable BarChart use,
    String noUse,
    BarChart people,
    BarChart hours,
    BarChart money,
    String idleLicences,
    @Nullable Answer contracts,
    @Nullable BarChart sensitivity,
    @Nullable Changes changes,
    List<Row> rows,
    Row total,
    @Nullable Quarter quarter,
    String hidden,
    @Nullable Answer automation,
    @Nullable Answer assistants,
    @Nullable Advice advice,
    String noAdvice,
    @Nullable Answer worked,
    List<Assumed> assumptions,
    List<Lamp> lamps,
    @Nullable Scope scope) {

  public CeoPage {
    numbers = List.copyOf(numbers);
    rows = List.copyOf(rows);
    assumptions = List.copyOf(assumptions);
    lamps = List.copyOf(lamps);
  }

  /**
   * What an executive sees of it.
   *
   * @param sentence which units
   * @param people what the bars are of
   */
  public record Scope(String sentence, String people) {}

  /** What moved since the release before. */
  public record Changes(String since, List<String> lines) {
    public Changes {
      lines = List.copyOf(lines);
    }
  }

  /**
   * What is said to a question, and the table under it.
   *
   * @param columns empty where there is no table
   */
  public record Answer(String lead, List<String> columns, List<List<String>> rows) {
    public Answer {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    static Answer saying(String lead) {
      return new Answer(lead, List.of(), List.of());
    }
  }

  /** One of the three numbers. */
  public record Number(String label, String value, String range, String note) {}

  /**
   * What is drawn once a quarter.
   *
   * @param atBound empty if it was not drawn
   */
  public record Quarter(
      String drawn, List<QuarterRow> roles, List<QuarterRow> use, String atBound) {
    public Quarter {
      roles = List.copyOf(roles);
      use = List.copyOf(use);
    }
  }

  /** One kind of work, and what is said of it. */
  public record QuarterRow(String category, String value, String range) {}

  /** One published group, or the total. */
  public record Row(
      String department,
      String category,
      String people,
      String peopleRange,
      String hours,
      String hoursRange,
      String usd,
      String usdRange) {}

  /** The one change worth most. */
  public record Advice(
      String headline,
      String change,
      String hours,
      String hoursRange,
      String usd,
      String usdRange,
      String measured,
      List<Assumed> assumptions) {
    public Advice {
      assumptions = List.copyOf(assumptions);
    }
  }

  /** One number nobody measured. */
  public record Assumed(
      String name, String typical, String range, String unit, String source, boolean own) {}

  /** One reason to trust the page or not; the word says what the sign shows. */
  public record Lamp(State state, String title, String word, String detail) {}

  /** Never shown by colour alone. */
  public enum State {
    GOOD("good", "✓"),
    WATCH("watch", "!"),
    UNKNOWN("unknown", "?");

    private final String style;
    private final String sign;

    State(String style, String sign) {
      this.style = style;
      this.sign = sign;
    }

    public String style() {
      return style;
    }

    public String sign() {
      return sign;
    }
  }
}
