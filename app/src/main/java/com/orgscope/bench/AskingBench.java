package com.orgscope.bench;

import com.orgscope.category.Categorizer;
import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Consultation;
import com.orgscope.category.Consultations;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Applications;
import com.orgscope.usage.PersonUsage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * How near asking comes to what a provider's latency and the places on the wire allow, and what a
 * call costs this process: many groups of ten people, each with applications of its own, so that
 * every group is a question and none is in the cache.
 */
@Component
final class AskingBench {
  private static final TenantId TENANT = new TenantId("bench-asking");
  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
  private static final int SHARING = 10;
  private static final int WARM_UP = 3_500;

  private final Categorizer categorizer;
  private final Consultations consultations;
  private final Applications applications;
  private final Tenants tenants;

  AskingBench(
      Categorizer categorizer,
      Consultations consultations,
      Applications applications,
      Tenants tenants) {
    this.categorizer = categorizer;
    this.consultations = consultations;
    this.applications = applications;
    this.tenants = tenants;
  }

  /**
   * @param questions that count
   * @param latency of the provider
   * @param inFlight calls it takes at once
   */
  public BenchReport run(
      int questions, Duration latency, int inFlight, StubModelProcess provider, Progress progress)
      throws Exception {
    tenants.create(new Tenant(TENANT, "Bench", "technology", Region.EU, ZoneOffset.UTC));
    ask("warm-up", WARM_UP, 0, Progress.NONE);
    Round round = ask("counted", questions, WARM_UP, progress);
    BareCalls bare = new BareCalls(provider);
    bare.cpuSeconds(WARM_UP, inFlight);
    double network = bare.cpuSeconds(round.calls(), inFlight);
    double ideal = (double) round.calls() / inFlight * latency.toMillis() / 1000;
    return new BenchReport(
        "agent",
        List.of(
            BenchFigure.of("questions", "", round.questions()),
            BenchFigure.of("calls", "", round.calls()),
            BenchFigure.low(
                "asking",
                "seconds",
                round.seconds(),
                ideal,
                "calls / %d x %d ms".formatted(inFlight, latency.toMillis())),
            BenchFigure.of("calls a second", "calls", round.calls() / round.seconds()),
            BenchFigure.low(
                "processor time a call",
                "ms",
                1000 * round.cpu() / round.calls(),
                1000 * network / round.calls(),
                "the same call by the JDK's client alone"),
            BenchFigure.of(
                "own processor time a call, without the network",
                "ms",
                1000 * (round.cpu() - network) / round.calls()),
            BenchFigure.of(
                "of it the Java machine's compiling, once for all calls",
                "ms",
                1000 * round.compiling() / round.calls()),
            BenchFigure.of("refused answers", "", round.refused())));
  }

  private record Round(
      int questions, int calls, int refused, double seconds, double cpu, double compiling) {}

  private Round ask(String run, int questions, int from, Progress progress) throws Exception {
    List<PersonUsage> everybody = everybody(questions, from);
    Judge judge =
        categorizer.prepare(
            new Company(TENANT, Taxonomy.forIndustry("technology"), run, AS_OF), everybody);
    List<Subject> subjects =
        everybody.stream().map(usage -> new Subject(usage, false, null)).toList();
    judge.outlook(subjects);
    long begun = System.nanoTime();
    double compiled = compiling();
    double cpu = CpuClock.seconds(() -> judge.consult(subjects, progress));
    double seconds = (System.nanoTime() - begun) / 1e9;
    double compiling = compiling() - compiled;
    Consultation.Sums sums = consultations.sums(Caller.system(TENANT, "bench"), run);
    return new Round(sums.questions(), sums.calls(), sums.refusals(), seconds, cpu, compiling);
  }

  /** Seconds of the compilers' threads so far. */
  private static double compiling() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime() / 1e3;
  }

  /** Groups of ten; the n-th uses the n-th three of the known applications. */
  private List<PersonUsage> everybody(int groups, int from) {
    List<Application> known = known();
    List<PersonUsage> everybody = new ArrayList<>();
    int group = -from;
    for (int a = 0; a < known.size() && group < groups; a++) {
      for (int b = a + 1; b < known.size() && group < groups; b++, group++) {
        if (group >= 0) {
          for (int i = 0; i < SHARING; i++) {
            everybody.add(usage(new UUID(group, i), known.get(a), known.get(b)));
          }
        }
      }
    }
    return everybody;
  }

  /** An application of each function, as many times as it takes. */
  private List<Application> known() {
    Map<String, Application> byName = new LinkedHashMap<>();
    for (String name : Resource.text("asked-about.txt").lines().toList()) {
      Application app =
          applications.application(TENANT, applications.canonical(TENANT, name, null, null));
      byName.put(app.id().value(), app);
    }
    return List.copyOf(byName.values());
  }

  private static PersonUsage usage(UUID person, Application one, Application other) {
    Instant last = AS_OF.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant first = last.minus(Duration.ofDays(80));
    TimeWindow window = TimeWindow.ending(AS_OF, 90);
    return new PersonUsage(
        new PersonKey(person),
        window,
        List.of(use(one, 0.6, first, last), use(other, 0.4, first, last)),
        200,
        100,
        60,
        first,
        last,
        0,
        0,
        0);
  }

  private static AppUse use(Application app, double share, Instant first, Instant last) {
    return new AppUse(app, 100, 100 * share, share, 50, 10, 0, 0, first, last, -1, false);
  }
}
