package com.orgscope.category.local;

import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Taxonomy;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.table.Table;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A company of made-up people, from {@code trades.tsv} (what somebody in a job has open in a week)
 * and a {@link World} that bends it: other mixes, tools nobody knows, tools filed under another
 * function, colleagues who help out, noise.
 */
public final class MadeUpCompany {
  public static final LocalDate AS_OF = LocalDate.of(2026, 9, 30);
  private static final TimeWindow WINDOW = TimeWindow.ending(AS_OF, 90);
  private static final List<List<String>> TRADES =
      Table.read(MadeUpCompany.class, "trades.tsv").rows();
  private static final Map<String, List<String>> TOOLS = tools();
  private static final Map<String, Double> EVERYBODY =
      new TreeMap<>(
          Map.of(
              "Outlook",
              6.0,
              "Teams",
              5.0,
              "Microsoft 365",
              3.0,
              "SharePoint",
              1.5,
              "Zoom",
              1.5,
              "Workday",
              0.3,
              "Concur",
              0.12,
              "Cornerstone",
              0.15,
              "ServiceNow",
              0.08,
              "ChatGPT",
              0.5));

  /**
   * How a company differs from the trades.
   *
   * @param spread standard deviation of the logarithm of hours, per person and tool
   * @param companySpread the same per company and tool: how this company works
   * @param missing chance that the company does not have a tool at all
   * @param unknown chance that no list knows a tool
   * @param misfiled chance that a tool is filed under its other function
   * @param helping greatest part of somebody's week in another trade
   * @param noise greatest part of the week in tools taken at random
   */
  public record World(
      double spread,
      double companySpread,
      double missing,
      double unknown,
      double misfiled,
      double helping,
      double noise) {
    public static final World KIND = new World(0.4, 0.3, 0.05, 0, 0, 0.05, 0.05);
    public static final World USUAL = new World(0.6, 0.5, 0.15, 0.15, 0.15, 0.15, 0.12);
    public static final World THIRTY_UNKNOWN = new World(0.7, 0.6, 0.2, 0.3, 0.25, 0.2, 0.15);
    public static final World SIXTY_UNKNOWN = new World(0.7, 0.6, 0.2, 0.6, 0.25, 0.2, 0.15);
    public static final World HARD = new World(0.9, 0.8, 0.3, 0.3, 0.5, 0.3, 0.3);
  }

  /** One person with the truth about them. */
  public record Member(
      PersonUsage usage, String category, @Nullable String second, boolean hasReports) {}

  private final Random random;
  private final World world;
  private final Map<String, Application> applications = new HashMap<>();
  private final Map<String, Double> habits = new HashMap<>();
  private final List<String> present = new ArrayList<>();

  private MadeUpCompany(World world, long seed) {
    this.world = world;
    this.random = new Random(seed);
    for (String tool : new TreeSet<>(TOOLS.keySet())) {
      boolean everyday = EVERYBODY.containsKey(tool);
      habits.put(tool, Math.exp(random.nextGaussian() * world.companySpread()));
      applications.put(tool, application(tool, everyday));
      if (everyday || random.nextDouble() >= world.missing()) {
        present.add(tool);
      }
    }
  }

  public static List<Member> of(String industry, int people, World world, long seed) {
    return new MadeUpCompany(world, seed).members(industry, people);
  }

  /** The local model, prepared for these people. */
  public static Judge judge(String industry, List<PersonUsage> everybody) {
    return new LocalModel()
        .prepare(
            new Company(
                new TenantId("made-up"), Taxonomy.forIndustry(industry), "2026-09-30.1", AS_OF),
            everybody);
  }

  private List<Member> members(String industry, int people) {
    List<List<String>> trades = new ArrayList<>();
    List<Double> heads = new ArrayList<>();
    boolean pack = TRADES.stream().anyMatch(t -> t.get(0).equals(industry));
    for (List<String> trade : TRADES) {
      boolean own = trade.get(0).equals(industry);
      if (own || trade.get(0).equals("any")) {
        trades.add(trade);
        double usual = Double.parseDouble(trade.get(5)) * (pack && !own ? 0.6 : 1);
        heads.add(usual * Math.exp(random.nextGaussian() * 0.5));
      }
    }
    List<Member> raw = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      List<String> trade = trades.get(pick(heads));
      Map<String, Double> week = week(trade, trades.get(pick(heads)));
      boolean reports = trade.get(4).equals("yes");
      PersonUsage usage = usage(new PersonKey(new UUID(0, i)), week);
      raw.add(
          new Member(usage, trade.get(2), trade.get(3).isEmpty() ? null : trade.get(3), reports));
    }
    return withCommon(raw);
  }

  private Map<String, Double> week(List<String> trade, List<String> helped) {
    Map<String, Double> own = hours(trade);
    double total = own.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> week = new TreeMap<>(own);
    double help = random.nextDouble() * world.helping();
    hours(helped).forEach((tool, hours) -> week.merge(tool, hours * help, Double::sum));
    double noise = random.nextDouble() * world.noise() * total;
    for (int i = 0; i < 4; i++) {
      week.merge(present.get(random.nextInt(present.size())), noise / 4, Double::sum);
    }
    EVERYBODY.forEach((tool, hours) -> {
      if (hours > 0.2 || random.nextDouble() < 0.6) {
        week.merge(tool, hours * Math.exp(random.nextGaussian() * 0.5), Double::sum);
      }
    });
    return week;
  }

  private Map<String, Double> hours(List<String> trade) {
    Map<String, Double> week = new LinkedHashMap<>();
    String[] words = trade.get(6).split(" ");
    for (int i = 0; i < words.length; i += 2) {
      String tool = TOOLS.containsKey(words[i]) ? words[i] : words[i].replace('.', ' ');
      if (present.contains(tool) && (i == 0 || random.nextDouble() > 0.15)) {
        double hours = Double.parseDouble(words[i + 1]) * habits.getOrDefault(tool, 1.0);
        week.put(tool, hours * Math.exp(random.nextGaussian() * world.spread()));
      }
    }
    return week;
  }

  private PersonUsage usage(PersonKey person, Map<String, Double> week) {
    List<AppUse> apps = new ArrayList<>();
    Instant from = WINDOW.from().atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant until = AS_OF.atStartOfDay().toInstant(ZoneOffset.UTC);
    Map<String, Double> slots = new LinkedHashMap<>();
    double all = 0;
    for (Map.Entry<String, Double> entry : new TreeMap<>(week).entrySet()) {
      // Sign-in logs see about every third quarter of an hour that somebody works in a tool.
      double expected = entry.getValue() * 4 * 13 / 3;
      double seen = Math.round(expected + random.nextGaussian() * Math.sqrt(expected));
      if (seen > 0) {
        slots.put(entry.getKey(), seen);
        all += seen;
      }
    }
    for (Map.Entry<String, Double> entry : slots.entrySet()) {
      Application app = applications.get(entry.getKey());
      if (app != null) {
        double seen = entry.getValue();
        apps.add(
            new AppUse(
                app,
                (long) (seen * 1.5),
                seen,
                seen / all,
                (long) seen,
                (long) seen,
                0,
                0,
                from,
                until,
                -1,
                false));
      }
    }
    apps.sort(Comparator.comparingDouble(AppUse::share).reversed());
    return new PersonUsage(person, WINDOW, apps, (long) (all * 1.5), all, 60, from, until, 0, 0, 0);
  }

  /** Marks what more than half of the people use. */
  private static List<Member> withCommon(List<Member> members) {
    Map<AppId, Integer> users = new HashMap<>();
    members.forEach(m -> m.usage().apps().forEach(a -> users.merge(a.app().id(), 1, Integer::sum)));
    return members.stream()
        .map(m -> {
          PersonUsage u = m.usage();
          List<AppUse> apps =
              u.apps().stream()
                  .map(a ->
                      new AppUse(
                          a.app(),
                          a.accesses(),
                          a.activeSlots(),
                          a.share(),
                          a.sessions(),
                          a.switches(),
                          0,
                          0,
                          a.firstAt(),
                          a.lastAt(),
                          a.weeks(),
                          users.getOrDefault(a.app().id(), 0) * 2 > members.size()))
                  .toList();
          return new Member(
              new PersonUsage(
                  u.person(),
                  u.window(),
                  apps,
                  u.accesses(),
                  u.activeSlots(),
                  u.activeDays(),
                  u.firstAt(),
                  u.lastAt(),
                  0,
                  0,
                  0),
              m.category(),
              m.second(),
              m.hasReports());
        })
        .toList();
  }

  private Application application(String tool, boolean everyday) {
    List<String> functions = TOOLS.getOrDefault(tool, List.of());
    String function =
        functions.get(functions.size() > 1 && random.nextDouble() < world.misfiled() ? 1 : 0);
    if (everyday || random.nextDouble() >= world.unknown()) {
      return new Application(new AppId(tool), Map.of(function, 1.0), Basis.CURATED, "");
    }
    double luck = random.nextDouble();
    if (luck < 0.45) {
      return new Application(new AppId(tool), Map.of(), Basis.NONE, "");
    }
    Map<String, Double> placed = new LinkedHashMap<>();
    if (luck < 0.8) {
      placed.merge(function, 0.55, Double::sum);
      placed.merge(anyFunction(), 0.25, Double::sum);
      placed.merge(anyFunction(), 0.2, Double::sum);
    } else {
      placed.merge(anyFunction(), 0.6, Double::sum);
      placed.merge(anyFunction(), 0.4, Double::sum);
    }
    return new Application(new AppId(tool), placed, Basis.TEXT, "");
  }

  private String anyFunction() {
    List<List<String>> all = new ArrayList<>(new TreeMap<>(TOOLS).values());
    return all.get(random.nextInt(all.size())).getFirst();
  }

  private int pick(List<Double> weights) {
    double at = random.nextDouble() * weights.stream().mapToDouble(Double::doubleValue).sum();
    for (int i = 0; i < weights.size(); i++) {
      at -= weights.get(i);
      if (at < 0) {
        return i;
      }
    }
    return weights.size() - 1;
  }

  private static Map<String, List<String>> tools() {
    Map<String, List<String>> tools = new HashMap<>();
    Table.read(MadeUpCompany.class, "tools.tsv")
        .rows()
        .forEach(row -> tools.put(row.get(0), List.of(row.get(1).split("/"))));
    return tools;
  }
}
