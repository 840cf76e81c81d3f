package com.orgscope.heldout;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One company written by hand in {@code companies.tsv}, made into what a customer would hand over:
 * an HR export, a provider's sign-in log and the labels somebody gave. Everybody's habits differ:
 * rates are gamma-distributed around the group's, a quarter of a group's applications is never
 * opened by a given person, and everybody opens some that belong to other groups.
 */
public final class HeldOutCompany {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 10, 30);
  private static final int DAYS = 90;

  /** Sorted, as the lists below: maps of the JDK iterate in another order in each process. */
  private static final Map<String, Double> MANAGING =
      new TreeMap<>(Map.of("Lattice", 2.0, "Workday", 2.0, "Smartsheet", 1.0, "Greenhouse", 1.0));

  private static final Map<String, Map<String, Double>> EVERYBODY =
      Map.of(
          "okta", new TreeMap<>(Map.of("Slack", 9.0, "Google Workspace", 8.0, "Zoom", 5.0)),
          "google", new TreeMap<>(Map.of("Zoom", 5.0, "Box", 4.0, "intranet", 3.0)),
          "entra",
              new TreeMap<>(Map.of("Microsoft Teams", 9.0, "Office 365 Exchange Online", 9.0)));

  private final String name;
  private final String source;
  private final List<Group> groups = new ArrayList<>();
  private final Random random;

  /** Of the use of those who do two kinds of work. */
  private static final double SECOND_SHARE = 0.4;

  private HeldOutCompany(String name, String source, long seed) {
    this.name = name;
    this.source = source;
    this.random = new Random(seed);
  }

  /** A group of people with one label. */
  record Group(
      String label,
      String secondLabel,
      int people,
      List<String> titles,
      Map<String, Double> apps) {}

  /** One person with the applications they open, in visits a working week. */
  record Employee(
      String id,
      Group group,
      String title,
      String manager,
      String second,
      Map<String, Double> apps) {
    String login(String company) {
      return id + "@" + company + ".example";
    }
  }

  /** All five, in the file's order. */
  public static List<HeldOutCompany> all(long seed) {
    Map<String, HeldOutCompany> companies = new LinkedHashMap<>();
    for (String[] f : rows("companies.tsv")) {
      HeldOutCompany company =
          companies.computeIfAbsent(f[0], c -> new HeldOutCompany(c, f[1], seed + c.hashCode()));
      Map<String, Double> apps = new LinkedHashMap<>();
      for (String app : f[6].split(";")) {
        int space = app.lastIndexOf(' ');
        apps.put(app.substring(0, space), Double.valueOf(app.substring(space + 1)));
      }
      company.groups.add(
          new Group(f[2], f[3], Integer.parseInt(f[4]), List.of(f[5].split("\\|")), apps));
    }
    return List.copyOf(companies.values());
  }

  /** What a label of these companies means in Orgscope's words. */
  public static Map<String, String> meanings() {
    Map<String, String> meanings = new HashMap<>();
    rows("labels.tsv").forEach(f -> meanings.put(f[0], f[1]));
    return meanings;
  }

  public String name() {
    return name;
  }

  public String source() {
    return source;
  }

  public String industry() {
    return switch (name) {
      case "bank" -> "finance";
      case "hospital" -> "healthcare";
      case "shops" -> "retail";
      case "factory" -> "manufacturing";
      default -> "technology";
    };
  }

  public LocalDate lastDay() {
    return LAST_DAY;
  }

  /**
   * Writes {@code people.csv}, {@code labels.csv} and {@code events.ndjson}.
   *
   * @return how many visits were written
   */
  public long writeTo(Path folder, boolean ownLabels) throws IOException {
    Files.createDirectories(folder);
    List<Employee> employees = employees();
    Map<String, String> meanings = ownLabels ? Map.of() : meanings();
    try (Writer people = Files.newBufferedWriter(folder.resolve("people.csv"));
        Writer labels = Files.newBufferedWriter(folder.resolve("labels.csv"))) {
      people.write(
          "Employee ID,Work Email,Preferred Name,Business Title,Department,Hire Date,Manager ID\n");
      labels.write("employee_id,login,category,second_category\n");
      for (Employee e : employees) {
        String label = e.group.label;
        String second = e.second;
        people.write(
            String.join(
                    ",", e.id, e.login(name), "P " + e.id, e.title, label, "2021-03-01", e.manager)
                + "\n");
        labels.write(
            String.join(
                    ",",
                    e.id,
                    e.login(name),
                    meanings.getOrDefault(label, label),
                    meanings.getOrDefault(second, second))
                + "\n");
      }
    }
    try (BufferedWriter events = Files.newBufferedWriter(folder.resolve("events.ndjson"))) {
      return writeEvents(employees, events);
    }
  }

  private List<Employee> employees() {
    List<Employee> employees = new ArrayList<>();
    List<String> everyApp =
        groups.stream().flatMap(g -> g.apps.keySet().stream()).distinct().toList();
    int number = 1000;
    for (Group group : groups) {
      String manager = "";
      for (int i = 0; i < group.people; i++) {
        String id = "e" + number++;
        boolean leads = i % 9 == 0 && group.people >= 14;
        Group other = i % 9 == 4 ? anotherTrade(group) : group;
        Map<String, Double> apps = new LinkedHashMap<>();
        group.apps.forEach((app, rate) -> {
          if (random.nextDouble() > 0.25) {
            apps.put(app, rate * gamma() * (leads ? 0.7 : 1));
          }
        });
        if (leads) {
          MANAGING.forEach((app, rate) -> apps.merge(app, rate * gamma(), Double::sum));
        }
        for (int noise = random.nextInt(5); noise > 0; noise--) {
          apps.merge(everyApp.get(random.nextInt(everyApp.size())), 0.7 * gamma(), Double::sum);
        }
        EVERYBODY
            .getOrDefault(source, Map.of())
            .forEach((app, rate) -> apps.merge(app, rate * gamma(), Double::sum));
        if (other != group) {
          other.apps.forEach((app, rate) ->
              apps.merge(app, rate * SECOND_SHARE / (1 - SECOND_SHARE) * gamma(), Double::sum));
        }
        String second = other == group ? group.secondLabel : other.label;
        String title = group.titles.get(random.nextInt(group.titles.size()));
        employees.add(new Employee(id, group, title, leads ? "" : manager, second, apps));
        manager = leads ? id : manager;
      }
    }
    return employees;
  }

  /** The next one of the list whose people do other work; who leads is in none. */
  private Group anotherTrade(Group group) {
    Map<String, String> meanings = meanings();
    int at = groups.indexOf(group);
    return IntStream.range(1, groups.size())
        .mapToObj(step -> groups.get((at + step) % groups.size()))
        .filter(other ->
            !other.label.endsWith("Leadership")
                && !group.label.endsWith("Leadership")
                && !Objects.equals(meanings.get(other.label), meanings.get(group.label)))
        .findFirst()
        .orElse(group);
  }

  /** Gamma with shape 2 and mean 1. */
  private double gamma() {
    return -Math.log((1 - random.nextDouble()) * (1 - random.nextDouble())) / 2;
  }

  private long writeEvents(List<Employee> employees, Writer out) throws IOException {
    long visits = 0;
    for (int d = DAYS - 1; d >= 0; d--) {
      LocalDate day = LAST_DAY.minusDays(d);
      if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
        continue;
      }
      for (Employee employee : employees) {
        if (random.nextDouble() < 0.08) {
          continue;
        }
        for (Map.Entry<String, Double> app : employee.apps.entrySet()) {
          for (int n = poisson(app.getValue() / 5); n > 0; n--) {
            Instant at =
                day.atTime(LocalTime.ofSecondOfDay(28_800 + random.nextInt(32_400)))
                    .toInstant(ZoneOffset.UTC);
            out.write(event(employee.login(name), app.getKey(), at));
            out.write('\n');
            visits++;
          }
        }
      }
    }
    return visits;
  }

  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int n = 0;
    while (product > limit) {
      product *= random.nextDouble();
      n++;
    }
    return n;
  }

  private String event(String login, String app, Instant at) {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    String person = UUID.nameUUIDFromBytes(login.getBytes(StandardCharsets.UTF_8)).toString();
    return switch (source) {
      case "okta" ->
          """
          {"uuid":"%s","published":"%s","eventType":"user.authentication.sso","version":"0",\
          "severity":"INFO","actor":{"id":"00u%s","type":"User","alternateId":"%s"},\
          "outcome":{"result":"SUCCESS"},"target":[{"id":"0oa%s","type":"AppInstance",\
          "alternateId":"%s","displayName":"%s"}],"transaction":{"type":"WEB","id":"%s"}}\
          """
              .formatted(
                  id,
                  at,
                  person.substring(0, 8),
                  login,
                  Integer.toHexString(app.hashCode()),
                  app,
                  app,
                  id.substring(0, 8));
      case "google" ->
          """
          {"kind":"admin#reports#activity","id":{"time":"%s","uniqueQualifier":"%d",\
          "applicationName":"saml","customerId":"C0heldout"},"actor":{"callerType":"USER",\
          "email":"%s","profileId":"%d"},"events":[{"type":"login","name":"login_success",\
          "parameters":[{"name":"application_name","value":"%s"},\
          {"name":"initiated_by","value":"sp"}]}]}\
          """
              .formatted(at, random.nextLong(), login, Math.abs((long) login.hashCode()), app);
      default ->
          """
          {"id":"%s","createdDateTime":"%s","userPrincipalName":"%s","userId":"%s","appId":"%s",\
          "appDisplayName":"%s","clientAppUsed":"Browser","correlationId":"%s",\
          "isInteractive":true,"status":{"errorCode":0}}\
          """
              .formatted(
                  id,
                  at,
                  login,
                  person,
                  UUID.nameUUIDFromBytes(app.getBytes(StandardCharsets.UTF_8)),
                  app,
                  new UUID(random.nextLong(), random.nextLong()));
    };
  }

  private static List<String[]> rows(String resource) {
    try (InputStream in = HeldOutCompany.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes all five under a folder, for a look by hand. */
  public static void main(String[] args) throws IOException {
    for (HeldOutCompany company : all(7)) {
      System.out.println(
          company.name + " " + company.writeTo(Path.of(args[0], company.name), false));
    }
  }
}
