package com.orgscope.bench;

import com.orgscope.access.Access;
import com.orgscope.access.Principal;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationContext;

/**
 * How fast pages are: a company is loaded, and somebody of each role asks for theirs at a stated
 * rate over a real connection, in the process that serves them. The first answer of each is told
 * apart.
 */
final class WebBench {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 17);
  private static final TenantId COMPANY = new TenantId("maple");
  private static final double FIRST_PAGE_BOUND = 20;
  private static final double BOUND = 100;
  private static final double COLD_BOUND = 300;
  private static final int WARM_SECONDS = 2;
  private static final double MILLIS = 1000;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final ApplicationContext beans;
  private final String base;
  private final ServerCost cost;

  /**
   * @param beans of a process that serves pages with the doors of made-up companies
   * @param base its address
   */
  WebBench(ApplicationContext beans, String base) {
    this.beans = beans;
    this.base = base;
    this.cost = new ServerCost(beans.getBean(Home.class).path());
  }

  /**
   * What is asked.
   *
   * @param firstRate requests a second for the page of a CEO
   * @param rate the same for every other page
   * @param seconds for each page
   */
  record Plan(int employees, int days, double firstRate, double rate, int seconds) {}

  /** Who asks for what. */
  private record Asked(Role role, String page) {}

  private static final List<Asked> PAGES =
      List.of(
          new Asked(Role.CEO, "/company"),
          new Asked(Role.CEO, "/api/release"),
          new Asked(Role.CEO, "/recommendations"),
          new Asked(Role.EXECUTIVE, "/company"),
          new Asked(Role.IT_SECURITY, "/operations"),
          new Asked(Role.IT_SECURITY, "/recommendations"),
          new Asked(Role.IT_SECURITY, "/applications"),
          new Asked(Role.IT_SECURITY, "/audit"),
          new Asked(Role.MANAGER, "/team"),
          new Asked(Role.MANAGER, "/recommendations"),
          new Asked(Role.EMPLOYEE, "/me"),
          new Asked(Role.AUDITOR, "/start"));

  BenchReport run(Plan plan, Progress progress) throws IOException, InterruptedException {
    BenchCompany.publish(
        beans,
        COMPANY,
        "Maple Example Ltd",
        new SimulationSettings(plan.employees(), plan.days(), 1, LAST_DAY));
    List<BenchFigure> figures = new ArrayList<>();
    List<String> table = new ArrayList<>();
    table.add(
        String.format(
            Locale.ROOT,
            "  %-32s %7s %7s %8s %8s %8s %8s %8s %9s  %s",
            "page (times in ms)",
            "asked/s",
            "done/s",
            "cold",
            "p50",
            "p95",
            "p99",
            "cpu",
            "bytes",
            "wanted"));
    int done = 0;
    for (Asked asked : PAGES) {
      progress.at(done++, PAGES.size());
      boolean first = asked.role() == Role.CEO && asked.page().equals("/company");
      double rate = first ? plan.firstRate() : plan.rate();
      double bound = first ? FIRST_PAGE_BOUND : BOUND;
      PageLoad.Measured found = measure(asked, rate, plan.seconds());
      String name = asked.role().name().toLowerCase(Locale.ROOT) + " " + asked.page();
      figures.add(BenchFigure.low(name + " p95", "ms", found.p95(), bound, "wanted"));
      figures.add(BenchFigure.low(name + " cold", "ms", found.cold(), COLD_BOUND, "wanted"));
      figures.add(BenchFigure.high(name + " rate", "requests/s", found.rate(), rate, "asked"));
      figures.add(
          BenchFigure.low(
              name + " processor time",
              "ms a request",
              found.cpu(),
              CORES * MILLIS / rate,
              "what so many of this machine's cores can give"));
      table.add(row(name, rate, found, bound));
    }
    progress.at(PAGES.size(), PAGES.size());
    return new BenchReport("web", figures, table);
  }

  private static String row(String name, double rate, PageLoad.Measured found, double bound) {
    boolean kept = found.p95() <= bound && found.cold() <= COLD_BOUND && found.failed() == 0;
    return String.format(
        Locale.ROOT,
        "  %-32s %7.0f %7.0f %8.1f %8.1f %8.1f %8.1f %8.2f %,9d  p95 %.0f, cold %.0f: %s%s; %s",
        name,
        rate,
        found.rate(),
        found.cold(),
        found.p50(),
        found.p95(),
        found.p99(),
        found.cpu(),
        found.bytes(),
        bound,
        COLD_BOUND,
        kept ? "kept" : "NOT KEPT",
        found.failed() == 0 ? "" : ", " + found.failed() + " failed",
        enough(rate, found.cpu()));
  }

  /** Whether the processors can do it at all, whatever else ran on them meanwhile. */
  private static String enough(double rate, double cpu) {
    return String.format(Locale.ROOT, "takes %.2f cores of %d", rate * cpu / MILLIS, CORES);
  }

  /** The cold answer is of the page's first request; the process itself is warm by then. */
  private PageLoad.Measured measure(Asked asked, double rate, int seconds)
      throws IOException, InterruptedException {
    try (PageLoad load = PageLoad.signIn(base, COMPANY + "/" + door(asked.role()), cost)) {
      double cold = load.measure(asked.page(), rate, WARM_SECONDS).cold();
      PageLoad.Measured warm = load.measure(asked.page(), rate, seconds);
      return new PageLoad.Measured(
          cold,
          warm.rate(),
          warm.p50(),
          warm.p95(),
          warm.p99(),
          warm.cpu(),
          warm.bytes(),
          warm.failed());
    }
  }

  private String door(Role role) {
    return beans.getBean(Access.class).principals(COMPANY).stream()
        .filter(principal -> principal.role() == role)
        .map(Principal::name)
        .findFirst()
        .orElseThrow(() -> Failure.bug("nobody is " + role, null));
  }
}
