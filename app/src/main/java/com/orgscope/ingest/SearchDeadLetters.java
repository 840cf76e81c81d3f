package com.orgscope.ingest;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.LinkedIds;
import com.orgscope.kernel.Caller;
import com.orgscope.lake.Source;
import com.orgscope.privacy.StoreSearch;
import com.orgscope.state.Findings;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Dead letters, opened and unpacked: names and logins, and every id that leads to somebody. */
@Component
final class SearchDeadLetters implements StoreSearch {
  private static final int PAGE = 200;

  private final DeadLetterStore letters;
  private final TenantLookups lookups;
  private final ErasedPeople people;
  private final DeadLetterBoxes boxes;

  SearchDeadLetters(
      DeadLetterStore letters, TenantLookups lookups, ErasedPeople people, DeadLetterBoxes boxes) {
    this.letters = letters;
    this.lookups = lookups;
    this.people = people;
    this.boxes = boxes;
  }

  @Override
  public String store() {
    return "dead letters";
  }

  @Override
  public Findings holding(Sought sought) {
    Findings findings = new Findings();
    LinkedIds ids = people.ids(sought.tenant(), sought.keys());
    Caller caller = Caller.system(sought.tenant(), "erasure");
    AboutSomebody about = new AboutSomebody(lookups.seal(sought.tenant()), boxes);
    for (Source source : Source.values()) {
      String place = source.name().toLowerCase(Locale.ROOT);
      Mentions mentions = new Mentions(sought.words(), ids, place);
      findings.found(place, 0);
      List<DeadLetter> page = letters.page(caller, source, null, PAGE);
      while (!page.isEmpty()) {
        for (DeadLetter letter : page) {
          switch (about.of(letter, mentions)) {
            case YES -> findings.found(place, 1);
            case CANNOT_TELL -> findings.unread(place, "some cannot be looked into");
            case NO -> {}
          }
        }
        page = letters.page(caller, source, page.getLast().letter(), PAGE);
      }
    }
    return findings;
  }
}
