package com.orgscope.demo;

import com.orgscope.demo.Habits.Part;
import com.orgscope.kernel.Failure;
import com.orgscope.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Hires the people of a company and gives each a place in its tree. */
final class Staffing {
  static final String DOMAIN = "fernwick-otter.example";
  private static final int SMALLEST_TEAM = 5;
  private static final int USUAL_TEAM = 9;
  private static final int LARGEST_SPAN = 12;
  private static final double JOINERS_A_YEAR = 0.16;
  private static final double LEAVERS_A_YEAR = 0.13;
  private static final double RISEN_IN_WINDOW = 0.1;
  private static final double MOVED_IN_WINDOW = 0.01;
  private static final double RENAMED_IN_WINDOW = 0.006;

  /** A second kind of work has at least this part of the use that comes with work. */
  private static final double WORTH_NAMING = 0.2;

  private final SimulationSettings settings;
  private final Map<String, Occupation> occupations = Occupation.all();
  private final List<Place> places = Place.all();
  private final Names names;
  private final List<Occupation> trades;
  private final Habits.Formation formation;
  private final Dice dice;
  private final @Nullable Adoptions adoptions;
  private final List<Draft> drafts = new ArrayList<>();

  /** A job as the plan of positions has it. */
  private record Position(String department, List<Occupation> trades, double perThousand) {}

  /** A person on the way to being hired. */
  private static final class Draft {
    final int index;
    final String department;
    final List<Part> parts;
    @Nullable Draft manager;
    double leading;
    double directing;
    int team;
    @Nullable String title;

    Draft(int index, String department, List<Part> parts) {
      this.index = index;
      this.department = department;
      this.parts = parts;
    }

    Occupation trade() {
      return parts.getFirst().occupation();
    }
  }

  Staffing(SimulationSettings settings, Toolbox toolbox) {
    this.settings = settings;
    this.dice = Dice.of(settings.seed(), Dice.hash("staffing"), Dice.hash(settings.industry()));
    this.names = new Names(settings.seed());
    this.trades = positions().stream().flatMap(p -> p.trades.stream()).distinct().toList();
    Product adopted = toolbox.adopted();
    this.adoptions = adopted == null ? null : new Adoptions(settings, adopted.index());
    this.formation = new Habits.Formation(toolbox, occupation(Occupation.EVERYONE), trades);
  }

  /** What the lines of work of the industry need, leading people included. */
  static Set<String> needs(SimulationSettings settings) {
    Map<String, Occupation> occupations = Occupation.all();
    Set<String> trades = new TreeSet<>(Set.of(Occupation.LEADING, Occupation.DIRECTING));
    for (List<String> row : Table.read(Staffing.class, "staffing.tsv").rows()) {
      if (row.get(0).equals(settings.industry())) {
        trades.addAll(List.of(row.get(2).split("\\+")));
      }
    }
    Set<String> needs = new TreeSet<>();
    for (Map.Entry<String, Occupation> occupation : occupations.entrySet()) {
      if (trades.contains(occupation.getKey())) {
        occupation.getValue().tasks().forEach(task -> needs.addAll(task.needs()));
      }
    }
    return needs;
  }

  List<Employee> hire() {
    Draft chief = draft("Executive Office", List.of(occupation("organizer")));
    chief.directing = 0.95;
    chief.title = "Chief Executive Officer";
    Map<String, List<Draft>> departments = fill(positions());
    departments.values().forEach(members -> organize(chief, members));
    relieve(chief, departments.values());
    List<Employee> employees = new ArrayList<>();
    for (Draft draft : drafts) {
      if (Thread.currentThread().isInterrupted()) {
        throw Failure.retry("interrupted while a company was hired", null);
      }
      employees.add(employee(draft));
    }
    return employees;
  }

  private List<Position> positions() {
    return Table.read(Staffing.class, "staffing.tsv").rows().stream()
        .filter(row -> row.get(0).equals(settings.industry()))
        .map(row -> new Position(row.get(1), trades(row.get(2)), Double.parseDouble(row.get(3))))
        .toList();
  }

  private List<Occupation> trades(String cell) {
    return Arrays.stream(cell.split("\\+")).map(this::occupation).toList();
  }

  /** Who has two trades spends more on the first, and everybody another part. */
  private List<Part> parts(List<Occupation> trades, int person) {
    if (trades.size() == 1) {
      return List.of(new Part(trades.getFirst(), 1));
    }
    Dice split = Dice.of(settings.seed(), Dice.hash("split"), person);
    double first = split.between(0.5, 0.75);
    return List.of(new Part(trades.getFirst(), first), new Part(trades.getLast(), 1 - first));
  }

  private Occupation occupation(String id) {
    Occupation occupation = occupations.get(id);
    if (occupation == null) {
      throw Failure.bug("No occupation " + id, null);
    }
    return occupation;
  }

  private Draft draft(String department, List<Occupation> trades) {
    int index = drafts.size();
    Draft draft = new Draft(index, department, parts(trades, index));
    drafts.add(draft);
    return draft;
  }

  /** Fills the plan by largest remainders, so that every size of company adds up exactly. */
  private Map<String, List<Draft>> fill(List<Position> positions) {
    double total = positions.stream().mapToDouble(Position::perThousand).sum();
    int wanted = settings.employees() - 1;
    double[] exact = positions.stream().mapToDouble(p -> p.perThousand * wanted / total).toArray();
    int[] filled = IntStream.range(0, exact.length).map(i -> (int) exact[i]).toArray();
    int left = wanted - IntStream.of(filled).sum();
    IntStream.range(0, exact.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> filled[i] - exact[i]))
        .limit(left)
        .forEach(i -> filled[i]++);
    Map<String, List<Draft>> departments = new LinkedHashMap<>();
    for (int i = 0; i < filled.length; i++) {
      Position position = positions.get(i);
      for (int n = 0; n < filled[i]; n++) {
        departments
            .computeIfAbsent(position.department, k -> new ArrayList<>())
            .add(draft(position.department, position.trades));
      }
    }
    return departments;
  }

  /** A chief with too many heads hands the smallest departments to the head of the money. */
  private void relieve(Draft chief, Collection<List<Draft>> departments) {
    List<Draft> heads =
        departments.stream()
            .sorted(Comparator.comparingInt(members -> -members.size()))
            .map(List::getFirst)
            .toList();
    Draft money =
        heads.stream()
            .filter(head -> head.department.equals("Finance") && head.directing > 0)
            .findFirst()
            .orElse(heads.getFirst());
    heads.stream()
        .skip(LARGEST_SPAN - 2)
        .filter(head -> head != money)
        .limit(SMALLEST_TEAM)
        .forEach(head -> head.manager = money);
    chief.team = chief.index;
  }

  /** One head, teams of like people under leads, and directors where the leads are too many. */
  private void organize(Draft chief, List<Draft> members) {
    Draft head = members.getFirst();
    List<Draft> rest = new ArrayList<>(members.subList(1, members.size()));
    head.manager = chief;
    if (rest.size() <= LARGEST_SPAN) {
      lead(head, rest, rest.isEmpty() ? 0 : 0.55);
      if (!rest.isEmpty()) {
        head.title = "Head of " + head.department;
      }
      return;
    }
    head.directing = 0.8;
    head.title = "VP, " + head.department;
    int teams = Math.max(2, Math.round((float) rest.size() / USUAL_TEAM));
    List<Draft> directors = new ArrayList<>();
    if (teams > LARGEST_SPAN - 2) {
      for (int i = Math.ceilDiv(teams, SMALLEST_TEAM + 2); i > 0; i--) {
        Draft director = rest.remove(rest.size() * i / (teams + 1));
        director.manager = head;
        director.directing = 0.66;
        director.title = dice.chance(0.7) ? "Director, " + head.department : "Senior Director";
        directors.add(director);
      }
    }
    int[] borders = borders(rest.size(), teams);
    for (int team = 0; team < teams; team++) {
      List<Draft> people = rest.subList(borders[team], borders[team + 1]);
      Draft lead = people.getFirst();
      lead.manager = directors.isEmpty() ? head : directors.get(team * directors.size() / teams);
      List<Draft> reports = people.subList(1, people.size());
      lead(lead, reports, Math.min(0.48, 0.24 + 0.025 * reports.size()));
    }
  }

  /** Cuts people into teams of unequal sizes, a lead among each. */
  private int[] borders(int people, int teams) {
    double usual = (double) people / teams;
    int[] borders = new int[teams + 1];
    for (int team = 1; team < teams; team++) {
      borders[team] = (int) Math.round(usual * (team + dice.between(-0.22, 0.22)));
    }
    borders[teams] = people;
    return borders;
  }

  private void lead(Draft lead, List<Draft> reports, double share) {
    lead.leading = share;
    for (Draft report : reports) {
      report.manager = lead;
      report.team = lead.index;
    }
    lead.team = lead.index;
    if (share > 0) {
      lead.title =
          switch (dice.below(5)) {
            case 0 -> "Manager, " + lead.department;
            case 1 -> "Team Lead, " + lead.department;
            case 2 -> "Senior Manager, " + lead.department;
            case 3 -> "Lead " + any(lead.trade().titles());
            default -> any(lead.trade().titles()) + " Team Lead";
          };
    }
  }

  /** When somebody came, left and changed, and what they do since and did before. */
  private record Career(
      LocalDate hired,
      @Nullable LocalDate end,
      List<Part> now,
      List<Part> before,
      @Nullable LocalDate changed) {}

  private Employee employee(Draft draft) {
    Career career = career(draft);
    Names.Name name = names.next();
    Place place = places.get(placeOf(draft));
    String title = draft.title != null ? draft.title : title(draft);
    boolean renamed = career.hired.isBefore(settings.firstDay()) && dice.chance(RENAMED_IN_WINDOW);
    double presence = dice.chance(0.08) ? 0.6 : 1;
    Habits habits = formation.form(career.now, draft.team, dice);
    Habits earlier =
        career.changed == null ? null : formation.form(career.before, draft.team, dice);
    TrueWork work = work(habits, earlier, career.changed);
    Adoption adoption = adoption(draft, career, work);
    List<String> categories =
        work.categories(
            Objects.requireNonNullElse(draft.trade().category(), Occupation.MANAGEMENT));
    String second = categories.size() > 1 ? categories.get(1) : null;
    SimulatedPerson person =
        new SimulatedPerson(
            employeeId(draft.index),
            name.login() + "@" + DOMAIN,
            name.display(),
            title,
            draft.department,
            career.hired,
            career.end,
            draft.manager == null ? null : employeeId(draft.manager.index),
            place.city() + ", " + place.country(),
            categories.getFirst(),
            second != null && work.ofWork(second) >= WORTH_NAMING ? second : null,
            second == null ? 0 : work.ofWork(second),
            second == null ? 0 : work.ofAll(second),
            null);
    return new Employee(
        draft.index,
        Dice.mix(settings.seed() * 31 + draft.index),
        reorganized(person, draft.trade()),
        place,
        draft.trade().rhythm(),
        presence,
        habits,
        earlier,
        career.changed,
        renamed ? names.earlier(name) + "@" + DOMAIN : null,
        renamed ? inWindow(0.2, 0.8) : null,
        adoption);
  }

  private SimulatedPerson reorganized(SimulatedPerson person, Occupation trade) {
    LocalDate day = settings.change().reorganized();
    return day == null ? person : new Reorganization(day).after(person, trade);
  }

  /** What is new is of the kind of work that somebody has by then. */
  private @Nullable Adoption adoption(Draft draft, Career career, TrueWork work) {
    if (adoptions == null) {
      return null;
    }
    LocalDate from = career.changed == null ? career.hired : career.changed;
    Adoption adoption = adoptions.of(draft.index, draft.trade(), from);
    if (adoption != null) {
      long days = settings.lastDay().toEpochDay() - adoption.since().toEpochDay() + 1;
      work.plus(
          adoption,
          Objects.requireNonNull(draft.trade().category()),
          (double) Math.max(0, days) / settings.days());
    }
    return adoption;
  }

  private Career career(Draft draft) {
    LocalDate hired = hired(draft);
    LocalDate end = end(draft, hired);
    List<Part> now = work(draft.parts, draft.leading, draft.directing);
    boolean settled = hired.isBefore(settings.firstDay()) && end == null;
    if (settled && draft.leading > 0 && dice.chance(RISEN_IN_WINDOW)) {
      return new Career(hired, end, now, draft.parts, inWindow(0.35, 0.65));
    }
    if (settled && draft.leading + draft.directing == 0 && dice.chance(MOVED_IN_WINDOW)) {
      List<Part> before = List.of(new Part(trades.get(dice.below(trades.size())), 1));
      return new Career(hired, end, now, before, inWindow(0.25, 0.5));
    }
    return new Career(hired, end, now, now, null);
  }

  /** Adds what leading takes to what somebody was hired for. */
  private List<Part> work(List<Part> parts, double leading, double directing) {
    double own = 1 - leading - directing;
    List<Part> work = new ArrayList<>();
    parts.forEach(part -> work.add(new Part(part.occupation(), part.share() * own)));
    if (leading > 0) {
      work.add(new Part(occupation(Occupation.LEADING), leading));
    }
    if (directing > 0) {
      work.add(new Part(occupation(Occupation.DIRECTING), directing));
      work.add(new Part(occupation(Occupation.LEADING), directing / 2));
    }
    return work;
  }

  private TrueWork work(Habits habits, @Nullable Habits earlier, @Nullable LocalDate changed) {
    if (earlier == null || changed == null) {
      return new TrueWork().plus(habits, 1);
    }
    double early =
        (double) (changed.toEpochDay() - settings.firstDay().toEpochDay()) / settings.days();
    return new TrueWork().plus(habits, 1 - early).plus(earlier, early);
  }

  private LocalDate hired(Draft draft) {
    double leads = draft.leading + draft.directing;
    if (leads == 0 && dice.chance(JOINERS_A_YEAR * settings.days() / 365)) {
      return inWindow(0.02, 0.98);
    }
    long days = 20 + (long) dice.exponential(leads > 0 ? 1800 : 1100);
    return settings.firstDay().minusDays(Math.min(days, 14_000));
  }

  private @Nullable LocalDate end(Draft draft, LocalDate hired) {
    boolean leaves =
        draft.leading + draft.directing == 0
            && hired.isBefore(settings.firstDay())
            && dice.chance(LEAVERS_A_YEAR * settings.days() / 365);
    return leaves ? inWindow(0.05, 0.95) : null;
  }

  private LocalDate inWindow(double from, double to) {
    return settings.firstDay().plusDays((long) (settings.days() * dice.between(from, to)));
  }

  /** Teams sit together, mostly. */
  private int placeOf(Draft draft) {
    long home = Dice.mix(settings.seed() + (dice.chance(0.8) ? draft.team : draft.index) * 7L);
    return (int) Math.unsignedMultiplyHigh(home, places.size());
  }

  private String title(Draft draft) {
    String title = any(draft.trade().titles());
    if (draft.parts.size() > 1) {
      return draft.department + " " + title;
    }
    return switch (dice.below(20)) {
      case 0, 1, 2, 3 -> "Senior " + title;
      case 4 -> "Junior " + title;
      case 5 -> "Sr. " + title;
      case 6 -> "Principal " + title;
      case 7 -> title + " II";
      case 8 -> title + ", " + draft.department;
      default -> title;
    };
  }

  private <T> T any(List<T> options) {
    return options.get(dice.below(options.size()));
  }

  private static String employeeId(int index) {
    return String.format(Locale.ROOT, "%06d", 1_042 + index * 3);
  }
}
