package com.orgscope.demo;

import com.orgscope.demo.Attendance.Hours;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * Lives through one person's day: tasks come up at random through the shift, each takes its
 * applications, and the provider asks its questions on the way.
 */
final class Workday {
  private static final long MINUTE = 60_000;
  private static final long SESSION_IDLE = 120 * MINUTE;
  private static final long LONGER_IDLE = 2 * SESSION_IDLE;
  private static final long TOKEN_LIFE = 60 * MINUTE;
  private static final int PRODUCT_BITS = 14;

  private static final double PASSWORD_MISTYPED = 0.05;
  private static final double SESSION_CHALLENGED = 0.7;
  private static final double CHALLENGE_MISSED = 0.05;
  private static final double VISIT_LOOKED_AT = 0.16;

  /** So long before the first visit a session begins that asks for no factor. */
  private static final int WITHOUT_FACTOR = 25_000;

  /** What a factor at a visit takes. */
  static final int FACTOR_MILLIS = 900;

  private static final double VISIT_CHALLENGED = 0.05;
  private static final double VISIT_FAILS = 0.018;
  private static final double REFRESHES = 1.7;
  private static final double START_PAGE_TOKENS = 2.5;
  private static final double LATE = 0.02;

  private final SimulationSettings settings;
  private final Attendance attendance;
  private final List<Product> products;
  private final long windowStart;
  private final long windowEnd;
  private long[] visits = new long[256];
  private int count;

  Workday(SimulationSettings settings, List<Product> products) {
    this.settings = settings;
    this.products = products;
    this.attendance = new Attendance(settings.seed());
    this.windowStart = startOf(settings.firstDay());
    this.windowEnd = startOf(settings.lastDay().plusDays(1));
  }

  static long startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /** Adds the events of a person's working day that happen in a stretch of time. */
  void live(Employee who, LocalDate day, Stretch stretch, Agenda agenda) {
    SignInMemory memory = new SignInMemory(settings.policy());
    if (!settings.policy().forgetsOvernight()) {
      for (LocalDate before = settings.firstDay();
          before.isBefore(day);
          before = before.plusDays(1)) {
        live(who, before, Stretch.NEVER, agenda, memory);
      }
    }
    live(who, day, stretch, agenda, memory);
  }

  private void live(
      Employee who, LocalDate day, Stretch stretch, Agenda agenda, SignInMemory memory) {
    Dice dice = Dice.of(settings.seed(), who.identity(), day.toEpochDay());
    Hours shift = attendance.shift(who, day, dice);
    if (shift.free()) {
      return;
    }
    long start =
        day.atStartOfDay(who.place().zone()).toInstant().toEpochMilli()
            + shift.startMinute() * MINUTE;
    plan(who, day, shift, dice);
    Steps steps = new Steps(who, day, dice, stretch.within(bounds(who)), agenda);
    steps.memory = memory;
    steps.walk(start, start + shift.minutes() * MINUTE);
  }

  /** From (included) to (excluded), in milliseconds, with a delay for what falls in it. */
  record Stretch(long from, long to, long delay) {
    static final Stretch ALWAYS = new Stretch(Long.MIN_VALUE, Long.MAX_VALUE, 0);
    static final Stretch NEVER = new Stretch(Long.MAX_VALUE, Long.MIN_VALUE, 0);

    Stretch within(Stretch other) {
      return new Stretch(Math.max(from, other.from), Math.min(to, other.to), delay);
    }
  }

  /** In UTC as well as at home, nobody is seen before the first day or after the last. */
  private Stretch bounds(Employee who) {
    LocalDate end = who.person().endDate();
    return new Stretch(
        Math.max(windowStart, startOf(who.person().hireDate())),
        end == null ? windowEnd : Math.min(windowEnd, startOf(end.plusDays(1))),
        0);
  }

  private void plan(Employee who, LocalDate day, Hours shift, Dice dice) {
    count = 0;
    Habits habits = who.habitsOn(day);
    double shifts = Attendance.shiftsAWeek(who.rhythm());
    double mood = Math.min(1, shift.minutes() / 300.0) * dice.between(0.8, 1.2) / shifts;
    long length = shift.minutes() * MINUTE;
    for (int task = 0; task < habits.tasks(); task++) {
      for (int times = dice.poisson(habits.timesAWeek(task) * mood); times > 0; times--) {
        long at = (long) (length * dice.unit());
        // Around noon most people eat.
        if (Math.abs(at - length / 2) < 25 * MINUTE) {
          at += 50 * MINUTE;
        }
        for (int product : habits.applications(task)) {
          add(at, product);
          at += 2000 + (long) dice.exponential(4 * MINUTE);
        }
      }
    }
    Adoption adoption = who.adoption();
    if (adoption != null && !day.isBefore(adoption.since())) {
      Dice own = Dice.of(settings.seed() + 2, who.identity(), day.toEpochDay());
      for (int n = own.poisson(adoption.timesAWeek() * mood); n > 0; n--) {
        add((long) (length * own.unit()), adoption.product());
      }
    }
    Arrays.sort(visits, 0, count);
  }

  private void add(long at, int product) {
    if (count == visits.length) {
      visits = Arrays.copyOf(visits, count * 2);
    }
    visits[count++] = at << PRODUCT_BITS | product;
  }

  /** The day's path through the provider. */
  private final class Steps {
    private final Dice dice;
    private final Stretch stretch;
    private final Agenda agenda;
    private final Moment moment;
    private SignInMemory memory = new SignInMemory(settings.policy());
    private boolean shown = true;

    Steps(Employee who, LocalDate day, Dice dice, Stretch stretch, Agenda agenda) {
      this.dice = dice;
      this.stretch = stretch;
      this.agenda = agenda;
      this.moment = new Moment(who);
      moment.day = day;
      moment.roaming = settings.policy().roaming();
    }

    void walk(long start, long end) {
      moment.session = memory.session();
      long idle = settings.change().hasLongerSessions(moment.day) ? LONGER_IDLE : SESSION_IDLE;
      long last = Long.MIN_VALUE / 2;
      for (int i = 0; i < count; i++) {
        long at = start + (visits[i] >> PRODUCT_BITS);
        Product product = products.get((int) (visits[i] & ((1 << PRODUCT_BITS) - 1)));
        boolean pause = at - last > idle;
        if (pause && i > 0) {
          maySignOut(last + 3 * MINUTE);
        }
        boolean over = memory.isOver(at, pause);
        if (over || pause) {
          open(at, over);
        }
        visit(product, at, end);
        last = at;
      }
      if (count > 0) {
        moment.product = null;
        maySignOut(Math.max(end, last + MINUTE));
      }
    }

    private void maySignOut(long at) {
      if (dice.chance(settings.policy().signedOut())) {
        put(Kind.SESSION_END, at);
        memory.signedOut();
      }
    }

    /**
     * What another policy spares is rolled for all the same and not shown, so that the rest of the
     * day is the same under both.
     */
    private void open(long at, boolean over) {
      moment.product = null;
      long session = dice.next();
      moment.link = dice.next();
      if (over) {
        moment.session = session;
        memory.opens(moment, at);
      }
      shown = over;
      for (int tries = 1; dice.chance(PASSWORD_MISTYPED) && tries < 4; tries++) {
        put(Kind.PASSWORD_FAILED, at - (80 - 12 * tries) * 1000L);
      }
      boolean asks = over && memory.asksAtSignIn(moment, at);
      shown = asks;
      factor(at);
      shown = over;
      put(Kind.SESSION_START, at - (asks ? 9_000 : WITHOUT_FACTOR));
      for (int tokens = dice.poisson(START_PAGE_TOKENS); tokens > 0; tokens--) {
        put(Kind.TOKEN, at - 8_000 + (long) dice.exponential(TOKEN_LIFE / 2.0));
      }
      shown = true;
    }

    private void factor(long at) {
      put(Kind.POLICY, at - WITHOUT_FACTOR);
      boolean answered = dice.chance(SESSION_CHALLENGED);
      if (answered) {
        if (dice.chance(CHALLENGE_MISSED)) {
          put(Kind.CHALLENGE_FAILED, at - 20_000);
        }
        put(Kind.CHALLENGE, at - (dice.chance(0.3) ? 9_000 : 10_400));
      }
      if (shown && (answered || settings.format().isEntra())) {
        memory.passedAtSignIn(moment, at);
      }
    }

    private void visit(Product product, long at, long end) {
      moment.product = product;
      moment.link = dice.next();
      if (dice.chance(VISIT_LOOKED_AT)) {
        put(Kind.POLICY, at - 1500);
      }
      if (dice.chance(VISIT_CHALLENGED)) {
        shown = memory.asksAtVisit(product, at);
        put(Kind.CHALLENGE, at - FACTOR_MILLIS);
        if (shown) {
          memory.passedAtVisit(at);
        }
        shown = true;
      }
      if (dice.chance(VISIT_FAILS)) {
        put(Kind.VISIT_FAILED, at - 20_000);
      }
      put(Kind.VISIT, at);
      if (product.refreshesTokens()) {
        put(Kind.TOKEN, at + 700);
        long renewed = at;
        for (int left = dice.poisson(REFRESHES); left > 0; left--) {
          renewed += (long) (TOKEN_LIFE * dice.between(0.9, 1.1));
          if (renewed < end) {
            put(Kind.TOKEN, renewed);
          }
        }
      }
    }

    private void put(Kind kind, long at) {
      moment.kind = kind;
      moment.at = at;
      moment.identity = dice.next();
      boolean again = dice.chance(settings.repeated());
      boolean broken = dice.chance(settings.broken());
      long delay =
          dice.chance(LATE) ? (long) dice.exponential(20 * MINUTE) : (long) dice.exponential(900);
      if (!shown || at < stretch.from || at >= stretch.to) {
        return;
      }
      agenda.add(moment, delay + stretch.delay);
      if (again) {
        agenda.repeat(1000 + (long) dice.exponential(15 * MINUTE));
      }
      if (broken) {
        moment.kind = Kind.BROKEN;
        moment.identity = Dice.mix(moment.identity);
        agenda.add(moment, delay + stretch.delay);
      }
    }
  }
}
