package com.orgscope.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a CEO reads, all of it from one release. */
public record CeoPage(
    String sentence,
    Dated dated,
    List<Number> numbers,
    String hoursAre,
    @Nullable BarChart use,
    String noUse,
    BarChart people,
    BarChart each,
    List<BarChart> units,
    BarChart money,
    String idleLicences,
    @Nullable Answer contracts,
    @Nullable Compared idleElsewhere,
    List<String> assumed,
    @Nullable Compared assumedElsewhere,
    @Nullable SpanChart sensitivity,
    @Nullable Changes changes,
    List<Row> rows,
    Row total,
    @Nullable Quarter quarter,
    String hidden,
    @Nullable Answer automation,
    WhatIf whatIf,
    @Nullable Answer assistants,
    @Nullable Advice advice,
    String noAdvice,
    @Nullable Answer further,
    @Nullable Answer worked,
    List<Assumed> assumptions,
    List<Lamp> lamps,
    @Nullable Scope scope) {

  public CeoPage {
    numbers = List.copyOf(numbers);
    units = List.copyOf(units);
    assumed = List.copyOf(assumed);
    rows = List.copyOf(rows);
    assumptions = List.copyOf(assumptions);
    lamps = List.copyOf(lamps);
  }

  /**
   * Which release it is, and where others are.
   *
   * @param release its name
   * @param days that count, and its age
   * @param printed what stands at the head of each printed page
   * @param address that shows this release for ever
   * @param earlier null for the first
   * @param later null for the newest
   * @param all that may be looked at, the newest first
   */
  public record Dated(
      String release,
      String days,
      String printed,
      String address,
      @Nullable Place earlier,
      @Nullable Place later,
      List<Place> all) {
    public Dated {
      all = List.copyOf(all);
    }
  }

  /** Another release. */
  public record Place(String label, String address) {}

  /** What somebody published about others, beside a figure. */
  public record Compared(String says, String source, String address) {}

  /**
   * What would be if something were otherwise, as a table; the page's script works the same out for
   * what somebody chooses.
   *
   * @param chosen null where there is nothing to choose
   */
  public record WhatIf(
      String lead, List<String> columns, List<List<String>> rows, @Nullable Chosen chosen) {
    public WhatIf {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /**
   * What the page's script works with: released figures and assumptions, and nothing else.
   *
   * @param sign of the money
   * @param low of an hour's cost
   * @param hours a week that are paid at that cost
   * @param fixed money a year of hours that cost otherwise
   * @param saved hours a week that the best change saves at that cost, if all take it up
   * @param savedFixed money a year that it saves of hours that cost otherwise
   * @param cost what is said while nothing is changed
   */
  public record Chosen(
      String sign,
      double low,
      double typical,
      double high,
      double weeks,
      Band hours,
      Band fixed,
      Band saved,
      Band savedFixed,
      String cost,
      String saving) {}

  /** A figure between two others. */
  public record Band(double low, double middle, double high) {
    static final Band NOTHING = new Band(0, 0, 0);

    /** As the slider cuts it too. */
    Band notBelowNothing() {
      return new Band(Math.max(0, low), Math.max(0, middle), Math.max(0, high));
    }
  }

  /**
   * What an executive sees of it.
   *
   * @param sentence which units
   * @param people what the bars are of
   */
  public record Scope(String sentence, String people) {}

  /**
   * What moved since the release before.
   *
   * @param why the hours moved since a quarter before, step by step; null where it is not told
   */
  public record Changes(String since, List<String> lines, @Nullable SpanChart why) {
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

  /**
   * One of the three numbers.
   *
   * @param elsewhere null where nobody published such a figure of others
   */
  public record Number(
      String label, String value, String range, String note, @Nullable Compared elsewhere) {
    public Number(String label, String value, String range, String note) {
      this(label, value, range, note, null);
    }
  }

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
      Deciding deciding,
      List<Assumed> assumptions) {
    public Advice {
      assumptions = List.copyOf(assumptions);
    }
  }

  /**
   * Who decides, what was decided, and the ways to do so.
   *
   * @param ways empty for whoever may not
   */
  public record Deciding(String who, String state, List<Place> ways) {
    public Deciding {
      ways = List.copyOf(ways);
    }
  }

  /** One number nobody measured. */
  public record Assumed(
      String name, String typical, String range, String unit, String source, boolean own) {}

  /**
   * One reason to trust the page or not; the word says what the sign shows.
   *
   * @param evidence where it can be seen; empty where that is no page of the reader's
   */
  public record Lamp(State state, String title, String word, String detail, String evidence) {
    public Lamp(State state, String title, String word, String detail) {
      this(state, title, word, detail, "");
    }
  }

  /** Never shown by colour alone. */
  public enum State {
    GOOD("good", "✓"),
    WATCH("watch", "!"),
    /** Said, and nothing of it checked. */
    TOLD("told", "–"),
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
