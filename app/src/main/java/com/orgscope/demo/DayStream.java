package com.orgscope.demo;

import com.orgscope.demo.Workday.Stretch;
import com.orgscope.kernel.Failure;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The lines of one day, one after the other. Asking for a line is what makes it. */
final class DayStream {
  private static final int PAGE = 200;
  private static final double LAGGING = 0.004;
  private static final long LAG = 18 * 3_600_000L;
  private static final double ADMINISTRATION = 0.08;
  private static final double MACHINES = 0.7;
  private static final byte[] PAGE_HEAD =
      Line.ascii("{\"kind\":\"admin#reports#activities\",\"etag\":\"\\\"");
  private static final byte[] PAGE_ITEMS = Line.ascii("\\\"\",\"items\":[");
  private static final byte[] PAGE_NEXT = Line.ascii(",\"nextPageToken\":\"A:");
  private static final byte[] EMPTY_ITEM =
      Line.ascii("{\"kind\":\"admin#reports#activity\",\"events\":[{\"name\":\"login_success\"}]}");
  private static final byte[] GATEWAY =
      Line.ascii("<html><head><title>504 Gateway Time-out</title></head></html>");
  private static final byte[] NOT_TEXT = {'{', '"', 'u', (byte) 0xff, (byte) 0xfe, (byte) 0xc0};

  private final Workforce workforce;
  private final Wire wire;
  private final Moment moment;
  private final Agenda agenda = new Agenda();
  private final boolean paged;
  private int rank;
  private DayTally tally = DayTally.NOTHING;

  DayStream(SimulationSettings settings, Workforce workforce, Wire wire, LocalDate day) {
    this.workforce = workforce;
    this.wire = wire;
    this.moment = new Moment(workforce.people().getFirst());
    moment.roaming = settings.policy().roaming();
    this.paged = settings.format() == WireFormat.GOOGLE_PAGES;
    fill(settings, day);
    agenda.close();
  }

  /**
   * Most of a day's events arrive on it. A few people's afternoons arrive only the next morning: a
   * phone without a net, a provider catching up.
   */
  private void fill(SimulationSettings settings, LocalDate day) {
    Workday workday = new Workday(settings, workforce.products());
    long noon = Workday.startOf(day) + 14 * 3_600_000L;
    LocalDate yesterday = day.minusDays(1);
    for (Employee who : workforce.people()) {
      endIfInterrupted();
      boolean lags = day.isBefore(settings.lastDay()) && lags(settings, who, day);
      Stretch now = lags ? new Stretch(Long.MIN_VALUE, noon, 0) : Stretch.ALWAYS;
      workday.live(who, day, now, agenda);
      if (day.isAfter(settings.firstDay()) && lags(settings, who, yesterday)) {
        long since = Workday.startOf(yesterday) + 14 * 3_600_000L;
        workday.live(who, yesterday, new Stretch(since, Long.MAX_VALUE, LAG), agenda);
      }
    }
    Dice dice = Dice.of(settings.seed(), Dice.hash("background"), day.toEpochDay());
    background(Kind.ADMINISTRATION, ADMINISTRATION, day, dice);
    background(Kind.MACHINE, MACHINES, day, dice);
  }

  /** A big company's day takes longer than a process that ends is waited for. */
  private static void endIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw Failure.retry("interrupted while a day was made", null);
    }
  }

  private static boolean lags(SimulationSettings settings, Employee who, LocalDate day) {
    return Dice.of(settings.seed() + 1, who.identity(), day.toEpochDay()).chance(LAGGING);
  }

  /** What is in the same log and is nobody's use of an application. */
  private void background(Kind kind, double perPerson, LocalDate day, Dice dice) {
    List<Employee> keepers = keepers();
    boolean weekend = day.getDayOfWeek().getValue() > 5;
    double mean =
        kind == Kind.ADMINISTRATION && weekend ? 0 : perPerson * workforce.people().size();
    long events = Math.round(mean * dice.between(0.8, 1.2));
    for (long i = 0; i < events; i++) {
      moment.who = keepers.get(dice.below(keepers.size()));
      moment.kind = kind;
      moment.day = day;
      double time = kind == Kind.MACHINE ? dice.unit() : dice.between(0.3, 0.75);
      moment.at = Workday.startOf(day) + (long) (86_399_000 * time);
      moment.identity = dice.next();
      moment.session = dice.next();
      moment.link = dice.next();
      moment.product = workforce.products().get(dice.below(workforce.products().size()));
      agenda.add(moment, 0);
    }
  }

  /** Who administers: those longest in IT. */
  private List<Employee> keepers() {
    List<Employee> keepers =
        workforce.people().stream()
            .filter(who -> who.person().category().equals("IT & Security"))
            .filter(who -> who.person().endDate() == null)
            .sorted(Comparator.comparing(who -> who.person().hireDate()))
            .limit(6)
            .toList();
    return keepers.isEmpty() ? workforce.people().subList(0, 1) : keepers;
  }

  /** Fills in the next line with its end of line, or returns false after the last. */
  boolean next(Line line) {
    endIfInterrupted();
    line.clear();
    if (paged) {
      return page(line);
    }
    while (rank < agenda.size()) {
      if (record(rank++, line)) {
        line.one('\n');
        return true;
      }
    }
    return false;
  }

  /** Google hands out the newest first, and so the newest page first. */
  private boolean page(Line line) {
    line.add(PAGE_HEAD).token(Dice.mix(rank), 27).add(PAGE_ITEMS);
    int items = 0;
    while (rank < agenda.size() && items < PAGE) {
      int newest = agenda.size() - 1 - rank++;
      int before = line.length();
      if (items > 0) {
        line.one(',');
      }
      if (record(newest, line)) {
        items++;
      } else {
        line.shorten(before);
      }
    }
    if (items == 0) {
      line.clear();
      return false;
    }
    line.one(']');
    if (rank < agenda.size()) {
      line.add(PAGE_NEXT).token(rank, 20).one('"');
    }
    line.one('}').one('\n');
    return true;
  }

  private boolean record(int of, Line line) {
    agenda.read(of, moment, workforce.people(), workforce.products());
    int before = line.length();
    if (moment.kind == Kind.BROKEN) {
      spoil(line);
    } else {
      wire.write(moment, line);
    }
    if (line.length() == before) {
      return false;
    }
    count(agenda.again(of));
    return true;
  }

  /** What arrives when a proxy, a disk or a clock goes wrong. */
  private void spoil(Line line) {
    if (paged) {
      line.add(EMPTY_ITEM);
      return;
    }
    switch (moment.pick(7, 4)) {
      case 0 -> line.add(GATEWAY);
      case 1 -> line.add(NOT_TEXT);
      case 2 -> {
        moment.at = moment.identity >>> 44;
        wire.write(moment, line);
      }
      default -> {
        wire.write(moment, line);
        line.shorten(line.length() * (20 + moment.pick(8, 70)) / 100);
      }
    }
  }

  private void count(boolean again) {
    boolean broken = moment.kind == Kind.BROKEN;
    boolean visit = moment.kind == Kind.VISIT;
    boolean other = moment.kind == Kind.ADMINISTRATION || moment.kind == Kind.MACHINE;
    boolean step = !broken && !visit && !other;
    tally =
        tally.plus(
            new DayTally(
                1,
                !again && visit ? 1 : 0,
                !again && step ? 1 : 0,
                !again && other ? 1 : 0,
                again ? 1 : 0,
                broken ? 1 : 0));
  }

  /** What has been handed out so far. */
  DayTally tally() {
    return tally;
  }
}
