package com.orgscope.bench;

import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.Asked;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model behind a provider's wire that remembers what it was asked, and before which kill. */
final class MeteredModel implements AutoCloseable {
  /** The key it takes. */
  static final String KEY = ScriptedProvider.KEY;

  private static final String FOLLOW_UP = "\nYour first answer";

  private final StubModel model = new StubModel();
  private final ScriptedAnthropic wire;
  private final Map<String, Integer> times = new HashMap<>();
  private final List<Set<String>> lives = new ArrayList<>(List.of(new HashSet<>()));

  MeteredModel(Duration latency) {
    wire = new ScriptedAnthropic(this::answer);
    wire.latency(latency);
  }

  /** What a process has to know to ask it. */
  String url() {
    return wire.url();
  }

  /** The question that was put first of those about the same. */
  static String first(String prompt) {
    return prompt.split(FOLLOW_UP, 2)[0];
  }

  private Act answer(Asked asked) {
    String question = first(asked.user());
    synchronized (this) {
      times.merge(asked.user(), 1, Integer::sum);
      lives.getLast().add(question);
    }
    return Act.says(
        model.answer(question, asked.body().path("output_config").path("format").path("schema")));
  }

  /** Calls that wait for their answers. */
  int open() {
    return wire.inFlight();
  }

  /** Whoever asked was killed. */
  synchronized void killed() {
    lives.add(new HashSet<>());
  }

  /** Another night begins. */
  synchronized void forget() {
    times.clear();
    lives.clear();
    lives.add(new HashSet<>());
  }

  /** First questions since the nth kill, counted from one. */
  synchronized Set<String> askedAfter(int kill) {
    Set<String> later = new HashSet<>();
    lives.subList(kill, lives.size()).forEach(later::addAll);
    return later;
  }

  /** Calls beyond one of each. */
  synchronized long repeats() {
    return questions() - times.size();
  }

  /** All calls. */
  synchronized long questions() {
    return times.values().stream().mapToLong(n -> n).sum();
  }

  @Override
  public void close() {
    wire.close();
  }
}
