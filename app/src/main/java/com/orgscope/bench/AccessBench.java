package com.orgscope.bench;

import com.orgscope.access.Access;
import com.orgscope.access.Principal;
import com.orgscope.audit.Audit;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.ApiScope;
import com.orgscope.signin.ServiceAccounts;
import com.orgscope.web.PageAddresses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.springframework.context.ApplicationContext;

/**
 * Two companies at work, and requests of every role of each that want what is not theirs: through
 * the pages and the API, by session and by token, and as statements through each login of the
 * database. Nobody is shown a row of another company or of people whom their role does not see, and
 * each page that is refused to somebody is in the audit log.
 */
final class AccessBench {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 17);
  private static final int EMPLOYEES = 40;
  private static final int DAYS = 14;
  private static final long ENOUGH = 100;
  private static final int PAGE_ONE_IN = 5;

  /**
   * Requests after which all clients wait for each other: so far a run that is stopped has come.
   */
  private static final long BLOCK = 2_000;

  /** More than these tell nothing new. */
  private static final int FINDINGS = 20;

  private static final int CLIENTS = 2 * Runtime.getRuntime().availableProcessors();

  private final ApplicationContext beans;
  private final String base;
  private final AttackCover cover = new AttackCover();

  /**
   * @param beans of a process that serves pages with the doors of made-up companies
   * @param base its address
   */
  AccessBench(ApplicationContext beans, String base) {
    this.beans = beans;
    this.base = base;
  }

  /**
   * Which requests of a run are made.
   *
   * @param requests one in five to a page, the others to the database
   * @param seed with a request's number it makes the same request again
   * @param from the number of the first
   */
  record Plan(long requests, long seed, long from) {}

  /**
   * @param tell what was found; what was covered, and how to go on, when it ends early
   * @throws Failure as a bug, naming the seed and each request, if one shows what it should not, is
   *     answered by an error of the server, or was refused and is in no log
   */
  BenchReport run(Plan plan, Consumer<String> tell, Progress progress)
      throws IOException, InterruptedException {
    Map<TenantId, String> companies = companies();
    AttackDice dice = new AttackDice(plan.seed());
    SqlAttacks sql;
    PageBatch web;
    try (HttpClient client = PageAttacks.client()) {
      AttackStore store = beans.getBean(AttackStore.class);
      List<String> tables = store.tables();
      AccessMarks marks = AccessMarks.of(store, beans.getBean(People.class), companies, tables);
      if (marks.known() < ENOUGH) {
        throw Failure.bug("too little is known of a company to miss it: " + marks.known(), null);
      }
      List<TenantId> both = List.copyOf(companies.keySet());
      sql = new SqlAttacks(store, marks, tables, both, dice);
      web =
          new PageBatch(
              beans.getBean(Audit.class),
              new PageAttacks(base, marks, pages(), visitors(client, both), client, dice),
              cover,
              beans.getBean(InstantSource.class));
      attack(plan, block -> tasks(block, both, sql, web), tell, progress);
    }
    return report(plan);
  }

  private Map<TenantId, String> companies() throws IOException {
    Map<TenantId, String> companies = new LinkedHashMap<>();
    companies.put(new TenantId("maple"), "Maple Example Ltd");
    companies.put(new TenantId("willow"), "Willow Example Ltd");
    long dice = 1;
    for (Map.Entry<TenantId, String> company : companies.entrySet()) {
      BenchCompany.publish(
          beans,
          company.getKey(),
          company.getValue(),
          new SimulationSettings(EMPLOYEES, DAYS, dice++, LAST_DAY));
    }
    return companies;
  }

  /** Block after block, by several clients at once. */
  private void attack(
      Plan plan,
      Function<List<Long>, List<Callable<List<AttackFinding>>>> tasks,
      Consumer<String> tell,
      Progress progress)
      throws InterruptedException {
    long end = plan.from() + plan.requests();
    long done = plan.from();
    List<AttackFinding> findings = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      try {
        while (done < end && findings.size() < FINDINGS) {
          progress.at(done - plan.from(), plan.requests());
          long next = Math.min(end, (done / BLOCK + 1) * BLOCK);
          List<Long> block = LongStream.range(done, next).boxed().toList();
          for (Future<List<AttackFinding>> one : clients.invokeAll(tasks.apply(block))) {
            findings.addAll(one.get());
          }
          done = next;
        }
        progress.at(done - plan.from(), plan.requests());
      } catch (ExecutionException e) {
        throw Failure.bug("an attack could not be made: " + e.getCause(), e);
      } finally {
        clients.shutdownNow();
        if (done < end) {
          cover.lines().forEach(tell);
          tell.accept("It goes on with --seed %d --from %d.".formatted(plan.seed(), done));
        }
      }
    }
    findings.forEach(found ->
        tell.accept(
            "seed %d, request %d: %s".formatted(plan.seed(), found.number(), found.what())));
    if (!findings.isEmpty()) {
      throw Failure.bug(
          "with seed %d these requests get what is not theirs, or are not in the log: %s"
              .formatted(
                  plan.seed(), findings.stream().map(AttackFinding::number).sorted().toList()),
          null);
    }
  }

  /** Pages are asked by one client a company, so that its log is of this client's requests. */
  private List<Callable<List<AttackFinding>>> tasks(
      List<Long> block, List<TenantId> companies, SqlAttacks sql, PageBatch web) {
    Map<Long, List<Long>> statements = new TreeMap<>();
    Map<TenantId, List<Long>> pages = new LinkedHashMap<>();
    for (long number : block) {
      if (number % PAGE_ONE_IN == 0) {
        TenantId company = companies.get((int) (number / PAGE_ONE_IN % companies.size()));
        pages.computeIfAbsent(company, tenant -> new ArrayList<>()).add(number);
      } else {
        statements
            .computeIfAbsent(AttackDice.batch(number), batch -> new ArrayList<>())
            .add(number);
      }
    }
    List<Callable<List<AttackFinding>>> tasks = new ArrayList<>();
    pages.forEach((company, numbers) -> tasks.add(() -> web.run(numbers, company)));
    statements.values().forEach(numbers -> tasks.add(() -> sql.batch(numbers, cover)));
    return tasks;
  }

  private BenchReport report(Plan plan) {
    long[] statements = cover.sum("statements: ");
    long[] pages = cover.sum("pages: ");
    return new BenchReport(
        "access",
        List.of(
            BenchFigure.of("requests, none shown what is not theirs", "requests", plan.requests()),
            BenchFigure.of("statements", "statements", statements[0]),
            BenchFigure.of("refused by the database", "statements", statements[1]),
            BenchFigure.of("rows shown to those who have them", "rows", statements[2]),
            BenchFigure.of("pages asked", "pages", pages[0]),
            BenchFigure.of("shown", "pages", pages[2]),
            BenchFigure.of("refused, each in the audit log", "pages", cover.logged())),
        cover.lines());
  }

  /** Of all but leaving, after which nobody is signed in. */
  private List<String> pages() {
    return beans.getBean(PageAddresses.class).all().stream()
        .filter(page -> !page.startsWith("/sign-out"))
        .toList();
  }

  private List<PageVisitor> visitors(HttpClient client, List<TenantId> companies)
      throws IOException, InterruptedException {
    List<PageVisitor> visitors = new ArrayList<>();
    for (TenantId company : companies) {
      for (Principal principal : beans.getBean(Access.class).principals(company)) {
        visitors.add(
            PageVisitor.signIn(client, base, company + "/" + principal.name(), principal.caller()));
      }
      visitors.addAll(programs(company));
    }
    return visitors;
  }

  /** Of each role that a program can have, one that may ask for everything and one for little. */
  private List<PageVisitor> programs(TenantId company) {
    List<PageVisitor> programs = new ArrayList<>();
    ServiceAccounts accounts = beans.getBean(ServiceAccounts.class);
    Caller it = new Caller(company, Role.IT_SECURITY, "bench", null);
    for (Role role :
        List.of(Role.CEO, Role.EXECUTIVE, Role.AUDITOR, Role.COUNCIL, Role.IT_SECURITY)) {
      for (Set<ApiScope> scopes :
          List.of(EnumSet.allOf(ApiScope.class), EnumSet.of(ApiScope.READ_RELEASE))) {
        String name = role.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + scopes.size();
        String secret = accounts.create(it, name, role, scopes, Duration.ofDays(30));
        programs.add(
            PageVisitor.program(new Caller(company, role, "service:" + name, null), secret));
      }
    }
    return programs;
  }
}
