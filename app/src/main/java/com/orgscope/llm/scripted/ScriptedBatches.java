package com.orgscope.llm.scripted;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a scripted provider, and what goes wrong with them. Each question gets what the
 * script says: one that hangs expires, one that fails comes back with its error. Results come in
 * the reverse order, as no provider promises one. A batch ends when it is looked at, or, after
 * {@link #hold}, when {@link #finish} is called.
 */
public final class ScriptedBatches {
  private final InstantSource clock;
  private final Map<String, Made> batches = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Queue<Act> creations = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> deletions = new ConcurrentLinkedQueue<>();
  private final Set<Fault> faults = Collections.synchronizedSet(EnumSet.noneOf(Fault.class));
  private volatile boolean held;
  private int made;

  ScriptedBatches(InstantSource clock) {
    this.clock = clock;
  }

  /** What can be wrong with results. */
  public enum Fault {
    /** One line is not there. */
    MISSING,
    /** One line is there twice. */
    DOUBLED,
    /** One line is of a question that nobody asked. */
    UNKNOWN,
    /** One line is no JSON. */
    BROKEN
  }

  /** From now on batches run until {@link #finish}. */
  public void hold() {
    held = true;
  }

  /** All that run end. */
  public void finish() {
    held = false;
  }

  /** Results are like this from now on, until {@link #whole}. */
  public void spoil(Fault fault) {
    faults.add(fault);
  }

  public void whole() {
    faults.clear();
  }

  /**
   * What happens to the next attempt to make a batch: {@link Act#fails} makes none, {@link
   * Act#cuts} makes one and does not say so.
   */
  public void nextCreation(Act act) {
    creations.add(act);
  }

  /** Deletions are answered with these from now on, one after the other; then all go well. */
  public void refuseDeletions(List<Integer> answers) {
    deletions.addAll(answers);
  }

  /** What the next deletion is answered with in place of what happens; null if it happens. */
  @Nullable Integer refusedDeletion() {
    return deletions.poll();
  }

  /** No batch is known any more, as after a deletion. */
  public void forget() {
    batches.clear();
  }

  /** Batches that were ever made. */
  public int made() {
    return made;
  }

  /** Batches that were made and not deleted. */
  public int kept() {
    return batches.size();
  }

  public boolean cancelled() {
    return batches.values().stream().anyMatch(batch -> batch.cancelled);
  }

  @Nullable Act creation() {
    return creations.poll();
  }

  synchronized Made make(String prefix, String name, List<Request> requests) {
    made++;
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Made batch = new Made(prefix + made, name, now, requests);
    batches.put(batch.id, batch);
    return batch;
  }

  @Nullable Made get(String id) {
    Made batch = batches.get(id);
    if (batch != null && !held) {
      batch.ended = true;
    }
    return batch;
  }

  void delete(String id) {
    batches.remove(id);
  }

  /** Newest first. */
  List<Made> all() {
    List<Made> all = new ArrayList<>(batches.values());
    all.forEach(batch -> get(batch.id));
    Collections.reverse(all);
    return all;
  }

  /** A part of the list, and whether more follows. */
  record Page(List<Made> batches, boolean more) {}

  /**
   * The part of the list that a query asks for.
   *
   * @param after the parameter that names the batch before the first
   */
  Page page(Map<String, String> query, String after) {
    List<Made> all = all();
    int limit = Integer.parseInt(query.getOrDefault("limit", "20"));
    String last = query.getOrDefault(after, "");
    int from = 0;
    while (!last.isEmpty() && from < all.size() && !all.get(from++).id.equals(last)) {}
    int until = Math.min(all.size(), from + limit);
    return new Page(all.subList(from, until), until < all.size());
  }

  /** The lines of results as the wire has them, made into what was asked for. */
  List<String> spoilt(List<String> lines, String unknown) {
    List<String> spoilt = new ArrayList<>(lines);
    Collections.reverse(spoilt);
    if (faults.contains(Fault.MISSING)) {
      spoilt.removeFirst();
    }
    if (faults.contains(Fault.DOUBLED)) {
      spoilt.add(spoilt.getFirst());
    }
    if (faults.contains(Fault.UNKNOWN)) {
      spoilt.add(unknown);
    }
    if (faults.contains(Fault.BROKEN)) {
      spoilt.set(0, spoilt.getFirst().substring(0, spoilt.getFirst().length() / 2));
    }
    return spoilt;
  }

  /** A question of a batch. */
  record Request(String customId, Asked asked, Act act) {}

  /** How one question of a batch ended. */
  enum Ending {
    SPOKEN,
    FAILED,
    CANCELLED,
    EXPIRED
  }

  /** One batch. */
  static final class Made {
    final String id;
    final String name;
    final Instant at;
    final List<Request> requests;
    volatile boolean ended;
    volatile boolean cancelled;

    Made(String id, String name, Instant at, List<Request> requests) {
      this.id = id;
      this.name = name;
      this.at = at;
      this.requests = requests;
    }

    /** A cancelled batch got half way. */
    Ending ending(int nth) {
      if (cancelled && nth >= requests.size() / 2) {
        return Ending.CANCELLED;
      }
      return switch (requests.get(nth).act()) {
        case Act.Says _, Act.Refuses _, Act.RunsOut _ -> Ending.SPOKEN;
        case Act.Broken _ -> Ending.EXPIRED;
        case Act.Fails _, Act.Sends _, Act.After _ -> Ending.FAILED;
      };
    }

    int count(Ending wanted) {
      int count = 0;
      for (int nth = 0; ended && nth < requests.size(); nth++) {
        count += ending(nth) == wanted ? 1 : 0;
      }
      return count;
    }
  }
}
