package com.orgscope.ingest;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.Decision;
import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.lake.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The events that could not be used, each once, with its reason and its bytes, sealed under the
 * tenant's key. Only IT/Security and the product itself may look; each look is audited.
 */
@Component
public final class DeadLetters {
  private static final int PAGE = 200;

  /** How much of a letter an overview shows, in bytes. */
  private static final int EXAMPLE = 300;

  private final DeadLetterStore store;
  private final TenantLookups lookups;
  private final Ingest ingest;
  private final DeadLetterBoxes boxes;
  private final Access access;
  private final Audit audit;

  DeadLetters(
      DeadLetterStore store,
      TenantLookups lookups,
      Ingest ingest,
      DeadLetterBoxes boxes,
      Access access,
      Audit audit) {
    this.store = store;
    this.lookups = lookups;
    this.ingest = ingest;
    this.boxes = boxes;
    this.access = access;
    this.audit = audit;
  }

  /**
   * What lies there, most frequent first. An example says how a letter is built and not what it
   * says; {@link #export} does.
   */
  public List<DeadLetterGroup> list(Caller caller) {
    admit(caller, "read dead letters", Action.OPERATIONS);
    TenantCipher seal = lookups.seal(caller.tenant());
    return store.groups(caller).stream().map(group -> group(caller, seal, group)).toList();
  }

  private DeadLetterGroup group(Caller caller, TenantCipher seal, DeadLetterStore.Group group) {
    DeadLetter newest = store.letter(caller, group.newest());
    boolean mayReadNames = access.decide(caller, Action.NAMES) instanceof Decision.Allowed;
    String example =
        mayReadNames
            ? beginning(seal.open(newest.sealed(), newest.place()))
            : DeadLetterGroup.NOT_SHOWN;
    return new DeadLetterGroup(
        group.source(),
        group.reason(),
        group.letters(),
        group.firstAt(),
        group.lastAt(),
        example,
        newest.file(),
        newest.offset(),
        newest.line());
  }

  private static String beginning(byte[] raw) {
    return Redaction.of(new String(raw, 0, Math.min(raw.length, EXAMPLE), StandardCharsets.UTF_8));
  }

  /**
   * Hands out every letter with its bytes, provider by provider.
   *
   * @return how many there were
   */
  public long export(Caller caller, Consumer<DeadLetterCopy> each) {
    admit(caller, "export dead letters", Action.OPERATIONS);
    access.require(caller, Action.NAMES, "dead letters");
    TenantCipher seal = lookups.seal(caller.tenant());
    long exported = 0;
    for (Source source : Source.values()) {
      List<DeadLetter> page = store.page(caller, source, null, PAGE);
      while (!page.isEmpty()) {
        page.forEach(letter -> each.accept(copy(letter, seal)));
        exported += page.size();
        page = store.page(caller, source, page.getLast().letter(), PAGE);
      }
    }
    return exported;
  }

  private static DeadLetterCopy copy(DeadLetter letter, TenantCipher seal) {
    return new DeadLetterCopy(
        letter.letter(),
        letter.source(),
        letter.reason(),
        letter.file(),
        letter.offset(),
        letter.line(),
        letter.size(),
        letter.whole(),
        seal.open(letter.sealed(), letter.place()));
  }

  /**
   * Reads every letter again, as one does after a mend. What can be used now goes to the lake and
   * leaves; the rest stays as it is. Doing it twice changes nothing.
   *
   * @return how the letters ended this time; letters of which only the beginning was kept count as
   *     dead again
   */
  public IngestReport replay(Caller caller, Progress progress) {
    admit(caller, "replay dead letters", Action.RUN_WORK);
    long total = store.count(caller);
    long begun = System.nanoTime();
    Tally all = new Tally();
    for (Source source : Source.values()) {
      if (!store.page(caller, source, null, 1).isEmpty()) {
        ingest.run(caller, source, run -> replay(caller, source, run, all, progress, total));
      }
    }
    return all.report(System.nanoTime() - begun);
  }

  private void replay(
      Caller caller, Source source, Run run, Tally all, Progress progress, long total) {
    TenantCipher seal = lookups.seal(caller.tenant());
    UUID after = null;
    while (true) {
      List<DeadLetter> page = store.page(caller, source, after, PAGE);
      if (page.isEmpty()) {
        all.add(run.tally());
        return;
      }
      List<UUID> alive = new ArrayList<>();
      for (DeadLetter letter : page) {
        if (isAlive(letter, seal, run)) {
          alive.add(letter.letter());
        }
      }
      // Only what is stored may leave: a crash in between reads it once more, as duplicates.
      run.flush();
      store.remove(caller, alive);
      after = page.getLast().letter();
      progress.at(all.read() + run.tally().read(), total);
    }
  }

  /** Whether everything in a letter could be used this time. */
  private boolean isAlive(DeadLetter letter, TenantCipher seal, Run run) {
    long dead = run.tally().deadLettered;
    if (letter.whole() && letter.size() > 0) {
      byte[] raw = seal.open(letter.sealed(), letter.place());
      run.read(boxes.unpacked(raw), (reason, fragment) -> {}, Progress.NONE);
    } else {
      run.tally().deadLettered++;
    }
    return run.tally().deadLettered == dead;
  }

  /** Dead letters name people, so each look leaves an entry. */
  private void admit(Caller caller, String deed, Action action) {
    String reason = access.require(caller, action, "dead letters");
    audit.record(caller, deed, "dead letters", reason);
  }
}
