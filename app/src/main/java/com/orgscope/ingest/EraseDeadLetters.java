package com.orgscope.ingest;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.LinkedIds;
import com.orgscope.kernel.Caller;
import com.orgscope.lake.Source;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Waits until no writer is at work that does not know of an erasure yet, and lets dead letters go
 * that are about the person. A delivery that died as a whole goes whole.
 */
@Component
final class EraseDeadLetters implements ErasureHandler {
  private static final int PAGE = 200;

  private final LeaseStore leases;
  private final DeadLetterStore letters;
  private final TenantLookups lookups;
  private final ErasedPeople people;
  private final DeadLetterBoxes boxes;

  EraseDeadLetters(
      LeaseStore leases,
      DeadLetterStore letters,
      TenantLookups lookups,
      ErasedPeople people,
      DeadLetterBoxes boxes) {
    this.leases = leases;
    this.letters = letters;
    this.lookups = lookups;
    this.people = people;
    this.boxes = boxes;
  }

  @Override
  public Stage stage() {
    return Stage.INCOMING;
  }

  @Override
  public String place() {
    return "dead letters";
  }

  @Override
  public long erase(Erased erased) {
    try (var _ = leases.take(erased.tenant())) {
      // Whoever takes it after us knows.
    }
    LinkedIds ids = people.ids(erased.tenant(), erased.keys());
    Caller caller = Caller.system(erased.tenant(), "erasure");
    AboutSomebody about = new AboutSomebody(lookups.seal(erased.tenant()), boxes);
    long gone = 0;
    for (Source source : Source.values()) {
      Mentions mentions = new Mentions(erased.words(), ids, source.name().toLowerCase(Locale.ROOT));
      List<DeadLetter> page = letters.page(caller, source, null, PAGE);
      while (!page.isEmpty()) {
        List<UUID> theirs = new ArrayList<>();
        for (DeadLetter letter : page) {
          // What cannot be looked into goes.
          if (about.of(letter, mentions) != AboutSomebody.Answer.NO) {
            theirs.add(letter.letter());
          }
        }
        letters.remove(caller, theirs);
        gone += theirs.size();
        page = letters.page(caller, source, page.getLast().letter(), PAGE);
      }
    }
    return gone;
  }
}
