package com.orgscope.bench;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.audit.AuditQuery;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requests to pages as visitors of one company, and what its audit log has of them: each that was
 * refused is a request of the log's as well. While it runs nobody else visits as them.
 */
final class PageBatch {
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  private final Audit audit;
  private final PageAttacks attacks;
  private final AttackCover cover;
  private final InstantSource clock;

  PageBatch(Audit audit, PageAttacks attacks, AttackCover cover, InstantSource clock) {
    this.clock = clock;
    this.audit = audit;
    this.attacks = attacks;
    this.cover = cover;
  }

  /** As whom the log names somebody. */
  private record Actor(String principal, String role) {
    static Actor of(Caller caller) {
      return new Actor(caller.principal(), caller.role().name());
    }
  }

  /**
   * @return what was shown to somebody who has no right to it, was answered by an error of the
   *     server, or refused and is not in the log
   */
  List<AttackFinding> run(List<Long> numbers, TenantId company)
      throws IOException, InterruptedException {
    List<PageAttacks.Planned> logged = new ArrayList<>();
    List<PageAttacks.Planned> others = new ArrayList<>();
    for (long number : numbers) {
      PageAttacks.Planned planned = attacks.plan(number, company);
      (planned.isLogged() ? logged : others).add(planned);
    }
    Caller bench = Caller.system(company, "bench");
    List<AttackFinding> findings = new ArrayList<>();
    long before = audit.entries(bench, 1).stream().mapToLong(AuditEntry::number).max().orElse(0);
    Instant begun = clock.instant();
    List<PageAttacks.Outcome> outcomes = make(logged, findings);
    findings.addAll(missing(outcomes, refusals(bench, before, begun)));
    make(others, findings);
    return findings;
  }

  private List<PageAttacks.Outcome> make(
      List<PageAttacks.Planned> all, List<AttackFinding> findings)
      throws IOException, InterruptedException {
    List<PageAttacks.Outcome> outcomes = new ArrayList<>();
    for (PageAttacks.Planned planned : all) {
      PageAttacks.Outcome outcome = attacks.make(planned);
      outcomes.add(outcome);
      int shown = outcome.status() == 200 ? 1 : 0;
      boolean refused = outcome.status() != 200;
      cover.add("pages: " + planned.kind(), refused, shown);
      cover.add("pages as " + planned.caller().role(), refused, shown);
      cover.add("answers " + outcome.status(), refused, shown);
      if (!outcome.foreign().isEmpty()) {
        findings.add(finding(planned, "shows " + outcome.foreign()));
      }
      if (outcome.status() >= 500) {
        findings.add(finding(planned, "ends with " + outcome.status()));
      }
    }
    return outcomes;
  }

  private static AttackFinding finding(PageAttacks.Planned planned, String what) {
    return new AttackFinding(
        planned.number(),
        "%s (%s) as %s of %s %s"
            .formatted(
                planned.asked(),
                planned.kind(),
                planned.caller().role(),
                planned.caller().tenant(),
                what));
  }

  /** The requests in which something was refused, of each actor, since then. */
  private Map<Actor, Set<String>> refusals(Caller bench, long before, Instant begun) {
    return audit
        .found(
            bench,
            new AuditQuery(
                begun.minus(CLOCKS),
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                null,
                Audit.READ_LIMIT))
        .stream()
        .filter(entry -> entry.number() > before)
        .collect(
            Collectors.groupingBy(
                entry -> new Actor(entry.principal(), entry.role()),
                Collectors.mapping(AuditEntry::request, Collectors.toSet())));
  }

  private List<AttackFinding> missing(
      List<PageAttacks.Outcome> outcomes, Map<Actor, Set<String>> logged) {
    Map<Actor, List<PageAttacks.Outcome>> refused =
        outcomes.stream()
            .filter(PageAttacks.Outcome::refused)
            .collect(Collectors.groupingBy(outcome -> Actor.of(outcome.planned().caller())));
    List<AttackFinding> findings = new ArrayList<>();
    refused.forEach((actor, pages) -> {
      cover.addLogged(pages.size());
      int known = logged.getOrDefault(actor, new HashSet<>()).size();
      if (known < pages.size()) {
        findings.add(
            finding(
                pages.getFirst().planned(),
                "was refused, or one of "
                    + pages.stream()
                        .sorted(Comparator.comparingLong(page -> page.planned().number()))
                        .map(page -> page.planned().number() + " " + page.planned().asked())
                        .toList()
                    + ": "
                    + known
                    + " of them are in the audit log"));
      }
    });
    return findings;
  }
}
