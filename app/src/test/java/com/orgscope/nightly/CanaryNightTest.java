package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.bench.StubModel;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.TestRuns;
import com.orgscope.category.trial.Known;
import com.orgscope.category.trial.Pair;
import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Trial.Kind;
import com.orgscope.category.trial.Trial.State;
import com.orgscope.category.trial.TrialVerdict.Outcome;
import com.orgscope.category.trial.Trials;
import com.orgscope.category.trial.Version;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.Asked;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedProvider;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.state.Effect;
import com.orgscope.testing.Product;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswer.Said;
import com.orgscope.usage.ApplicationAnswer.Sureness;
import com.orgscope.usage.ApplicationAnswers;
import com.orgscope.usage.ApplicationAnswers.Answered;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Nights beside which another model is tried, of a company of three trades. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryNightTest {
  private static final String USUAL = "claude-haiku-5-5";
  private static final String OTHER = "claude-sonnet-5-5";
  private static final String FLIPS = "claude-opus-5-5";
  private static final Version CANDIDATE = new Version("v2", OTHER);
  private static final Pattern FACT = Pattern.compile("(?m)^(F\\d+): \"");
  private static final Caller IT = Caller.commandLine(TestDirectory.ACME, "tess");
  private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(2);

  @TempDir private static Path home = Path.of("");

  private final ScriptedAnthropic claude = new ScriptedAnthropic(this::answer);

  @SuppressWarnings("NullAway.Init")
  private ConfigurableApplicationContext context;

  private ConfigurableApplicationContext newContext() {
    return Product.in(home)
        .run(
            "--orgscope.llm.anthropic.api-key=" + ScriptedProvider.KEY,
            "--orgscope.llm.anthropic.base-url=" + claude.url(),
            "--orgscope.agent.ask-below-confidence=1",
            "--orgscope.trial.canary-share=0.5",
            "--orgscope.trial.compared-share=1");
  }

  @BeforeAll
  void log() {
    context = newContext();
    for (String tenant : List.of("acme", "bolt", "crux", "dune")) {
      TenantId id = new TenantId(tenant);
      context.getBean(Tenants.class).create(TestDirectory.tenant(id));
      context.getBean(Ingest.class).stream(
          Caller.commandLine(id, "tess"),
          Source.OKTA,
          new ByteArrayInputStream(ThreeTrades.log(DAY)),
          Progress.NONE);
    }
  }

  @AfterAll
  void close() {
    context.close();
    claude.close();
  }

  /** One says for sure what everybody knows, one doubts it, one goes by the order of the facts. */
  private Act answer(Asked question) {
    if (question.user().startsWith("Label: ") && question.model().equals(OTHER)) {
      return Act.says(
          """
          {"functions":["source-control"],"sure":"likely","mainly":[],"also":[],"rarely":[],
           "why":"It keeps code."}
          """);
    }
    if (!question.user().startsWith("Facts\n")) {
      return Act.says(
          new StubModel()
              .answer(
                  question.user(),
                  question.body().path("output_config").path("format").path("schema")));
    }
    List<String> facts =
        FACT.matcher(question.user().split("\nYour first answer")[0])
            .results()
            .map((MatchResult one) -> one.group(1))
            .distinct()
            .toList();
    String user = question.user();
    String right =
        user.toLowerCase(Locale.ROOT).contains("github")
            ? "Engineering"
            : user.toLowerCase(Locale.ROOT).contains("netsuite") ? "Finance" : "People";
    boolean turned = user.indexOf("F1: \"Ne") > 0 || user.indexOf("F1: \"Bl") > 0;
    String said = question.model().equals(FLIPS) && turned ? "Sales" : right;
    String tool = user.contains("\nYour first answer") ? "\"tool\":\"none\",\"facts\":[]," : "";
    String ids = facts.stream().map(id -> '"' + id + '"').collect(Collectors.joining(","));
    return Act.says(
        """
        {%s"roles":[{"category":"%s","sub_category":"","confidence":%s,"facts":[%s]}],
         "undecided":[],"evidence":["%s"],"reasoning":"They use {%s.app}."}
        """
            .formatted(
                tool,
                said,
                question.model().equals(OTHER) ? "0.7" : "0.9",
                ids,
                facts.getFirst(),
                facts.getFirst()));
  }

  @Test
  void a_canary_serves_some_people_the_same_ones_each_night_and_is_taken_back_and_promoted() {
    TenantId acme = TestDirectory.ACME;
    NightReport first = night(acme);
    assertThat(first.state()).isEqualTo(NightReport.State.PUBLISHED);
    assertThat(models(acme).values()).as("before").containsOnly(USUAL);
    TrialDesk desk = context.getBean(TrialDesk.class);
    Caller ceo = new Caller(acme, Role.CEO, "ceo", null);
    assertThatThrownBy(() -> desk.start(ceo, Kind.CANARY, CANDIDATE, "so", false))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> desk.start(IT, Kind.CANARY, CANDIDATE, " ", false))
        .hasMessageContaining("reason");

    Trial trial = desk.start(IT, Kind.CANARY, CANDIDATE, "it is newer", false).trial();
    assertThat(trial.judge()).isEqualTo(Known.PATTERN);
    assertThat(trial.invariance()).isNotNull();
    assertThatThrownBy(() -> desk.start(IT, Kind.AB, CANDIDATE, "another", false))
        .hasMessageContaining("runs already");
    int quoted =
        context.getBean(Nightly.class).quote(IT, DAY, Whom.EVERYBODY).outlook().questions();
    assertThat(quoted).as("three groups, and the same of the candidate").isEqualTo(6);

    NightReport second = night(acme);
    assertThat(second.questions().habits()).isEqualTo(6);
    assertThat(second.judged().decided()).isEqualTo(ThreeTrades.PEOPLE);
    Set<PersonKey> served = by(acme, OTHER);
    assertThat(served)
        .hasSizeBetween(12, 48)
        .isEqualTo(models(acme).keySet().stream().filter(trial::serves).collect(set()));
    assertThat(prompt(acme, served)).allMatch(prompt -> prompt.startsWith("work_categorizer.v2@"));
    List<Pair> pairs = context.getBean(Trials.class).pairs(system(acme), trial);
    assertThat(pairs).hasSize(3);
    assertThat(pairs).allSatisfy(one -> assertThat(one.people()).isEqualTo(20));
    assertThat(desk.status(IT).getFirst().verdict().outcome()).isEqualTo(Outcome.TOO_FEW);
    night(acme);
    assertThat(by(acme, OTHER)).as("night after night").isEqualTo(served);

    takenBackAndPromoted(desk, trial, served);
  }

  private void takenBackAndPromoted(TrialDesk desk, Trial trial, Set<PersonKey> served) {
    TenantId acme = TestDirectory.ACME;
    Set<String> runs = runs(acme, served);
    desk.withdraw(IT, trial.number(), "it is slow");
    assertThat(models(acme).values()).as("what they saw before").containsOnly(USUAL);
    assertThat(runs(acme, served)).containsExactly(DAY + ".1");
    assertThatThrownBy(() -> desk.withdraw(IT, trial.number(), "again"))
        .hasMessageContaining("withdrawn already");
    var unused = context.getBean(RolledBackNights.class).undo(IT, "too early");
    assertThat(runs(acme, served)).as("the act is undone as others are").isEqualTo(runs);
    unused = context.getBean(RolledBackNights.class).undo(IT, "no");
    night(acme);
    assertThat(by(acme, OTHER)).as("it asks no more").isEmpty();

    desk.promote(IT, trial.number(), "it is fast by now");
    night(acme);
    assertThat(models(acme).values()).as("everybody").containsOnly(OTHER);
    desk.withdraw(IT, trial.number(), "slow again");
    night(acme);
    assertThat(models(acme).values()).containsOnly(USUAL);
    assertThat(context.getBean(Audit.class).entries(IT, 99))
        .extracting(AuditEntry::action)
        .contains("start a trial", "withdraw a trial", "promote a trial");
  }

  @Test
  void what_a_canary_said_in_a_held_night_is_shown_to_nobody_until_it_is_released() {
    TenantId bolt = new TenantId("bolt");
    Caller it = Caller.commandLine(bolt, "tess");
    night(bolt);
    Map<PersonKey, Judgment> otherwise = new TreeMap<>();
    models(bolt)
        .keySet()
        .forEach(one -> otherwise.put(one, DriftGuardTest.judgment(Status.DECIDED, "Sales")));
    TestRuns.active(context, bolt, DAY.minusDays(1) + ".9", DAY.minusDays(1), otherwise);
    TrialDesk desk = context.getBean(TrialDesk.class);
    Trial trial = desk.start(it, Kind.CANARY, CANDIDATE, "it is newer", false).trial();
    Map<PersonKey, String> before = models(bolt);
    NightReport held = night(bolt);
    assertThat(held.state()).isEqualTo(NightReport.State.HELD);
    assertThat(held.change().changed()).as("the canary's are counted").isEqualTo(60);
    assertThat(models(bolt)).isEqualTo(before);
    context.getBean(HeldNights.class).release(it, held.run(), "it is right");
    assertThat(by(bolt, OTHER))
        .isEqualTo(before.keySet().stream().filter(trial::serves).collect(set()));

    NightReport again = night(bolt);
    assertThat(again.state()).isEqualTo(NightReport.State.PUBLISHED);
    Map<PersonKey, String> shown = models(bolt);
    TestRuns.active(context, bolt, DAY.minusDays(1) + ".99", DAY.minusDays(1), otherwise);
    held = night(bolt);
    desk.withdraw(it, trial.number(), "it was wrong");
    context.getBean(HeldNights.class).release(it, held.run(), "all but the canary");
    assertThat(by(bolt, OTHER)).as("withdrawn before it was released").isEmpty();
    assertThat(shown.values()).contains(OTHER);
  }

  @Test
  void a_night_promotes_and_withdraws_by_rule_and_says_why() {
    TenantId crux = new TenantId("crux");
    Caller it = Caller.commandLine(crux, "tess");
    night(crux);
    TrialDesk desk = context.getBean(TrialDesk.class);
    assertThatThrownBy(
            () -> desk.start(it, Kind.AB, new Version("v2", FLIPS), "it is larger", false))
        .hasMessageContaining("says something else about the same in ");
    assertThat(desk.status(it)).isEmpty();
    Trial flips = desk.start(it, Kind.AB, new Version("v2", FLIPS), "it is larger", true).trial();
    assertThat(Objects.requireNonNull(flips.invariance()).flipped()).isPositive();
    planted(crux, flips, 0, 40);
    night(crux);
    TrialDesk.Standing ended = desk.status(it).getFirst();
    assertThat(ended.trial().state()).isEqualTo(State.WITHDRAWN);
    assertThat(ended.trial().because()).startsWith("by rule, worse: of 4");

    lostAndLeftUndone(desk, crux, it);
    Trial better = desk.start(it, Kind.AB, CANDIDATE, "it is newer", false).trial();
    assertThat(better.number()).isEqualTo(3);
    planted(crux, better, 40, 0);
    night(crux);
    assertThat(by(crux, OTHER)).as("nobody is served on trial").isEmpty();
    assertThat(desk.status(it).getFirst().trial().state()).isEqualTo(State.PROMOTED);
    night(crux);
    assertThat(models(crux).values()).containsOnly(OTHER);
    assertThat(context.getBean(Audit.class).entries(it, 99))
        .extracting(AuditEntry::action)
        .contains("withdraw a trial", "promote a trial");
  }

  /** A rule that comes after a person's word, and processes that died right after one. */
  private void lostAndLeftUndone(TrialDesk desk, TenantId tenant, Caller it) {
    Trials trials = context.getBean(Trials.class);
    Caller system = system(tenant);
    Trial running = desk.start(it, Kind.AB, CANDIDATE, "it is newer", false).trial();
    planted(tenant, running, 40, 0);
    trials.withdraw(system, running, "a person said so", moved -> Effect.NONE);
    assertThat(trials.owed(system)).as("it died there").containsExactly(running.number());
    desk.byRule(system, running);
    assertThat(desk.status(it).getFirst().trial().because()).isEqualTo("a person said so");
    assertThatThrownBy(() -> trials.promote(system, running, "late", moved -> Effect.NONE))
        .hasMessageContaining("by somebody else meanwhile");

    desk.withdraw(it, running.number(), "again, since it did not end");
    assertThat(trials.owed(system)).isEmpty();
    assertThatThrownBy(() -> desk.withdraw(it, running.number(), "and again"))
        .hasMessageContaining("withdrawn already");
    Trial withdrawn = desk.status(it).getFirst().trial();
    trials.promote(system, withdrawn, "a test", moved -> Effect.NONE);
    Trial promoted = desk.status(it).getFirst().trial();
    trials.withdraw(system, promoted, "a test", moved -> Effect.NONE);
    assertThat(trials.owed(system)).hasSize(1);
    desk.byRule(system);
    assertThat(trials.owed(system)).as("after the next night").isEmpty();
  }

  @Test
  void another_describer_is_compared_on_applications_and_nobody_is_served_by_it() {
    TenantId dune = new TenantId("dune");
    Caller it = Caller.commandLine(dune, "tess");
    ApplicationAnswers answers = context.getBean(ApplicationAnswers.class);
    night(dune);
    answers.keep(
        it, List.of(itsWord("GitHub", "source-control"), itsWord("NetSuite", "accounting-erp")));
    TrialDesk desk = context.getBean(TrialDesk.class);
    assertThatThrownBy(
            () -> desk.start(it, Kind.DESCRIBER, new Version("v7", OTHER), "it is newer", false))
        .hasMessageContaining("no prompt 'v7'");
    Trial trial =
        desk.start(it, Kind.DESCRIBER, new Version("v1", OTHER), "it is newer", false).trial();
    assertThat(trial.judge()).as("too few words of IT's").isEqualTo(Known.PATTERN);
    int groups = 3;
    assertThat(context.getBean(Nightly.class).quote(it, DAY, Whom.EVERYBODY).outlook().questions())
        .as("two applications, of both")
        .isEqualTo(groups + 4);

    NightReport night = night(dune);
    Map<String, Pair> pairs =
        context.getBean(Trials.class).pairs(system(dune), trial).stream()
            .collect(Collectors.toMap(Pair::unit, one -> one));
    assertThat(pairs.keySet()).containsExactlyInAnyOrder("GitHub", "NetSuite");
    Pair github = Objects.requireNonNull(pairs.get("GitHub"));
    assertThat(github.before()).isEqualTo("unknown");
    assertThat(github.candidate()).isEqualTo("source-control");
    assertThat(github.people()).isEqualTo(20);
    assertThat(github.known()).containsEntry(Known.WORDS, "source-control");
    assertThat(Objects.requireNonNull(pairs.get("NetSuite")).known())
        .containsEntry(Known.WORDS, "accounting-erp");
    assertThat(night.cost().calls()).as("its calls are the night's").isGreaterThanOrEqualTo(4);
    assertThat(answers.all(it))
        .extracting(each -> each.answer().said().by())
        .as("what it said is kept nowhere else")
        .containsOnly(By.IT);
    assertThat(desk.status(it).getFirst().verdict().outcome()).isEqualTo(Outcome.TOO_FEW);
  }

  private static Answered itsWord(String label, String function) {
    return new Answered(
        label,
        ApplicationAnswers.ANY_INDUSTRY,
        new ApplicationAnswer(
            List.of(function), Sureness.CERTAIN, Map.of(), "", new Said(By.IT, null, null, DAY)));
  }

  private void planted(TenantId tenant, Trial trial, int better, int worse) {
    List<Pair> pairs =
        IntStream.range(0, better + worse)
            .mapToObj(i ->
                new Pair(
                    "planted " + i,
                    10,
                    i < worse ? "Legal" : "Sales",
                    i < worse ? "Sales" : "Legal",
                    Map.of(Known.PATTERN, "Legal")))
            .toList();
    context.getBean(Trials.class).keep(system(tenant), trial, pairs);
  }

  private NightReport night(TenantId tenant) {
    return context
        .getBean(Nightly.class)
        .run(Caller.commandLine(tenant, "tess"), DAY, Whom.EVERYBODY, Progress.NONE);
  }

  private Map<PersonKey, String> models(TenantId tenant) {
    return current(tenant).stream()
        .collect(Collectors.toMap(Assignment::person, a -> a.judgment().origin().model()));
  }

  private Set<PersonKey> by(TenantId tenant, String model) {
    return models(tenant).entrySet().stream()
        .filter(one -> one.getValue().equals(model))
        .map(Map.Entry::getKey)
        .collect(set());
  }

  private Set<String> runs(TenantId tenant, Set<PersonKey> people) {
    return current(tenant).stream()
        .filter(one -> people.contains(one.person()))
        .map(Assignment::run)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> prompt(TenantId tenant, Set<PersonKey> people) {
    return current(tenant).stream()
        .filter(one -> people.contains(one.person()))
        .map(one -> String.valueOf(one.judgment().origin().prompt()))
        .toList();
  }

  private List<Assignment> current(TenantId tenant) {
    return context.getBean(Assignments.class).current(system(tenant));
  }

  private static Caller system(TenantId tenant) {
    return Caller.system(tenant, "test");
  }

  private static <T> Collector<T, ?, Set<T>> set() {
    return Collectors.toSet();
  }
}
