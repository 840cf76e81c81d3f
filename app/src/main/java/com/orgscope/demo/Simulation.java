package com.orgscope.demo;

import com.orgscope.kernel.Progress;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A company that does not exist and the sign-in log it leaves behind, day by day.
 *
 * <p>Every day can be asked for on its own and in any order; each asks for memory that grows with
 * the people and not with the days. An instance may be used by several threads.
 */
public final class Simulation {
  private static final Map<String, String> BUSINESS =
      Map.of(
          "technology", "Paper Bicycles",
          "finance", "Marmalade Bank",
          "healthcare", "Teapot Hospitals",
          "retail", "Left Sock Stores",
          "manufacturing", "Rubber Anvils");

  private final SimulationSettings settings;
  private final Workforce workforce;
  private final Wire wire;
  private final SimulatedCompany company;
  private final UnknownNames unknown;
  private final @Nullable String adopted;

  private Simulation(SimulationSettings settings, UnknownLabels labels) {
    this.settings = settings;
    Toolbox toolbox = new Toolbox(settings, labels);
    this.unknown = toolbox.unknown();
    Product product = toolbox.adopted();
    this.adopted = product == null ? null : product.label();
    this.workforce =
        new Workforce(List.copyOf(new Staffing(settings, toolbox).hire()), toolbox.products());
    this.wire = Wire.of(settings, workforce);
    this.company =
        new SimulatedCompany(
            "Fernwick & Otter " + BUSINESS.getOrDefault(settings.industry(), "Oddities"),
            Staffing.DOMAIN,
            settings.industry(),
            workforce.people().stream().map(Employee::person).toList(),
            described(toolbox));
  }

  /**
   * Hires the company; some seconds for a hundred thousand people.
   *
   * @throws com.orgscope.kernel.Failure of kind RETRY if the thread is interrupted meanwhile
   */
  public static Simulation of(SimulationSettings settings) {
    return of(settings, UnknownLabels.NONE);
  }

  /** The same company, some of whose applications bear names that nobody outside knows. */
  public static Simulation of(SimulationSettings settings, UnknownLabels labels) {
    return new Simulation(settings, labels);
  }

  private static Map<String, String> described(Toolbox toolbox) {
    return toolbox.products().stream()
        .filter(product -> product.description() != null && !product.description().isEmpty())
        .collect(
            Collectors.toMap(
                Product::label,
                product -> product.description() == null ? "" : product.description(),
                (one, same) -> one,
                TreeMap::new));
  }

  /** The applications with names that nobody outside knows, and what each is for. */
  public Map<String, String> unknownApplications() {
    return Map.copyOf(unknown.given());
  }

  /** How many applications the company's lines of work have, whatever their names. */
  public int roleApplications() {
    return unknown.ofRoles();
  }

  public SimulatedCompany company() {
    return company;
  }

  /** The days of the window, oldest first. */
  public List<LocalDate> days() {
    return settings.firstDay().datesUntil(settings.lastDay().plusDays(1)).toList();
  }

  /** Writes the lines of one day, as they would be fetched on that day. */
  public DayTally writeDay(LocalDate day, OutputStream out) throws IOException {
    DayStream lines = new DayStream(settings, workforce, wire, day);
    Line line = new Line();
    while (lines.next(line)) {
      line.writeTo(out);
    }
    return lines.tally();
  }

  /**
   * The same lines to be read, one day after the other. They are made while they are read, so a
   * slow reader holds the simulator back and nothing piles up.
   */
  public InputStream open(List<LocalDate> days) {
    return new LineInput(
        days.stream().map(day -> new DayStream(settings, workforce, wire, day)).iterator());
  }

  /** Who opened what and when, without a log between. */
  public interface Visits {
    /**
     * One visit.
     *
     * @param person place in {@code company().people()}
     * @param definition the provider's own name of the kind of integration
     * @param at milliseconds since 1970, UTC
     */
    void visit(int person, String label, String definition, long at);
  }

  /** Hands out the visits of a day in the order of their arrival. */
  public void visitsOn(LocalDate day, Visits to) {
    Workday workday = new Workday(settings, workforce.products());
    Moment moment = new Moment(workforce.people().getFirst());
    Agenda agenda = new Agenda();
    for (Employee who : workforce.people()) {
      workday.live(who, day, Workday.Stretch.ALWAYS, agenda);
    }
    agenda.close();
    for (int rank = 0; rank < agenda.size(); rank++) {
      agenda.read(rank, moment, workforce.people(), workforce.products());
      Product product = moment.product;
      if (moment.kind == Kind.VISIT && product != null && !agenda.again(rank)) {
        to.visit(moment.who.index(), product.label(), product.definition(), moment.at);
      }
    }
  }

  /** Personnel file: one row a person, with the header that {@code people import} expects. */
  public void writePeople(Writer out) throws IOException {
    PersonnelFile.write(out, company.people());
  }

  /** The personnel file as it was before the reorganization, if there is one. */
  public void writePeopleBefore(Writer out) throws IOException {
    PersonnelFile.write(out, company.people().stream().map(SimulatedPerson::before).toList());
  }

  /** Rows of those whom the reorganization moved, with the day from which on it holds. */
  public void writeReorganized(Writer out) throws IOException {
    PersonnelFile.write(out, reorganized(), settings.change().reorganized());
  }

  public CompanyChange change() {
    return settings.change();
  }

  /** Whom a reorganization within the window moved; nobody where there is none. */
  public List<SimulatedPerson> reorganized() {
    return company.people().stream().filter(person -> person.former() != null).toList();
  }

  /** What came into use within the window, as the log calls it; null if nothing did. */
  public @Nullable String adopted() {
    return adopted;
  }

  /** The logins of those who use what came into use, or did until they left. */
  public List<String> adopters() {
    return workforce.people().stream()
        .filter(who -> {
          Adoption adoption = who.adoption();
          return adoption != null && who.employedOn(adoption.since());
        })
        .map(who -> who.person().login())
        .toList();
  }

  /** The truth: what each person's work is, as {@code evaluate} expects it. */
  public void writeLabels(Writer out) throws IOException {
    PersonnelFile.row(out, "employee_id", "login", "category", "second_category");
    for (SimulatedPerson person : company.people()) {
      PersonnelFile.row(
          out, person.employeeId(), person.login(), person.category(), person.secondCategory());
    }
  }

  /** The company's own words about applications that it built itself. */
  public void writeApplications(Writer out) throws IOException {
    PersonnelFile.row(out, "application", "description");
    for (Map.Entry<String, String> application : company.applications().entrySet()) {
      PersonnelFile.row(out, application.getKey(), application.getValue());
    }
  }

  /**
   * Writes people.csv, labels.csv, applications.csv and {@code events/<source>-<day>.ndjson.gz}:
   * aside first, so that whoever ends it in its middle finds what was there before.
   *
   * @param progress counts days
   */
  public DayTally writeTo(Path folder, Progress progress) {
    try {
      Path made = firstMissing(folder);
      Files.createDirectories(folder);
      Unfinished.clear(folder);
      boolean whole = false;
      try (Unfinished aside = Unfinished.in(folder)) {
        DayTally total = writeInto(aside.folder(), progress);
        move(aside.folder(), folder);
        whole = true;
        return total;
      } finally {
        if (!whole && made != null) {
          deleteEmpty(folder.toAbsolutePath(), made);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DayTally writeInto(Path folder, Progress progress) throws IOException {
    Path events = Files.createDirectory(folder.resolve("events"));
    write(folder.resolve("people.csv"), this::writePeople);
    write(folder.resolve("labels.csv"), this::writeLabels);
    write(folder.resolve("applications.csv"), this::writeApplications);
    DayTally total = DayTally.NOTHING;
    List<LocalDate> days = days();
    for (int done = 0; done < days.size(); done++) {
      LocalDate day = days.get(done);
      Path file = events.resolve(settings.format().label() + "-" + day + ".ndjson.gz");
      try (OutputStream out =
          new BufferedOutputStream(
              new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), 1 << 16)) {
        total = total.plus(writeDay(day, out));
      }
      progress.at(done + 1L, days.size());
    }
    return total;
  }

  /** The topmost folder that will have to be made; null if all are there. */
  private static @Nullable Path firstMissing(Path folder) {
    Path missing = null;
    for (Path at = folder.toAbsolutePath(); at != null && !Files.exists(at); at = at.getParent()) {
      missing = at;
    }
    return missing;
  }

  /** Each file at once, over one of the same name. */
  private static void move(Path from, Path to) throws IOException {
    for (Path path : Unfinished.all(from)) {
      Path target = to.resolve(from.relativize(path));
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** From the innermost folder to the outermost that was made, as long as nothing is in them. */
  private static void deleteEmpty(Path innermost, Path outermost) throws IOException {
    try {
      for (Path at = innermost; at != null && at.startsWith(outermost); at = at.getParent()) {
        Files.delete(at);
      }
    } catch (DirectoryNotEmptyException e) {
      // Somebody else keeps something there by now.
      return;
    }
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private static void write(Path file, Content content) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      content.writeTo(out);
    }
  }
}
