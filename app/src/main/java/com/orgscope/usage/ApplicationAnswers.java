package com.orgscope.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.ApplicationAnswer.By;
import java.io.Reader;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What IT and models said of applications that no list knows, and what a model may be asked. Every
 * change and every look is IT's and audited; the product's own runs read and keep as SYSTEM.
 */
@Component
public final class ApplicationAnswers {
  /** The industry of an answer that holds in any. */
  public static final String ANY_INDUSTRY = "any";

  /** The days whose users count when an application is unknown, as for the night's judging. */
  public static final int WINDOW_DAYS = 90;

  static final int LONGEST_LABEL = 200;

  /** Pieces of all names of a company are some megabytes. */
  private static final int COMPANIES_KEPT = 8;

  private static final Duration KEPT = Duration.ofMinutes(10);

  private final ApplicationAnswerStore store;
  private final Applications applications;
  private final Usage usage;
  private final Access access;
  private final Tenants tenants;
  private final People people;
  private final InstantSource clock;
  private final Cache<Named, PlainLabels> plain =
      Caffeine.newBuilder()
          .maximumSize(COMPANIES_KEPT)
          .expireAfterWrite(KEPT)
          .scheduler(Scheduler.systemScheduler())
          .build();

  private record Named(TenantId tenant, String version, Set<AppId> inUse) {}

  ApplicationAnswers(
      ApplicationAnswerStore store,
      Applications applications,
      Usage usage,
      Access access,
      Tenants tenants,
      People people,
      InstantSource clock) {
    this.store = store;
    this.applications = applications;
    this.usage = usage;
    this.access = access;
    this.tenants = tenants;
    this.people = people;
    this.clock = clock;
  }

  /**
   * An answer, and what was asked.
   *
   * @param label as the company writes it
   * @param industry of the company; {@link #ANY_INDUSTRY} for an answer that holds in all
   */
  public record Answered(String label, String industry, ApplicationAnswer answer) {
    public Answered {
      label = DisplayText.of(label);
      if (label.isEmpty() || label.length() > LONGEST_LABEL) {
        throw Failure.operator(
            "an application has a label of 1 to " + LONGEST_LABEL + " characters");
      }
    }
  }

  /** What IT decided of asking a model about an application. */
  public enum Decision {
    RELEASED,
    REFUSED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All that was said, the oldest first. */
  public List<Answered> all(Caller caller) {
    access.require(caller, Action.OPERATIONS, "answers about applications");
    return store.all(caller);
  }

  /** What holds for each label, by label. */
  public List<Answered> holding(Caller caller) {
    String industry = tenants.get(caller.tenant()).industry();
    SensitiveRule sensitive = applications.sensitive(caller.tenant());
    return DirectoryVocabulary.holding(all(caller), industry).values().stream()
        .filter(each -> !sensitive.withholds(each.label()))
        .sorted(Comparator.comparing(Answered::label))
        .toList();
  }

  /**
   * Keeps what was said; the same one's earlier word of the same label is replaced.
   *
   * @throws Failure for the operator, if a function is none of the list
   */
  public void keep(Caller caller, Collection<Answered> answers) {
    access.require(
        caller,
        caller.role() == Role.SYSTEM ? Action.RUN_WORK : Action.CHANGE_DIRECTORY,
        "answers about %d applications".formatted(answers.size()));
    for (Answered answered : answers) {
      for (String function : answered.answer().functions()) {
        if (KnownApplications.instance().function(function) == null) {
          throw Failure.operator("there is no function '" + function + "'");
        }
      }
    }
    store.keep(caller, answers, clock.instant());
    applications.forget(caller.tenant());
  }

  /**
   * Keeps what a file says, line by line; a line that cannot be used leaves the others as they are.
   *
   * @param tsv with the columns of {@link AnswerSheet}
   * @param categories that a line may name as kinds of work
   * @throws Failure for the operator, if a column is missing
   */
  public AnswerImport keep(Caller caller, Reader tsv, By by, Set<String> categories) {
    Set<String> industries = Set.of(tenants.get(caller.tenant()).industry(), ANY_INDUSTRY);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    AnswerSheet.Reading reading = new AnswerSheet(by, industries, categories, today).read(tsv);
    List<Answered> ours =
        reading.answers().stream().filter(each -> industries.contains(each.industry())).toList();
    keep(caller, ours);
    return new AnswerImport(ours.size(), reading.answers().size() - ours.size(), reading.refused());
  }

  /**
   * What became of a file's lines.
   *
   * @param kept answers
   * @param ofOtherIndustries lines that hold elsewhere and were passed over
   * @param refused lines that could not be used
   */
  public record AnswerImport(int kept, int ofOtherIndustries, List<RefusedLine> refused) {}

  /**
   * A line that could not be used.
   *
   * @param line the header's being 1
   */
  public record RefusedLine(long line, String reason) {}

  /** Lets a model be asked about an application, or forbids it. */
  public void decide(Caller caller, String label, Decision decision) {
    String shown = DisplayText.of(label);
    if (shown.isEmpty() || shown.length() > LONGEST_LABEL) {
      throw Failure.operator("an application has a label of 1 to " + LONGEST_LABEL + " characters");
    }
    access.require(caller, Action.CHANGE_DIRECTORY, decision.wireName() + " application " + shown);
    store.decide(caller, shown, decision, clock.instant());
  }

  public AskingPolicy policy(Caller caller) {
    access.require(caller, Action.OPERATIONS, "what models may be asked about applications");
    return store.policy(caller);
  }

  /**
   * The applications whose meaning nobody is sure of: no list, no word of IT's, no answer. Most
   * people first.
   *
   * @param lastDay of the {@value #WINDOW_DAYS} whose users count
   * @param k fewer people than this are told of to nobody outside
   */
  public List<UnknownApplication> unknown(Caller caller, LocalDate lastDay, int k) {
    return unknown(caller, lastDay, k, "");
  }

  /**
   * The same to a prompt: what models did not know when another one asked may be asked about.
   *
   * @param prompt empty for any
   */
  public List<UnknownApplication> unknown(Caller caller, LocalDate lastDay, int k, String prompt) {
    access.require(caller, Action.OPERATIONS, "applications that nobody knows");
    Caller system = Caller.system(caller.tenant(), "usage");
    Map<AppId, Long> users = usage.users(system, TimeWindow.ending(lastDay, WINDOW_DAYS));
    AskingRules rules =
        new AskingRules(
            k,
            store.policy(system),
            store.decisions(system),
            store.asked(system, tenants.get(caller.tenant()).industry(), prompt),
            plain(system, users.keySet()));
    return users.entrySet().stream()
        .filter(use -> isUnknown(caller.tenant(), use.getKey()))
        .map(use -> rules.standing(use.getKey().value(), use.getValue()))
        .sorted(
            Comparator.comparingLong(UnknownApplication::people)
                .reversed()
                .thenComparing(UnknownApplication::label))
        .toList();
  }

  /**
   * Labels of which IT or a model said what they are for, that k people use and that a model may be
   * asked about: so that two can be compared.
   *
   * @param lastDay as in {@link #unknown}
   */
  public List<String> described(Caller system, LocalDate lastDay, int k) {
    access.require(system, Action.OPERATIONS, "applications that were described");
    Map<AppId, Long> users = usage.users(system, TimeWindow.ending(lastDay, WINDOW_DAYS));
    AskingRules rules =
        new AskingRules(
            k,
            store.policy(system),
            store.decisions(system),
            Set.of(),
            plain(system, users.keySet()));
    return users.entrySet().stream()
        .filter(use -> applications.application(system.tenant(), use.getKey()).answer() != null)
        .map(use -> rules.standing(use.getKey().value(), use.getValue()))
        .filter(each -> each.state() == UnknownApplication.State.MAY_BE_ASKED)
        .map(UnknownApplication::label)
        .sorted()
        .toList();
  }

  private boolean isUnknown(TenantId tenant, AppId app) {
    Basis basis = applications.application(tenant, app).basis();
    return basis == Basis.NONE || basis == Basis.TEXT;
  }

  /**
   * Names are opened when somebody is added, changed or gone, and when other applications are in
   * use; what is kept of them says of a label alone whether it has one.
   */
  private Supplier<PlainLabels> plain(Caller system, Set<AppId> inUse) {
    Named now = new Named(system.tenant(), people.version(system), Set.copyOf(inUse));
    return () ->
        plain.get(
            now,
            asked ->
                new PlainLabels(names(system), asked.inUse().stream().map(AppId::value).toList()));
  }

  /** What people of the company are called, so that no question says it. */
  private List<String> names(Caller system) {
    return people.identities(system).values().stream()
        .flatMap(identity -> Stream.of(identity.displayName(), identity.login()))
        .filter(Objects::nonNull)
        .toList();
  }
}
