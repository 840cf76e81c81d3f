package com.orgscope.bench;

import com.orgscope.category.AnswerPoint;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Consultation;
import com.orgscope.category.Consultations;
import com.orgscope.category.Judgment;
import com.orgscope.cli.CommandContext;
import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.Spending;
import com.orgscope.llm.Trace;
import com.orgscope.llm.Traces;
import com.orgscope.nightly.NightPoint;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.NightSummary;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The company whose nights are killed: hired, and looked at from outside. */
final class NightDrillCompany {
  static final TenantId TENANT = new TenantId("night-drill");
  static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 31);

  /**
   * The named points, in the order in which a night comes to them, but for those of judging: of its
   * shards others may be done by then.
   */
  static final List<String> POINTS =
      Stream.concat(
              Stream.of(NightPoint.PREPARING, NightPoint.CHOSEN, NightPoint.QUOTED)
                  .map(NightPoint::name),
              Stream.concat(
                  Stream.of(AnswerPoint.values()).map(AnswerPoint::placeName),
                  Stream.of(
                          NightPoint.CONSULTED,
                          NightPoint.JUDGED,
                          NightPoint.JUDGMENTS_KEPT,
                          NightPoint.CLOSING,
                          NightPoint.ACTIVATED,
                          NightPoint.RECOMMENDED,
                          NightPoint.ENDED)
                      .map(NightPoint::name)))
          .toList();

  private static final Instant AFTER_ALL = Instant.parse("9999-01-01T00:00:00Z");
  private static final long SEED = 20260331;
  private static final int NIGHTS = 10;
  private static final Caller CALLER = Caller.commandLine(TENANT, "drill");

  private final CommandContext home;

  /**
   * @param home which holds the company, or will; its database runs from here on
   */
  NightDrillCompany(CommandContext home) {
    this.home = home;
  }

  /** The people and their sign-ins. */
  void hire(int people, int days) throws IOException {
    BenchCompany.hire(
        home, TENANT, Simulation.of(new SimulationSettings(people, days, SEED, LAST_DAY)));
  }

  /** What is told of somebody, but for who said it in which call. */
  record Answer(
      Judgment.Status status,
      String category,
      double confidence,
      List<Judgment.RoleShare> roles,
      String reasoning) {
    static Answer of(Judgment judgment) {
      return new Answer(
          judgment.status(),
          String.valueOf(judgment.category()),
          judgment.confidence(),
          judgment.roles(),
          judgment.reasoning());
    }
  }

  /**
   * What stands after a night.
   *
   * @param states of the nights of the day
   * @param rows answers of all runs of the day, those of one person counted each
   * @param holding people of whom an answer of that day holds
   */
  record Found(
      List<State> states,
      Map<PersonKey, Answer> answers,
      long rows,
      Set<PersonKey> holding,
      int questions) {
    /** People who had an answer there and have none that holds here. */
    long missing(Found calm) {
      return calm.answers().keySet().stream()
          .filter(person -> !answers.containsKey(person) || !holding.contains(person))
          .count();
    }

    /** Answers beside one of each person. */
    long twice() {
      return Math.max(0, rows - answers.size());
    }

    /** People of whom something else is said. */
    long otherwise(Found calm) {
      return answers.entrySet().stream()
          .filter(answer -> !answer.getValue().equals(calm.answers().get(answer.getKey())))
          .count();
    }
  }

  Found found() {
    List<NightSummary> nights = home.bean(Nightly.class).recent(CALLER, NIGHTS);
    Map<PersonKey, Answer> answers = new HashMap<>();
    Assignments assignments = home.bean(Assignments.class);
    for (NightSummary night : nights) {
      assignments
          .ofRun(CALLER, night.run())
          .forEach((person, judgment) -> answers.put(person, Answer.of(judgment)));
    }
    return new Found(
        nights.stream().map(NightSummary::state).toList(),
        answers,
        assignments.rowsOf(CALLER, LAST_DAY),
        assignments.current(CALLER).stream()
            .filter(one -> one.asOf().equals(LAST_DAY))
            .map(Assignment::person)
            .collect(Collectors.toSet()),
        said().size());
  }

  boolean hasEnded() {
    return home.bean(Nightly.class).recent(CALLER, NIGHTS).stream()
        .anyMatch(night -> night.state() != State.RUNNING);
  }

  private Map<String, Consultation> said() {
    return home.bean(Consultations.class).ofRun(CALLER, LAST_DAY + ".1");
  }

  /** Signatures about which an answer is kept. */
  Set<String> kept() {
    return Set.copyOf(said().keySet());
  }

  /** With which question each signature was asked about. */
  Map<String, String> prompts() {
    Map<UUID, String> signatures = new HashMap<>();
    said()
        .forEach((signature, answer) -> {
          UUID trace = answer.trace();
          if (trace != null) {
            signatures.put(trace, signature);
          }
        });
    Map<String, String> prompts = new HashMap<>();
    for (Trace call : home.bean(Traces.class).of(CALLER, new ArrayList<>(signatures.keySet()))) {
      String signature = signatures.get(call.trace());
      if (signature != null) {
        prompts.put(signature, MeteredModel.first(call.texts().prompt()));
      }
    }
    return prompts;
  }

  /** Calls to models that are in the ledger. */
  long paid() {
    return home.bean(Spending.class).ledger(CALLER, Instant.EPOCH, AFTER_ALL).stream()
        .mapToLong(Spending.Line::calls)
        .sum();
  }
}
