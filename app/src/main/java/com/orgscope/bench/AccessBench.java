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
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/**
 * Two companies at work, and requests of every role of each that want what is not theirs: through
 * the pages and the API, by session and by token, and as statements through both logins of the
 * database. Nobody is shown a row of another company or of people whom their role does not see, and
 * each page that is refused to somebody is in the audit log.
 */
final class AccessBench {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 17);
  private static final int EMPLOYEES = 40;
  private static final int DAYS = 14;
  private static final long ENOUGH = 100;
  private static final int PAGE_ONE_IN = 10;

  /** How far back an entry may lie that others' requests came after. */
  private static final int ENTRIES = 20;

  private final ApplicationContext beans;
  private final String base;

  /**
   * @param beans of a process that serves pages with the doors of made-up companies
   * @param base its address
   */
  AccessBench(ApplicationContext beans, String base) {
    this.beans = beans;
    this.base = base;
  }

  /** What came of all. */
  private static final class Found {
    private long statements;
    private long refusedStatements;
    private long shownRows;
    private long pages;
    private long shownPages;
    private long refusedPages;
  }

  /**
   * @param requests one in ten to a page, the others to the database
   * @throws Failure as a bug, naming the seed and the request, if one shows what it should not, is
   *     answered by an error of the server, or was refused and is in no log
   */
  BenchReport run(long requests, long seed, Progress progress)
      throws IOException, InterruptedException {
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
    AttackStore store = beans.getBean(AttackStore.class);
    List<String> tables = store.tables();
    AccessMarks marks = AccessMarks.of(store, beans.getBean(People.class), companies, tables);
    if (marks.known() < ENOUGH) {
      throw Failure.bug("too little is known of a company to miss it: " + marks.known(), null);
    }
    Random random = new Random(seed);
    List<TenantId> both = List.copyOf(companies.keySet());
    SqlAttacks sql = new SqlAttacks(store, marks, tables, both, random);
    PageAttacks web = new PageAttacks(base, marks, pages(), visitors(companies.keySet()), random);
    Found found = new Found();
    for (long number = 0; number < requests; number++) {
      String at = "seed " + seed + ", request " + number + ": ";
      if (number % PAGE_ONE_IN == 0) {
        page(web.one(), at, found);
      } else {
        statement(sql.one(), at, found);
      }
      if (number % 100 == 0) {
        progress.at(number, requests);
      }
    }
    progress.at(requests, requests);
    return new BenchReport(
        "access",
        List.of(
            BenchFigure.of("requests, none shown what is not theirs", "requests", requests),
            BenchFigure.of("statements", "statements", found.statements),
            BenchFigure.of("refused by the database", "statements", found.refusedStatements),
            BenchFigure.of("rows shown to those who have them", "rows", found.shownRows),
            BenchFigure.of("pages asked", "pages", found.pages),
            BenchFigure.of("shown", "pages", found.shownPages),
            BenchFigure.of("refused, each in the audit log", "pages", found.refusedPages)));
  }

  private static void statement(SqlAttacks.Outcome outcome, String at, Found found) {
    if (!outcome.foreign().isEmpty()) {
      throw Failure.bug(
          at
              + "%s as %s of %s shows %s"
                  .formatted(
                      outcome.statement(),
                      outcome.caller().role(),
                      outcome.caller().tenant(),
                      outcome.foreign()),
          null);
    }
    found.statements++;
    found.refusedStatements += outcome.refused() ? 1 : 0;
    found.shownRows += outcome.rows();
  }

  private void page(PageAttacks.Outcome outcome, String at, Found found) {
    String who =
        "%s as %s of %s "
            .formatted(outcome.request(), outcome.caller().role(), outcome.caller().tenant());
    if (!outcome.foreign().isEmpty()) {
      throw Failure.bug(at + who + "shows " + outcome.foreign(), null);
    }
    if (outcome.status() >= 500) {
      throw Failure.bug(at + who + "ends with " + outcome.status(), null);
    }
    if (outcome.refused() && !isInTheLog(outcome.caller())) {
      throw Failure.bug(at + who + "was refused, and is not in the audit log", null);
    }
    found.pages++;
    found.shownPages += outcome.status() == 200 ? 1 : 0;
    found.refusedPages += outcome.refused() ? 1 : 0;
  }

  private boolean isInTheLog(Caller caller) {
    return beans
        .getBean(Audit.class)
        .entries(Caller.system(caller.tenant(), "bench"), ENTRIES)
        .stream()
        .anyMatch(entry ->
            entry.action().startsWith("refused")
                && entry.principal().equals(caller.principal())
                && entry.role().equals(caller.role().name()));
  }

  /** Of all but leaving, after which nobody is signed in. */
  private List<String> pages() {
    return beans.getBean(PageAddresses.class).all().stream()
        .filter(page -> !page.startsWith("/sign-out"))
        .toList();
  }

  private List<PageAttacks.Visitor> visitors(Set<TenantId> companies)
      throws IOException, InterruptedException {
    List<PageAttacks.Visitor> visitors = new ArrayList<>();
    for (TenantId company : companies) {
      for (Principal principal : beans.getBean(Access.class).principals(company)) {
        visitors.add(
            PageAttacks.Visitor.signIn(base, company + "/" + principal.name(), principal.caller()));
      }
      visitors.addAll(programs(company));
    }
    return visitors;
  }

  /** Of each role that a program can have, one that may ask for everything and one for little. */
  private List<PageAttacks.Visitor> programs(TenantId company) {
    List<PageAttacks.Visitor> programs = new ArrayList<>();
    ServiceAccounts accounts = beans.getBean(ServiceAccounts.class);
    Caller it = new Caller(company, Role.IT_SECURITY, "bench", null);
    for (Role role :
        List.of(Role.CEO, Role.EXECUTIVE, Role.AUDITOR, Role.COUNCIL, Role.IT_SECURITY)) {
      for (Set<ApiScope> scopes :
          List.of(EnumSet.allOf(ApiScope.class), EnumSet.of(ApiScope.READ_RELEASE))) {
        String name = role.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + scopes.size();
        String secret = accounts.create(it, name, role, scopes, Duration.ofDays(30));
        programs.add(
            PageAttacks.Visitor.program(
                new Caller(company, role, "service:" + name, null), secret));
      }
    }
    return programs;
  }
}
